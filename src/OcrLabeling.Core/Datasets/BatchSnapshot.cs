using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Datasets;

/// <summary>
/// Fills a dataset from a batch; from one that asked for no words as <see cref="LabelSnapshot"/> does. Each task whose truth is a text (resolved or adjudicated) becomes a crop; flags (wrong
/// orientation, foreign script, nothing readable) and empty texts are left out, because a crop without text says nothing about reading words. The pages are no part of it: of a page only the
/// words that an engine found were asked for, so it is no truth to score pages on.
/// </summary>
public sealed class BatchSnapshot(IDbContextFactory<AppDb> databases, ConsensusResolver resolver, DatasetSeal seal)
{
    private const int RowsPerWrite = 500;

    /// <exception cref="JobFailedException">No task of the batch has a truth yet.</exception>
    public async Task BuildAsync(HeldJob job, BatchId batchId, IProgress<double> progress, CancellationToken ct)
    {
        await resolver.ResolveAsync(batchId, ct);
        await seal.ClearAsync(job, ct);
        await AddAsync(job, batchId, progress, ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        await seal.CloseAsync(job, await PreReading.OfAsync(db, batchId, ct), importNotes: null, ct);
    }

    private async Task AddAsync(HeldJob job, BatchId batchId, IProgress<double> progress, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var template = await db.Batches.Where(b => b.Id == batchId).Select(b => b.Template).SingleAsync(ct);
        if (LabelingTemplate.Of(template).Truth != TruthKind.Text)
        {
            if (await new LabelSnapshot(databases).AddAsync(job, batchId, template, progress, ct) == 0)
                throw new JobFailedException("No task of the batch has a truth yet.");
        }
        else if (await AddCropsAsync(job, batchId, template, progress, ct) == 0)
        {
            throw new JobFailedException("No task of the batch has a text as its truth yet.");
        }
    }

    /// <summary>Tasks whose truth is a text.</summary>
    private static IQueryable<LabelledTask> Labelled(AppDb db, BatchId batchId) =>
        from task in db.Tasks
        join consensus in db.Consensus on task.Id equals consensus.TaskId
        where task.BatchId == batchId && !task.IsGold && (consensus.Status == ConsensusStatus.Resolved || consensus.Status == ConsensusStatus.Adjudicated) && consensus.Kind == AnswerKind.Transcribed
            && consensus.Text != null && consensus.Text != ""
        orderby task.Sequence
        select new LabelledTask { Task = task, Truth = consensus };

    private async Task<int> AddCropsAsync(HeldJob job, BatchId batchId, Template template, IProgress<double> progress, CancellationToken ct)
    {
        for (int index = 0, next = 0; ;)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var tasks = await Labelled(db, batchId).Where(t => t.Task.Sequence >= next).Take(RowsPerWrite).AsNoTracking().ToListAsync(ct);
            if (tasks.Count == 0)
                return index;
            var wordIds = tasks.Where(t => t.Task.WordId != null).Select(t => t.Task.WordId!.Value).ToList();
            var quads = await db.Words.AsNoTracking().Where(w => wordIds.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Quad, ct);
            var origins = await TaskOrigins.LoadAsync(db, tasks.Select(t => t.Task.PageId), ct);
            foreach (var (task, truth) in tasks.Select(t => (t.Task, t.Truth)))
            {
                var origin = origins.Of(task.Id, task.PageId, task.Source, truth.Status, truth.Votes, truth.AgreeingVotes);
                var quad = task.WordId is { } wordId ? quads.GetValueOrDefault(wordId) : null;
                db.DatasetItems.Add(Item(new DatasetId(job.Subject.Id), template, task, truth.Text!, quad, origin, index++));
            }
            await db.SaveHeldAsync(job, ct);
            next = tasks[^1].Task.Sequence + 1;
            progress.Report((double)index / (index + await Labelled(db, batchId).CountAsync(t => t.Task.Sequence >= next, ct)));
        }
    }

    private static DatasetItem Item(DatasetId datasetId, Template template, LabelingTask task, string text, WordQuad? quad, TruthLine.Origin origin, int index)
    {
        var (name, category) = (BatchResults.ImageName(task.Sequence, task.ImageMediaType, template), task.Category.ToName());
        var line = new TruthLine.Crop(
            name, text, category, category, "word", origin.DocumentId is null ? null : origin.DocumentName, quad?.Box(), origin, task.Image.Value);
        return new DatasetItem(datasetId, DatasetItemKind.Crop, index, name, task.Category, task.Image, task.ImageMediaType, TruthLine.Of(line));
    }

    private sealed class LabelledTask
    {
        public required LabelingTask Task { get; init; }
        public required Consensus Truth { get; init; }
    }
}
