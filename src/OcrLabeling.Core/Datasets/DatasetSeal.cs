using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Datasets;

/// <summary>Begins and ends the filling of a dataset.</summary>
public sealed class DatasetSeal(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    /// <summary>Takes away what an interrupted attempt has left.</summary>
    public async Task ClearAsync(HeldJob job, CancellationToken ct)
    {
        var datasetId = new DatasetId(job.Subject.Id);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Datasets.AnyAsync(d => d.Id == datasetId && d.Sha256 != null, ct))
            throw new InvalidOperationException("A complete dataset never changes.");
        await db.WhileHeldAsync(job, () => db.DatasetItems.Where(i => i.DatasetId == datasetId).DeleteInChunksAsync(ct), ct);
    }

    /// <summary>Counts and hashes the items and completes the dataset; from then on it never changes.</summary>
    /// <returns>The archive it was imported from, now needed no more.</returns>
    public async Task<BlobId?> CloseAsync(HeldJob job, PreReading? preRead, string? importNotes, CancellationToken ct)
    {
        var datasetId = new DatasetId(job.Subject.Id);
        await using var db = await databases.CreateDbContextAsync(ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var counts = new Dictionary<DatasetItemKind, int>();
        foreach (var kind in DatasetLines.Order)
        {
            await foreach (var item in DatasetLines.Of(db, datasetId, kind).AsAsyncEnumerable().WithCancellation(ct))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(item.TruthJson + "\n"));
                counts[kind] = item.Index + 1;
            }
        }
        var dataset = await db.Datasets.SingleAsync(d => d.Id == datasetId, ct);
        var archive = dataset.Archive;
        dataset.Complete(
            job.Lease, counts.GetValueOrDefault(DatasetItemKind.Crop), counts.GetValueOrDefault(DatasetItemKind.Page), Convert.ToHexStringLower(hash.GetHashAndReset()), clock.UtcNow(), preRead, importNotes);
        await db.SaveChangesAsync(ct);
        return archive;
    }
}

/// <summary>The items of a dataset in the order that its hash and its folder have: gt.jsonl, then words.jsonl, then labels.jsonl.</summary>
internal static class DatasetLines
{
    public static readonly DatasetItemKind[] Order = [DatasetItemKind.Page, DatasetItemKind.Crop, DatasetItemKind.Label];

    public static string FileName(DatasetItemKind kind) => kind switch { DatasetItemKind.Page => "gt.jsonl", DatasetItemKind.Crop => "words.jsonl", _ => "labels.jsonl" };

    public static IQueryable<DatasetItem> Of(AppDb db, DatasetId datasetId, DatasetItemKind kind) =>
        db.DatasetItems.AsNoTracking().Where(i => i.DatasetId == datasetId && i.Kind == kind).OrderBy(i => i.Index);
}
