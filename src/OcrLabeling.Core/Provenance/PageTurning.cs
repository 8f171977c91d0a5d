using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Provenance;

/// <summary>What a turn of a page would do.</summary>
/// <param name="Preparing">Names of batches that are being made from the page; while there are any it cannot be turned.</param>
public sealed record TurnPlan(TurnedTasks Tasks, IReadOnlyList<string> Preparing);

/// <summary>What became of a wish to turn a page.</summary>
public abstract record TurnOutcome
{
    private TurnOutcome() { }

    /// <summary>It lies as wished, and its tasks with it; the engines that had read it read it again.</summary>
    public sealed record Turned(int Engines, TurnedTasks Tasks) : TurnOutcome;

    /// <summary>Batches are being made from it. Nothing was changed.</summary>
    public sealed record BeingPrepared(IReadOnlyList<string> Batches) : TurnOutcome;

    /// <summary>An image could not be turned. Nothing was changed; the reason is for people.</summary>
    public sealed record Failed(string Reason) : TurnOutcome;

    public sealed record NotFound : TurnOutcome;
}

/// <summary>
/// Sets a page upright that lies on its side. The turn is kept with the page, its image and its words are made anew, so that everything made later lies on the turned page. What was made from it already, tasks with
/// all that was said about them and the words they were cut out by, is turned with it. Saved datasets stay as they are. Thread-safe.
/// </summary>
public sealed class PageTurning(
    WriteTransaction transaction, IDbContextFactory<AppDb> databases, IBlobStore blobs, BlobLifetime lifetime, IImageReader images, IJobQueue queue, AuditLog audit, LabelingActivity labeling, TimeProvider time)
{
    private const int MaxTries = 5;

    /// <summary>What would follow; null when there is no such page.</summary>
    public async Task<TurnPlan?> PlanAsync(ProjectScope reader, PageId pageId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Pages.AnyAsync(p => p.Id == pageId, ct) ? new(await new TaskTurning(db, pageId).CountAsync(ct), await PreparingAsync(db, pageId, reader, ct)) : null;
    }

    /// <param name="quarterTurns">Clockwise; negative turns it the other way.</param>
    public async Task<TurnOutcome> TurnAsync(PageId pageId, int quarterTurns, Guid accountId, CancellationToken ct)
    {
        // turned images are made before the transaction; what was turned or made meanwhile is looked at again
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            List<BlobId> touched = [];
            try
            {
                if (await TryAsync(pageId, quarterTurns, accountId, touched, ct) is not { } change)
                    continue;
                await FollowAsync(change);
                return change.Outcome;
            }
            catch (Exception e) when (e is FileRefusedException or ReaderTimedOutException or ReaderCrashedException or JobFailedException)
            {
                return new TurnOutcome.Failed(e.Message);
            }
            finally
            {
                await lifetime.DeleteUnusedAsync(touched, CancellationToken.None);
            }
        }
        return new TurnOutcome.Failed("The page or its tasks were changed by others all the while. Try again in a moment.");
    }

    private async Task FollowAsync(Change change)
    {
        foreach (var run in change.Before)
            await queue.CancelAsync(JobKind.ReadPage, run.Value, CancellationToken.None);
        await queue.EnqueueAsync(JobKind.ReadPage, [.. change.After.Select(r => r.Value)], CancellationToken.None);
        foreach (var batch in change.Batches)
            labeling.Publish(batch);
    }

    /// <summary>Null: something was changed meanwhile.</summary>
    /// <param name="touched">Gets the images that may not be used any more afterwards.</param>
    private async Task<Change?> TryAsync(PageId pageId, int quarterTurns, Guid accountId, List<BlobId> touched, CancellationToken ct)
    {
        var seen = await SeenAsync(pageId, ct);
        var made = seen is { Tasks.Count: > 0 } ? await MakeAsync(seen, quarterTurns, ct) : null;
        using var keep = await lifetime.KeepAsync(ct);
        var stored = made is null ? null : await StoreAsync(made, ct);
        touched.AddRange(stored is null ? [] : [stored.Image, stored.Preview, .. stored.Tasks.Values.Select(t => t.Blob)]);
        Change? change = null;
        // where only a worker came in between, the images still hold
        for (var attempt = 1; change is null && attempt <= MaxTries; attempt++)
            change = await transaction.RunAsync(db => TurnAsync(db, pageId, quarterTurns, seen?.QuarterTurns ?? 0, stored, accountId, ct), ct);
        touched.AddRange(change?.Images ?? []);
        return change;
    }

    private async Task<SeenPage?> SeenAsync(PageId pageId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var page = await (from p in db.Pages join d in db.Documents on p.DocumentId equals d.Id where p.Id == pageId select new { Page = p, d.Original }).AsNoTracking().SingleOrDefaultAsync(ct);
        return page is null ? null : new(
            page.Original, page.Page.Number, page.Page.QuarterTurns, page.Page.Image,
            await db.Tasks.Where(t => t.PageId == pageId).Select(t => new SeenImage(t.Image, t.Width, t.Height)).Distinct().ToListAsync(ct));
    }

    /// <summary>The page is rendered from its file. A task that shows the whole page shows that; any other image is turned as it is.</summary>
    private async Task<MadeImages> MakeAsync(SeenPage seen, int quarterTurns, CancellationToken ct)
    {
        var page = await images.RenderPageAsync(await blobs.GetAsync(seen.Original, ct), seen.Number - 1, ImageTurn.Normal(seen.QuarterTurns + quarterTurns), ct);
        var preview = await images.PreviewAsync(page.Bytes, ReadPageRunner.PreviewSidePixels, ct);
        var tasks = new Dictionary<BlobId, RenderedImage>();
        foreach (var image in seen.Tasks)
        {
            var turn = new ImageTurn(quarterTurns, image.Width, image.Height);
            tasks[image.Blob] = image.Blob == seen.Image && (page.Width, page.Height) == (turn.TurnedWidth, turn.TurnedHeight)
                ? page
                : await images.TurnAsync(await blobs.GetAsync(image.Blob, ct), quarterTurns, ct);
        }
        return new(page, preview, tasks);
    }

    private async Task<StoredImages> StoreAsync(MadeImages made, CancellationToken ct)
    {
        var tasks = new Dictionary<BlobId, TurnedImage>();
        foreach (var (before, image) in made.Tasks)
            tasks[before] = new(await blobs.PutAsync(image.Bytes, ct), image.MediaType);
        return new(made.Page, await blobs.PutAsync(made.Page.Bytes, ct), await blobs.PutAsync(made.Preview.Bytes, ct), tasks);
    }

    private async Task<Change?> TurnAsync(AppDb db, PageId pageId, int quarterTurns, int turnsBefore, StoredImages? stored, Guid accountId, CancellationToken ct)
    {
        var tasks = new TaskTurning(db, pageId);
        if (!await tasks.LockAsync(ct))
            return null;
        if (await db.Pages.SingleOrDefaultAsync(p => p.Id == pageId, ct) is not { } page)
            return new(new TurnOutcome.NotFound(), [], [], [], []);
        if (page.QuarterTurns != turnsBefore)
            return null;
        if (await PreparingAsync(db, pageId, await ProjectScope.OfAsync(db, accountId, ct), ct) is { Count: > 0 } preparing)
            return new(new TurnOutcome.BeingPrepared(preparing), [], [], [], []);

        var now = time.UtcNow();
        var batches = await db.Tasks.Where(t => t.PageId == pageId).Select(t => t.BatchId).Distinct().ToListAsync(ct);
        List<BlobId> images = [.. new[] { page.Image, page.Preview }.OfType<BlobId>(), .. await db.Tasks.Where(t => t.PageId == pageId).Select(t => t.Image).Distinct().ToListAsync(ct)];
        var turn = new ImageTurn(quarterTurns, page.Width, page.Height);
        if (await tasks.TurnAsync(quarterTurns, stored?.Tasks ?? [], accountId, now, ct) is not { } turned)
            return null;
        page.Turn(quarterTurns);
        if (stored is not null)
            page.Rendered(stored.Image, stored.Page.MediaType, stored.Page.Width, stored.Page.Height, stored.Preview, stored.Page.Remark);
        var (before, after) = await ReadAgainAsync(db, pageId, turn, now, ct);
        var followed = turned.Cards == 0 ? "" : $"; {turned.Cards} cards of {turned.Batches} batches with it, {turned.AskedAgain} asked again, {turned.Held} taken back from workers";
        db.AuditEntries.Add(audit.Entry(accountId, "page.turn", $"document:{page.DocumentId}", $"page {page.Number} by {quarterTurns * 90}°, now {page.QuarterTurns * 90}°{followed}"));
        await db.SaveChangesAsync(ct);
        return new(new TurnOutcome.Turned(after.Count, turned), before, after, images, batches);
    }

    /// <summary>A new run in the place of each one. Those whose words tasks were made of are kept, on the turned page.</summary>
    private static async Task<(List<OcrRunId> Unfinished, List<OcrRunId> Fresh)> ReadAgainAsync(AppDb db, PageId pageId, ImageTurn turn, DateTime now, CancellationToken ct)
    {
        var runs = await db.OcrRuns.Where(r => r.PageId == pageId).ToListAsync(ct);
        var kept = await (from t in db.Tasks join w in db.Words on t.WordId equals w.Id where t.PageId == pageId select w.OcrRunId).Distinct().ToListAsync(ct);
        foreach (var word in await db.Words.Where(w => kept.Contains(w.OcrRunId)).ToListAsync(ct))
            word.Turn(turn);
        var fresh = runs.Where(r => r.Role != OcrRunRole.Superseded).DistinctBy(r => r.EngineId).Select(r => new OcrRun(pageId, r.EngineId, r.Role, now)).ToList();
        foreach (var run in runs.Where(r => kept.Contains(r.Id)))
            run.Supersede();
        db.OcrRuns.RemoveRange(runs.Where(r => !kept.Contains(r.Id)));
        db.OcrRuns.AddRange(fresh);
        return ([.. runs.Where(r => !r.State.IsFinished).Select(r => r.Id)], fresh.ConvertAll(r => r.Id));
    }

    private static async Task<IReadOnlyList<string>> PreparingAsync(AppDb db, PageId pageId, ProjectScope reader, CancellationToken ct)
    {
        var preparing = await db.Batches.Where(b => b.Status == BatchStatus.Preparing).Select(b => new { b.Id, b.SourceJson }).ToListAsync(ct);
        if (preparing.Count == 0)
            return [];
        string[] ids = [pageId.ToString(), .. (await db.OcrRuns.Where(r => r.PageId == pageId).Select(r => r.Id).ToListAsync(ct)).Select(r => r.ToString())];
        var made = preparing.FindAll(b => ids.Any(id => b.SourceJson.Contains(id, StringComparison.Ordinal))).ConvertAll(b => b.Id);
        return await db.Batches.Where(b => made.Contains(b.Id)).NamesForAsync(db, reader, ct);
    }

    private sealed record SeenPage(BlobId Original, int Number, int QuarterTurns, BlobId? Image, IReadOnlyList<SeenImage> Tasks);

    private sealed record SeenImage(BlobId Blob, int Width, int Height);

    private sealed record MadeImages(RenderedImage Page, RenderedImage Preview, IReadOnlyDictionary<BlobId, RenderedImage> Tasks);

    private sealed record StoredImages(RenderedImage Page, BlobId Image, BlobId Preview, Dictionary<BlobId, TurnedImage> Tasks);

    private sealed record Change(TurnOutcome Outcome, IReadOnlyList<OcrRunId> Before, IReadOnlyList<OcrRunId> After, IReadOnlyList<BlobId> Images, IReadOnlyList<BatchId> Batches);
}
