using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.Core.Quality;

namespace OcrLabeling.Core.Datasets;

/// <summary>
/// Fills a dataset from a batch; from one that asked for no words as <see cref="LabelSnapshot"/> does. Each task whose truth is a text (resolved or adjudicated) becomes a crop; flags (wrong orientation, foreign script, nothing
/// readable) and empty texts are left out, because a crop without text says nothing about reading words. Each page that such a task was cut from becomes a page
/// with all words of its readings: those with a truth as required words, all others as ignored ones.
/// </summary>
public sealed class BatchSnapshot(IDbContextFactory<AppDb> databases, ConsensusResolver resolver, DatasetSeal seal)
{
    private const int RowsPerWrite = 500;

    /// <exception cref="JobFailedException">No task of the batch has a truth yet.</exception>
    public async Task BuildAsync(DatasetId datasetId, BatchId batchId, IProgress<double> progress, CancellationToken ct)
    {
        await resolver.ResolveAsync(batchId, ct);
        await seal.ClearAsync(datasetId, ct);
        await AddAsync(datasetId, batchId, progress, ct);
        await seal.CloseAsync(datasetId, ct);
    }

    private async Task AddAsync(DatasetId datasetId, BatchId batchId, IProgress<double> progress, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var template = await db.Batches.Where(b => b.Id == batchId).Select(b => b.Template).SingleAsync(ct);
        if (template != Template.WordTranscription)
        {
            if (await new LabelSnapshot(databases).AddAsync(datasetId, batchId, template, progress, ct) == 0)
                throw new JobFailedException("No task of the batch has a truth yet.");
            return;
        }
        var pageNames = await AddPagesAsync(datasetId, batchId, progress, ct);
        if (await AddCropsAsync(datasetId, batchId, pageNames, ct) == 0)
            throw new JobFailedException("No task of the batch has a text as its truth yet.");
    }

    /// <summary>Tasks whose truth is a text.</summary>
    private static IQueryable<LabelledTask> Labelled(AppDb db, BatchId batchId) =>
        from task in db.Tasks
        join consensus in db.Consensus on task.Id equals consensus.TaskId
        where task.BatchId == batchId && consensus.Status != ConsensusStatus.Disputed && consensus.Kind == AnswerKind.Transcribed
            && consensus.Text != null && consensus.Text != ""
        orderby task.Sequence
        select new LabelledTask
        {
            Sequence = task.Sequence, Category = task.Category, Image = task.Image, MediaType = task.ImageMediaType, Text = consensus.Text!, WordId = task.WordId, PageId = task.PageId,
        };

    private async Task<int> AddCropsAsync(DatasetId datasetId, BatchId batchId, Dictionary<PageId, string> pageNames, CancellationToken ct)
    {
        for (int index = 0, next = 0; ;)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var tasks = await Labelled(db, batchId).Where(t => t.Sequence >= next).Take(RowsPerWrite).ToListAsync(ct);
            if (tasks.Count == 0)
                return index;
            var wordIds = tasks.Where(t => t.WordId != null).Select(t => t.WordId!.Value).ToList();
            var quads = await db.Words.AsNoTracking().Where(w => wordIds.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Quad, ct);
            foreach (var task in tasks)
            {
                var name = BatchResults.ImageName(task.Sequence, task.MediaType);
                var category = task.Category.ToName();
                var quad = task.WordId is { } wordId ? quads.GetValueOrDefault(wordId) : null;
                var source = quad is not null && task.PageId is { } pageId ? pageNames.GetValueOrDefault(pageId) : null;
                var line = new TruthLine.Crop(name, task.Text, category, category, "word", source, source is null ? null : PageWordsTruth.Box(quad!), task.Image.Value);
                db.DatasetItems.Add(new DatasetItem(datasetId, DatasetItemKind.Crop, index++, name, task.Category, task.Image, task.MediaType, TruthLine.Of(line)));
            }
            await db.SaveChangesAsync(ct);
            next = tasks[^1].Sequence + 1;
        }
    }

    /// <summary>The image names of the pages, by page.</summary>
    private async Task<Dictionary<PageId, string>> AddPagesAsync(DatasetId datasetId, BatchId batchId, IProgress<double> progress, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pages = await (
            from task in Labelled(db, batchId)
            where task.WordId != null && task.PageId != null
            group task by task.PageId into onPage
            orderby onPage.Min(t => t.Sequence)
            select onPage.Key!.Value).ToListAsync(ct);
        var names = new Dictionary<PageId, string>();
        foreach (var pageId in pages)
        {
            if (await PageAsync(datasetId, batchId, pageId, names.Count, ct) is { } item)
            {
                names.Add(pageId, item.Name);
                db.DatasetItems.Add(item);
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }
            progress.Report((double)names.Count / pages.Count);
        }
        return names;
    }

    private async Task<DatasetItem?> PageAsync(DatasetId datasetId, BatchId batchId, PageId pageId, int index, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var page = await (
            from p in db.Pages
            join document in db.Documents on p.DocumentId equals document.Id
            where p.Id == pageId && p.Image != null
            select new { Image = p.Image!.Value, MediaType = p.ImageMediaType!, p.Width, p.Height, document.Category }).SingleOrDefaultAsync(ct);
        if (page is null)
            return null;
        var texts = await Labelled(db, batchId).Where(t => t.PageId == pageId && t.WordId != null).ToDictionaryAsync(t => t.WordId!.Value, t => t.Text, ct);
        var wordIds = texts.Keys.ToList();
        var runs = db.Words.Where(w => wordIds.Contains(w.Id)).Select(w => w.OcrRunId).Distinct();
        var words = await db.Words.AsNoTracking().Where(w => runs.Contains(w.OcrRunId)).OrderBy(w => w.OcrRunId).ThenBy(w => w.Index).ToListAsync(ct);
        var truth = PageWordsTruth.Merge(
            [.. words.Where(w => texts.ContainsKey(w.Id)).Select(w => (w.Quad, texts[w.Id]))], words.Where(w => !texts.ContainsKey(w.Id)).Select(w => w.Quad));
        var name = TruthLine.ImageName(DatasetItemKind.Page, index, page.MediaType);
        var category = page.Category.ToName();
        var line = TruthLine.Of(new TruthLine.Page(name, category, category, page.Width, page.Height, truth, page.Image.Value));
        return new DatasetItem(datasetId, DatasetItemKind.Page, index, name, page.Category, page.Image, page.MediaType, line);
    }

    private sealed class LabelledTask
    {
        public int Sequence { get; init; }
        public DocumentCategory Category { get; init; }
        public BlobId Image { get; init; }
        public string MediaType { get; init; } = "";
        public string Text { get; init; } = "";
        public WordId? WordId { get; init; }
        public PageId? PageId { get; init; }
    }
}
