using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Datasets;

/// <summary>
/// Fills a dataset from a batch that asked for something else than words: each task with a truth becomes one line. Transcribed pages are pages of ground truth with their words and lines, as engines
/// are scored on; whatever else people drew or filled in is a line of labels.jsonl. Tasks whose truth is a flag are left out.
/// </summary>
internal sealed class LabelSnapshot(IDbContextFactory<AppDb> databases)
{
    private const int TasksPerWrite = 100;

    /// <summary>How many lines were made.</summary>
    public async Task<int> AddAsync(HeldJob job, BatchId batchId, Template template, IProgress<double> progress, CancellationToken ct)
    {
        for (int index = 0, next = 0; ;)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var settled = Settled(db, batchId);
            var tasks = await settled.Where(t => t.Task.Sequence >= next).OrderBy(t => t.Task.Sequence).Take(TasksPerWrite).AsNoTracking().ToListAsync(ct);
            if (tasks.Count == 0)
                return index;
            var origins = await TaskOrigins.LoadAsync(db, tasks.Select(t => t.Task.PageId), ct);
            foreach (var (task, truth) in tasks.Select(t => (t.Task, t.Truth)))
                db.DatasetItems.Add(Item(new DatasetId(job.Subject.Id), template, task, truth.Text!, origins.Of(task.Id, task.PageId, task.Source, truth.Status, truth.Votes, truth.AgreeingVotes), index++));
            await db.SaveHeldAsync(job, ct);
            next = tasks[^1].Task.Sequence + 1;
            progress.Report((double)index / (index + await settled.CountAsync(t => t.Task.Sequence >= next, ct)));
        }
    }

    private static IQueryable<SettledTask> Settled(AppDb db, BatchId batchId) =>
        from task in db.Tasks
        join consensus in db.Consensus on task.Id equals consensus.TaskId
        where task.BatchId == batchId && !task.IsGold && (consensus.Status == ConsensusStatus.Resolved || consensus.Status == ConsensusStatus.Adjudicated) && consensus.Kind == AnswerKind.Labeled && consensus.Text != null
        select new SettledTask { Task = task, Truth = consensus };

    private static DatasetItem Item(DatasetId datasetId, Template template, LabelingTask task, string truth, TruthLine.Origin origin, int index)
    {
        var name = BatchResults.ImageName(task.Sequence, task.ImageMediaType, template);
        var kind = LabelingTemplate.Of(template).Truth == TruthKind.Page ? DatasetItemKind.Page : DatasetItemKind.Label;
        var line = kind == DatasetItemKind.Page ? TruthLine.Of(Page(name, task, truth, origin)) : TruthLine.Of(Label(name, template, task, truth, origin));
        return new DatasetItem(datasetId, kind, index, name, task.Category, task.Image, task.ImageMediaType, line);
    }

    private static TruthLine.Page Page(string name, LabelingTask task, string truth, TruthLine.Origin origin)
    {
        var (words, category) = (PageTextForm.Parse(truth), task.Category.ToName());
        var lines = words.GroupBy(w => w.Line).OrderBy(l => l.Key).Select(l => new TruthLine.Word(string.Join(' ', l.Select(w => w.Text)), Bounds([.. l.Select(w => w.Pixels)])));
        return new(name, category, category, task.Width, task.Height, [.. words.Select(w => new TruthLine.Word(w.Text, Bounds([w.Pixels])))], [.. lines], origin, task.Image.Value);
    }

    private static TruthLine.Label Label(string name, Template template, LabelingTask task, string truth, TruthLine.Origin origin) => new(
        name, task.Category.ToName(), LabelingTemplate.Of(template).Name, task.Width, task.Height, task.Source, JsonElement.Parse(truth), origin, task.Image.Value);

    private static double[] Bounds(IReadOnlyList<PixelBox> boxes) => [boxes.Min(b => b.Left), boxes.Min(b => b.Top), boxes.Max(b => b.Right), boxes.Max(b => b.Bottom)];

    private sealed class SettledTask
    {
        public required LabelingTask Task { get; init; }
        public required Consensus Truth { get; init; }
    }
}
