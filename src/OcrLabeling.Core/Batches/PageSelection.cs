using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Batches;

/// <summary>Which pages a selection means.</summary>
internal static class PageSelection
{
    /// <summary>Rendered pages, documents oldest first, pages in order.</summary>
    public static async Task<ChosenPages> ChooseAsync(AppDb db, TaskSelection.DocumentPages selection, CancellationToken ct)
    {
        var rows = new List<ChosenPage>();
        foreach (var documents in ChosenDocuments.Queries(db, selection.Project, selection.Category, selection.Documents))
            rows.AddRange(await PagesOf(documents).ToListAsync(ct));
        var tooLarge = await TooLargeAsync(db, [.. rows.Select(r => r.Id)], selection.EngineId, ct);
        var rendered = rows.Where(r => r.IsRendered).OrderBy(r => r.UploadedAt).ThenBy(r => r.DocumentId.Value).ThenBy(r => r.Number).ToList();
        return new ChosenPages(
            [.. rendered.Where(r => !tooLarge.ContainsKey(r.Id))], rows.Count - rendered.Count,
            [.. rendered.Where(r => tooLarge.ContainsKey(r.Id)).Select(r => $"{r.FileName}, page {r.Number}: {tooLarge[r.Id]}")]);

        IQueryable<ChosenPage> PagesOf(IQueryable<Document> some) =>
            from d in some
            join p in db.Pages on d.Id equals p.DocumentId
            select new ChosenPage(p.Id, p.Number, p.Image != null, d.Id, d.FileName, d.UploadedAt, d.Privacy);
    }

    /// <summary>Pages on which the engine has read more words than an answer may have, or a longer one, with the reason: nobody could send such a page.</summary>
    private static async Task<Dictionary<PageId, string>> TooLargeAsync(AppDb db, List<PageId> pages, string? engineId, CancellationToken ct)
    {
        var reasons = new Dictionary<PageId, string>();
        foreach (var some in engineId is null ? [] : pages.Chunk(ChosenDocuments.KeysPerQuery))
        {
            var runs = db.OcrRuns.Current().Where(r => some.Contains(r.PageId) && r.EngineId == engineId && r.State.Status == JobStatus.Succeeded);
            foreach (var word in await LongReadings.OfAsync(db, runs, db.Words, ct))
                reasons.TryAdd(word.PageId, word.Reason);
            foreach (var page in await runs.Where(r => r.WordCount > PageTextForm.MaxWords).GroupBy(r => r.PageId).Select(g => new { g.Key, Words = g.Max(r => r.WordCount) }).ToListAsync(ct))
                reasons[page.Key] = $"{page.Words:N0} words; a task holds at most {PageTextForm.MaxWords:N0}";
        }
        return reasons;
    }
}

/// <param name="TooLarge">Those left out because of their many or long words, as sentences.</param>
internal sealed record ChosenPages(IReadOnlyList<ChosenPage> Pages, int NotRendered, IReadOnlyList<string> TooLarge);

internal sealed record ChosenPage(PageId Id, int Number, bool IsRendered, DocumentId DocumentId, string FileName, DateTime UploadedAt, Privacy Privacy);
