using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Pipeline;

namespace OcrLabeling.Core.Documents;

/// <summary>What became of a wish to turn a page.</summary>
public abstract record TurnOutcome
{
    private TurnOutcome() { }

    /// <summary>It lies as wished; the engines that had read it read it again.</summary>
    public sealed record Turned(int Engines) : TurnOutcome;

    /// <summary>Tasks were made from it, or are being made: their boxes and texts lie on the page as it is. Nothing was changed.</summary>
    public sealed record InUse(IReadOnlyList<string> Batches) : TurnOutcome;

    public sealed record NotFound : TurnOutcome;
}

/// <summary>Sets a page upright that lies on its side. The turn is kept with the page, its image and its words are made anew, so that everything made later lies on the turned page.</summary>
public sealed class PageTurning(WriteTransaction transaction, BlobLifetime lifetime, IJobQueue queue, AuditLog audit, TimeProvider time)
{
    /// <param name="quarterTurns">Clockwise; negative turns it the other way.</param>
    public async Task<TurnOutcome> TurnAsync(PageId pageId, int quarterTurns, Guid accountId, CancellationToken ct)
    {
        var (outcome, before, after, images) = await transaction.RunAsync(db => TurnAsync(db, pageId, quarterTurns, accountId, ct), ct);
        foreach (var run in before)
            await queue.CancelAsync(JobKind.ReadPage, run.Value, CancellationToken.None);
        await queue.EnqueueAsync(JobKind.ReadPage, [.. after.Select(r => r.Value)], CancellationToken.None);
        await lifetime.DeleteUnusedAsync(images, CancellationToken.None);
        return outcome;
    }

    private async Task<Change> TurnAsync(AppDb db, PageId pageId, int quarterTurns, Guid accountId, CancellationToken ct)
    {
        if (await db.Pages.SingleOrDefaultAsync(p => p.Id == pageId, ct) is not { } page)
            return new(new TurnOutcome.NotFound(), [], [], []);
        var runs = await db.OcrRuns.Where(r => r.PageId == pageId).ToListAsync(ct);
        if (await BatchesAsync(db, pageId, runs, ct) is { Count: > 0 } batches)
            return new(new TurnOutcome.InUse(batches), [], [], []);

        BlobId[] images = [.. new[] { page.Image, page.Preview }.OfType<BlobId>()];
        page.Turn(quarterTurns);
        var now = time.UtcNow();
        var fresh = runs.DistinctBy(r => r.EngineId).Select(r => new OcrRun(pageId, r.EngineId, r.Role, now)).ToList();
        db.OcrRuns.RemoveRange(runs);
        db.OcrRuns.AddRange(fresh);
        db.AuditEntries.Add(audit.Entry(accountId, "page.turn", $"document:{page.DocumentId}", $"page {page.Number} by {quarterTurns * 90}°, now {page.QuarterTurns * 90}°"));
        await db.SaveChangesAsync(ct);
        var unfinished = runs.Where(r => !r.State.IsFinished).Select(r => r.Id).ToList();
        return new(new TurnOutcome.Turned(fresh.Count), unfinished, fresh.ConvertAll(r => r.Id), images);
    }

    private static async Task<List<string>> BatchesAsync(AppDb db, PageId pageId, List<OcrRun> runs, CancellationToken ct)
    {
        var names = await db.Batches.Where(b => db.Tasks.Any(t => t.BatchId == b.Id && t.PageId == pageId)).OrderBy(b => b.Name).Select(b => b.Name).ToListAsync(ct);
        var preparing = await db.Batches.Where(b => b.Status == BatchStatus.Preparing).Select(b => new { b.Name, b.SourceJson }).ToListAsync(ct);
        string[] ids = [pageId.ToString(), .. runs.Select(r => r.Id.ToString())];
        return [.. names.Union(preparing.Where(b => ids.Any(id => b.SourceJson.Contains(id, StringComparison.Ordinal))).Select(b => b.Name))];
    }

    private sealed record Change(TurnOutcome Outcome, IReadOnlyList<OcrRunId> Before, IReadOnlyList<OcrRunId> After, IReadOnlyList<BlobId> Images);
}
