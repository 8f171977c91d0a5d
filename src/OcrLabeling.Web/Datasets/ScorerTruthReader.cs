using System.Text.Json;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Scoring;

namespace OcrLabeling.Web.Datasets;

/// <summary>The scorer's own reading of ground-truth lines.</summary>
internal sealed class ScorerTruthReader : ITruthReader
{
    public TruthReading Read(DatasetItemKind kind, string file, int line, string json)
    {
        try
        {
            if (kind == DatasetItemKind.Crop)
                return new TruthReading.Good(TruthFile.ParseCrop(json, "", file, line).Image, CategoryOf(json), 0, 0);
            var page = TruthFile.ParsePage(json, "", file, line);
            return new TruthReading.Good(page.Image, page.Category, page.Width, page.Height);
        }
        catch (LineFormatException e)
        {
            return new TruthReading.Bad(e.Message);
        }
    }

    /// <summary>Crops may name a category; the scorer does not ask for it.</summary>
    private static string? CategoryOf(string json)
    {
        using var line = JsonDocument.Parse(json);
        return line.RootElement.TryGetProperty("category", out var category) && category.ValueKind == JsonValueKind.String ? category.GetString() : null;
    }
}
