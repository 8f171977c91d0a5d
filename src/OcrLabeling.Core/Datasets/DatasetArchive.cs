using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Datasets;

/// <summary>Writes a complete dataset as a zip of a ground-truth folder: manifest.json, gt.jsonl, words.jsonl, labels.jsonl and the images. One image is in memory at a time.</summary>
public sealed class DatasetArchive(IDbContextFactory<AppDb> databases, IBlobStore blobs)
{
    public const string ManifestName = "manifest.json";

    /// <param name="output">Written asynchronously and never sought: may be the body of a response.</param>
    public async Task WriteAsync(DatasetId datasetId, Stream output, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var dataset = await db.Datasets.AsNoTracking().SingleAsync(d => d.Id == datasetId, ct);
        if (dataset.Sha256 is null)
            throw new InvalidOperationException("The dataset is not complete.");
        await using var gathering = new GatheringStream(output);
        await using (var zip = await ZipArchive.CreateAsync(gathering, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct))
            await WriteAsync(db, zip, dataset, ct);
        await gathering.FlushAsync(ct);
    }

    private async Task WriteAsync(AppDb db, ZipArchive zip, Dataset dataset, CancellationToken ct)
    {
        await WriteEntryAsync(zip, ManifestName, dataset.CreatedAt, CompressionLevel.Fastest, await ManifestAsync(db, dataset, ct), ct);
        foreach (var kind in DatasetLines.Order)
            await WriteLinesAsync(db, zip, dataset, kind, ct);
        foreach (var kind in DatasetLines.Order)
        {
            await foreach (var item in DatasetLines.Of(db, dataset.Id, kind).Select(i => new { i.Name, i.Image }).AsAsyncEnumerable().WithCancellation(ct))
                // images are compressed already
                await WriteEntryAsync(zip, item.Name, dataset.CreatedAt, CompressionLevel.NoCompression, await blobs.GetAsync(item.Image, ct), ct);
        }
    }

    private static async Task WriteLinesAsync(AppDb db, ZipArchive zip, Dataset dataset, DatasetItemKind kind, CancellationToken ct)
    {
        if (!await DatasetLines.Of(db, dataset.Id, kind).AnyAsync(ct))
            return;
        await using var entry = await CreateEntry(zip, DatasetLines.FileName(kind), dataset.CreatedAt, CompressionLevel.Fastest).OpenAsync(ct);
        await foreach (var line in DatasetLines.Of(db, dataset.Id, kind).Select(i => i.TruthJson).AsAsyncEnumerable().WithCancellation(ct))
            await entry.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), ct);
    }

    private static async Task<byte[]> ManifestAsync(AppDb db, Dataset dataset, CancellationToken ct)
    {
        var batch = dataset.BatchId is { } batchId ? await db.Batches.Where(b => b.Id == batchId).Select(b => b.Name).SingleAsync(ct) : null;
        var counts = await db.DatasetItems.Where(i => i.DatasetId == dataset.Id).GroupBy(i => new { i.Kind, i.Category })
            .Select(g => new { g.Key.Kind, g.Key.Category, Count = g.Count() }).ToListAsync(ct);
        SortedDictionary<string, int> Categories(DatasetItemKind kind) => new(counts.Where(c => c.Kind == kind).ToDictionary(c => c.Category.ToName(), c => c.Count));
        var manifest = new DatasetManifest(
            dataset.Name, dataset.Version, dataset.Privacy.ToString(), dataset.ConsentNote, batch, dataset.CreatedAt, dataset.Sha256!, dataset.PreRead?.By, dataset.PreRead?.Shown,
            dataset.PageCount, dataset.CropCount, counts.Where(c => c.Kind == DatasetItemKind.Label).Sum(c => c.Count),
            Categories(DatasetItemKind.Page), Categories(DatasetItemKind.Crop), Categories(DatasetItemKind.Label));
        return JsonSerializer.SerializeToUtf8Bytes(manifest, DatasetManifest.Json);
    }

    private static async Task WriteEntryAsync(ZipArchive zip, string name, DateTime at, CompressionLevel level, byte[] bytes, CancellationToken ct)
    {
        await using var entry = await CreateEntry(zip, name, at, level).OpenAsync(ct);
        await entry.WriteAsync(bytes, ct);
    }

    /// <summary>Entries carry the dataset's own time: the same dataset is the same file whenever it is downloaded.</summary>
    private static ZipArchiveEntry CreateEntry(ZipArchive zip, string name, DateTime at, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = new DateTimeOffset(at, TimeSpan.Zero);
        return entry;
    }
}

/// <summary>manifest.json of a downloaded dataset.</summary>
/// <param name="Sha256">Over the lines of gt.jsonl, words.jsonl and labels.jsonl, in this order, each with its line feed.</param>
/// <param name="PreReadBy">Engines (or the file of texts) that read the images before people did; null when nobody or not known.</param>
/// <param name="PreReadShown">Workers began with that reading.</param>
public sealed record DatasetManifest(
    string Name, int Version, string Privacy, string? ConsentNote, string? Batch, DateTime CreatedAt, string Sha256, string? PreReadBy, bool? PreReadShown, int Pages, int Crops, int Labels,
    IReadOnlyDictionary<string, int> PagesByCategory, IReadOnlyDictionary<string, int> CropsByCategory, IReadOnlyDictionary<string, int> LabelsByCategory)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };
}
