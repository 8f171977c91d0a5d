namespace OcrLabeling.Web.Accounts;

internal static class LocalPath
{
    /// <summary><paramref name="path"/> when it leads to this server, otherwise the start page: a link cannot send people elsewhere after they signed in.</summary>
    public static string OrHome(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
