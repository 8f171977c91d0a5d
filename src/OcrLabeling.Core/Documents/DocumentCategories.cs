using System.Text.Json;

namespace OcrLabeling.Core.Documents;

/// <summary>The snake_case names of categories in exports, ground-truth folders and reports.</summary>
public static class DocumentCategories
{
    private static readonly Dictionary<DocumentCategory, string> Names =
        Enum.GetValues<DocumentCategory>().ToDictionary(c => c, c => JsonNamingPolicy.SnakeCaseLower.ConvertName(c.ToString()));

    private static readonly Dictionary<string, DocumentCategory> ByName = Names.ToDictionary(p => p.Value, p => p.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Such as <c>register_tapes</c>.</summary>
    public static string ToName(this DocumentCategory category) => Names[category];

    public static bool TryParse(string? name, out DocumentCategory category) => ByName.TryGetValue(name ?? "", out category);
}
