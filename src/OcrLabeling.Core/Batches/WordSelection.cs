using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;

namespace OcrLabeling.Core.Batches;

/// <summary>Which runs and words a selection means.</summary>
internal static class WordSelection
{
    /// <summary>The engine's latest successful run over each chosen page, documents oldest first, pages in order.</summary>
    public static async Task<ChosenRuns> ChooseAsync(AppDb db, TaskSelection.DocumentWords words, CancellationToken ct)
    {
        var rows = new List<RunRow>();
        foreach (var documents in ChosenDocuments.Queries(db, words.Project, words.Category, words.Documents))
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

    /// <summary>What would become tasks: the matching words of the chosen runs, without those that no card can hold.</summary>
    public static async Task<ChosenWords> ChooseWordsAsync(AppDb db, TaskSelection.DocumentWords words, CancellationToken ct)
    {
        var chosen = await ChooseAsync(db, words, ct);
        var counts = await CountAsync(db, chosen.RunIds, words.MinConfidence, words.MaxConfidence, ct);
        var tooLong = await LongReadings.OfRunsAsync(db, [.. counts.Keys], words.MinConfidence, words.MaxConfidence, ct);
        foreach (var word in tooLong)
            if (--counts[word.RunId] == 0)
                counts.Remove(word.RunId);
        return new(chosen.Runs.Where(r => counts.ContainsKey(r.RunId)).ToList(), counts.Values.Sum(), chosen.PagesUnread, tooLong.Select(w => $"{w.Source}: {w.Reason}").ToArray());
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

/// <param name="Runs">With at least one word for a card.</param>
/// <param name="TooLong">Words left out because no card can hold them, as sentences.</param>
internal sealed record ChosenWords(IReadOnlyList<ChosenRun> Runs, int Count, int PagesUnread, IReadOnlyList<string> TooLong);

internal sealed record ChosenRun(OcrRunId RunId, DocumentId DocumentId, Privacy Privacy);
