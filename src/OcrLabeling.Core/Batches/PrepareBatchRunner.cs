using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Batches;

/// <summary>
/// Cuts the crops of a batch and makes its tasks with N open assignments each, a chunk at a time in the order of the sequence. A chunk is stored whole or not at
/// all, so after a kill the next run goes on behind the highest sequence that is there.
/// </summary>
public sealed class PrepareBatchRunner(
    IDbContextFactory<AppDb> databases, IBlobStore blobs, BlobLifetime lifetime, StoredArchive archives, IImageReader images, LabelingActivity activity, TimeProvider clock) : IJobRunner
{
    public JobKind Kind => JobKind.PrepareBatch;

    public async Task RunAsync(HeldJob job, IProgress<double> progress, CancellationToken ct)
    {
        var batchId = new BatchId(job.Subject.Id);
        var (batch, firstSequence) = await LoadAsync(batchId, ct);
        if (batch.Status != BatchStatus.Preparing)
            return;
        var source = BatchSource.FromJson(batch.SourceJson);
        await RefuseDonatedForCrowdAsync(batch, source, ct);
        var form = LabelingTemplate.Of(batch.Template).Form(batch.FormJson);
        var seeds = source switch
        {
            BatchSource.DocumentWords words => new DocumentWordSeeds(databases, blobs, images).ReadAsync(words, firstSequence, ct),
            BatchSource.DocumentPages pages => new PageSeeds(databases, blobs, images).ReadAsync(pages, LabelingTemplate.Of(batch.Template), firstSequence, ct),
            BatchSource.WordImages folder => new WordImageSeeds(archives, images).ReadAsync(folder, firstSequence, ct),
            var other => throw new InvalidOperationException($"Unknown source {other.GetType().Name}."),
        };
        var skipped = new List<string>();
        await foreach (var chunk in seeds)
        {
            await StoreAsync(job, batch, form, chunk.Tasks, ct);
            skipped.AddRange(chunk.Skipped);
            progress.Report(chunk.ShareDone);
        }
        await OpenAsync(batchId, job.Lease, skipped, ct);
        if (source is BatchSource.WordImages { Archive: var uploaded })
            await archives.DeleteAsync(new BlobId(uploaded), CancellationToken.None);
        activity.Publish(batchId);
    }

    private async Task<(Batch, int FirstSequence)> LoadAsync(BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await db.Batches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId, ct) ?? throw new JobFailedException("The batch has been deleted.");
        var last = await db.Tasks.Where(t => t.BatchId == batchId).MaxAsync(t => (int?)t.Sequence, ct);
        return (batch, last + 1 ?? 0);
    }

    /// <summary>A document may have become Donated since the batch was drawn up.</summary>
    private async Task RefuseDonatedForCrowdAsync(Batch batch, BatchSource source, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await db.Pools.AnyAsync(p => p.Id == batch.PoolId && p.Kind == PoolKind.Crowd, ct))
            return;
        foreach (var runs in (source as BatchSource.DocumentWords)?.Runs.Chunk(ChosenDocuments.KeysPerQuery) ?? [])
            await RefuseDonatedAsync(db, db.OcrRuns.Where(r => runs.Contains(r.Id)).Select(r => r.PageId), ct);
        foreach (var pages in (source as BatchSource.DocumentPages)?.Pages.Chunk(ChosenDocuments.KeysPerQuery) ?? [])
            await RefuseDonatedAsync(db, db.Pages.Where(p => pages.Contains(p.Id)).Select(p => p.Id), ct);
    }

    private static async Task RefuseDonatedAsync(AppDb db, IQueryable<PageId> pages, CancellationToken ct)
    {
        if (await db.Documents.Where(d => d.Privacy == Privacy.Donated && d.Pages.Any(p => pages.Contains(p.Id))).Select(d => d.FileName).FirstOrDefaultAsync(ct) is { } donated)
            throw new JobFailedException($"{donated} has become Donated meanwhile; a crowd pool may not see it.");
    }

    private async Task StoreAsync(HeldJob job, Batch batch, AnswerForm form, IReadOnlyList<TaskSeed> seeds, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        using var kept = await lifetime.KeepAsync(ct);
        foreach (var seed in seeds)
        {
            var image = await blobs.PutAsync(seed.Image.Bytes, ct);
            var task = new LabelingTask(
                batch.Id, seed.Sequence, seed.Category, image, seed.Image.MediaType, seed.Image.Width, seed.Image.Height, PreLabelOf(form, seed.PreLabel), seed.Source, seed.WordId, seed.PageId,
                batch.Overlap);
            db.Tasks.Add(task);
            db.Assignments.AddRange(Enumerable.Range(0, batch.Overlap).Select(slot => new Assignment(task, slot)));
        }
        await db.SaveHeldAsync(job, ct);
    }

    private static PreLabel? PreLabelOf(AnswerForm form, PreLabel? read) => read is not null && form.PreLabelOf(read.Text) is { } text ? read with { Text = text } : null;

    private async Task OpenAsync(BatchId batchId, JobLease lease, List<string> skipped, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var taskCount = await db.Tasks.CountAsync(t => t.BatchId == batchId, ct);
        if (taskCount == 0)
            throw new JobFailedException(skipped.Count == 0 ? "Nothing matched: there is no task." : $"No image could be read. {skipped[0]}");
        var batch = await db.Batches.SingleAsync(b => b.Id == batchId, ct);
        batch.Open(lease, taskCount, skipped, clock.UtcNow());
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>A task to be made.</summary>
internal sealed record TaskSeed(int Sequence, DocumentCategory Category, RenderedImage Image, PreLabel? PreLabel, string Source, WordId? WordId, PageId? PageId);

/// <param name="Skipped">What could not be read, with its name and the reason.</param>
/// <param name="ShareDone">0..1, this chunk included.</param>
internal sealed record SeedChunk(IReadOnlyList<TaskSeed> Tasks, IReadOnlyList<string> Skipped, double ShareDone);
