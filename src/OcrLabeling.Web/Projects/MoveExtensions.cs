using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Projects;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Projects;

internal static class MoveExtensions
{
    private static readonly DialogOptions options = new() { CloseOnEscapeKey = true, FullWidth = true, MaxWidth = MaxWidth.ExtraSmall };

    /// <summary>Null when the person does not want it.</summary>
    /// <param name="what">Such as <c>3 documents</c>.</param>
    /// <param name="meaning">See <see cref="MoveTexts"/>.</param>
    /// <param name="from">Not offered; null: what is moved comes from several projects.</param>
    public static async Task<MoveOutcome?> MoveAsync(
        this IDialogService dialogs, string what, string meaning, IReadOnlyList<ProjectChoice> choices, ProjectId? from, Func<ProjectId, Task<MoveOutcome>> move)
    {
        var parameters = new DialogParameters<MoveDialog> { { d => d.Meaning, meaning }, { d => d.Choices, [.. choices.Where(c => c.Id != from)] }, { d => d.Move, move } };
        var dialog = await dialogs.ShowAsync<MoveDialog>($"Move {what} to another project", parameters, options);
        return (await dialog.Result)?.Data as MoveOutcome;
    }

    public static void Tell(this MoveOutcome moved, ISnackbar snackbar, string noun) => snackbar.Add(
        string.Join(" ", [$"{Nouns.Count(moved.Moved, noun)} moved.", .. moved.Kept]), moved.Kept.Count > 0 ? Severity.Warning : Severity.Success);
}

/// <summary>What goes along when something is moved into another project, and what stays.</summary>
internal static class MoveTexts
{
    public const string OfDocuments = "Pages, recognized words and tags go along. Batches and datasets made from the documents stay where they are: whoever sees those still sees the images in them.";
    public const string OfBatch = "Tasks, answers and results go along. The documents and the datasets made from the batch stay where they are. Workers notice nothing.";
    public const string OfBatches = "Tasks, answers and results go along. The documents and the datasets made from the batches stay where they are. Workers notice nothing.";
    public const string OfDataset = "All versions of the name, their evaluations and training runs go along. The batches they were made from stay where they are.";
    public const string OfDatasets = "All versions of each name, their evaluations and training runs go along. The batches they were made from stay where they are.";
}
