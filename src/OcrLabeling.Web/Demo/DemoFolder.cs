using System.Runtime.CompilerServices;
using System.Text.Json;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Web.Demo;

/// <summary>Reads the names and categories in the gt.jsonl of a ground-truth folder.</summary>
internal static class DemoFolder
{
    public static async IAsyncEnumerable<(string Image, DocumentCategory Category)> ImagesAsync(string folder, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in File.ReadLinesAsync(Path.Combine(folder, "gt.jsonl"), ct))
        {
            using var truth = JsonDocument.Parse(line);
            var isKnown = DocumentCategories.TryParse(truth.RootElement.GetProperty("category").GetString(), out var category);
            yield return (truth.RootElement.GetProperty("image").GetString()!, isKnown ? category : DocumentCategory.Other);
        }
    }
}
