using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Pipeline;

namespace OcrLabeling.Core.Labeling;

/// <summary>Which runs and words a selection means.</summary>
internal static class WordSelection
{
    /// <summary>The engine's latest successful run over each chosen page, documents oldest first, pages in order.</summary>
    public static async Task<ChosenRuns> ChooseAsync(AppDb db, TaskSelection.DocumentWords words, CancellationToken ct)
    {
        var rows = new List<RunRow>();
        foreach (var documents in ChosenDocuments.Queries(db, words.Category, words.Documents))
            rows.AddRange(await PagesOf(documents).ToListAsync(ct));

        var pages = rows.GroupBy(r => r.PageId).ToList();
        var latest = pages.Select(p => p.Where(r => r.RunId is not null).MaxBy(r => r.FinishedAt)).OfType<RunRow>()
            .OrderBy(r => r.UploadedAt).ThenBy(r => r.DocumentId.Value).ThenBy(r => r.PageNumber)
            .Select(r => new ChosenRun(r.RunId!.Value, r.DocumentId, r.Privacy)).ToList();
        return new ChosenRuns(latest, pages.Count - latest.Count);

        IQueryable<RunRow> PagesOf(IQueryable<Document> some) =>
            from d in some
            join p in db.Pages on d.Id equals p.DocumentId
            join r in db.OcrRuns.Current().Where(r => r.EngineId == words.EngineId && r.State.Status == JobStatus.Succeeded) on p.Id equals r.PageId into runs
            from r in runs.DefaultIfEmpty()
            select new RunRow(p.Id, p.Number, d.Id, d.UploadedAt, d.Privacy, (OcrRunId?)r.Id, r.State.FinishedAt);
    }

    /// <summary>Matching words per run; runs without any are not in the result.</summary>
    public static async Task<Dictionary<OcrRunId, int>> CountAsync(AppDb db, IReadOnlyList<OcrRunId> runs, double minConfidence, double maxConfidence, CancellationToken ct)
    {
        var counts = new Dictionary<OcrRunId, int>();
        foreach (var some in runs.Chunk(ChosenDocuments.KeysPerQuery))
            foreach (var row in await db.Words.Matching(minConfidence, maxConfidence).Where(w => some.Contains(w.OcrRunId))
                .GroupBy(w => w.OcrRunId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
                counts[row.Key] = row.Count;
        return counts;
    }

    public static IQueryable<Word> Matching(this IQueryable<Word> words, double minConfidence, double maxConfidence) =>
        words.Where(w => w.Confidence >= minConfidence && w.Confidence <= maxConfidence && w.Text != "");

    private sealed record RunRow(PageId PageId, int PageNumber, DocumentId DocumentId, DateTime UploadedAt, Privacy Privacy, OcrRunId? RunId, DateTime? FinishedAt);
}

/// <param name="PagesUnread">Chosen pages the engine has no successful run over.</param>
internal sealed record ChosenRuns(IReadOnlyList<ChosenRun> Runs, int PagesUnread)
{
    public IReadOnlyList<OcrRunId> RunIds => Runs.Select(r => r.RunId).ToList();
}

internal sealed record ChosenRun(OcrRunId RunId, DocumentId DocumentId, Privacy Privacy);
