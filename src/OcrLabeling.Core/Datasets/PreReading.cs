using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Datasets;

/// <summary>Whose reading stood before people: what an engine did not find nobody was asked for, and what workers are shown they tend to keep.</summary>
/// <param name="By">Engines with their versions, or the file of texts that came with the images, comma-separated.</param>
/// <param name="Shown">Workers began with its texts; otherwise they typed from blank, and only the places of the words are its own.</param>
public sealed record PreReading(string By, bool Shown)
{
    /// <summary>No engine read them: the texts came with the images.</summary>
    public bool IsOfTexts => By.Split(", ").All(WordFolder.IsOfTexts);

    /// <summary>Whether this engine, in whatever version, is among them: scored on this truth it is judged by what it said itself.</summary>
    public bool IsOf(string engineId) => By.Split(", ").Any(name => name == engineId || name.StartsWith(engineId + " ", StringComparison.Ordinal));

    /// <summary>Null when no machine read the tasks of the batch before people did.</summary>
    internal static async Task<PreReading?> OfAsync(AppDb db, BatchId batchId, CancellationToken ct)
    {
        var readers = await db.Tasks.Where(t => t.BatchId == batchId && !t.IsGold && t.PreLabelEngineId != null)
            .Select(t => new { t.PreLabelEngineId, t.PreLabelEngineVersion }).Distinct().ToListAsync(ct);
        if (readers.Count == 0)
            return null;
        var names = readers.Select(r => WordFolder.IsOfTexts(r.PreLabelEngineId) ? r.PreLabelEngineId! : $"{r.PreLabelEngineId} {r.PreLabelEngineVersion}".TrimEnd()).Distinct().Order(StringComparer.Ordinal);
        return new(string.Join(", ", names), await db.Batches.Where(b => b.Id == batchId).Select(b => b.Prefill).SingleAsync(ct));
    }

    /// <summary>As a manifest of ours says it; null where it says nothing.</summary>
    internal static PreReading? Of(JsonElement manifest) =>
        manifest.TryGetProperty("pre_read_by", out var by) && by.ValueKind == JsonValueKind.String && by.GetString() is { Length: > 0 } name
            ? new(name, manifest.TryGetProperty("pre_read_shown", out var shown) && shown.ValueKind == JsonValueKind.True)
            : null;
}
