using MudBlazor;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Projects;

internal static class ArchiveExtensions
{
    /// <summary>What has become of the selected, which went into the archive or came out of it.</summary>
    /// <param name="kept">How many stay where they are.</param>
    /// <param name="rule">Why, of what stays out of the archive.</param>
    public static void TellArchived(this ISnackbar snackbar, string noun, bool archived, int done, int kept, string rule) => snackbar.Add(
        $"{Nouns.Count(done, noun)} {(archived ? "archived" : "restored")}." + (kept == 0 ? "" : archived ? $" {rule}: {kept} {(kept == 1 ? "stays" : "stay")} in the list." : $" {Nouns.Count(kept, noun)} had been restored already."),
        kept > 0 ? Severity.Warning : Severity.Success);
}
