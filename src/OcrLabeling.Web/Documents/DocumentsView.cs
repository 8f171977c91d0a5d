namespace OcrLabeling.Web.Documents;

/// <summary>Whether documents are shown as a list or as a grid. shell.js keeps the choice in a cookie, for the next visit of this browser.</summary>
public sealed class DocumentsView
{
    public const string Cookie = "documents-view";

    private const string Grid = "grid";

    public bool IsGrid { get; set; }

    /// <summary>What the cookie says; null: there is none.</summary>
    public void Remember(string? view) => IsGrid = view == Grid;

    /// <summary>As shell.js keeps it.</summary>
    public static string Kept(bool isGrid) => $"{Cookie}={(isGrid ? Grid : "list")}";
}
