using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Reading;

/// <param name="Queued">Pages that will be read.</param>
/// <param name="Skipped">Pages this engine has read, or is about to.</param>
public sealed record RequestedReads(int Queued, int Skipped);

/// <summary>Has documents read by an engine.</summary>
public sealed class PageReads(IDbContextFactory<AppDb> databases, IJobQueue queue, TimeProvider time)
{
    /// <summary>Every page the engine has not read yet; failed and cancelled runs are queued again.</summary>
    public async Task<RequestedReads> RequestAsync(IReadOnlyCollection<DocumentId> documents, string engineId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var pages = await db.Pages.Where(p => documents.Contains(p.DocumentId)).OrderBy(p => p.DocumentId).ThenBy(p => p.Number).Select(p => p.Id).ToListAsync(ct);
        var runs = (await db.OcrRuns.Current().Where(r => db.Pages.Any(p => p.Id == r.PageId && documents.Contains(p.DocumentId))).ToListAsync(ct)).ToLookup(r => r.PageId);

        var queued = new List<Guid>();
        foreach (var page in pages)
        {
            var latest = runs[page].Where(r => r.EngineId == engineId).MaxBy(r => r.State.QueuedAt);
            if (latest is null)
                db.OcrRuns.Add(latest = new OcrRun(page, engineId, runs[page].Any(r => r.Role == OcrRunRole.Primary) ? OcrRunRole.Shadow : OcrRunRole.Primary, now));
            else if (latest.State.Status is JobStatus.Failed or JobStatus.TimedOut or JobStatus.Cancelled)
                latest.State.Requeue(now);
            else
                continue;
            queued.Add(latest.Id.Value);
        }
        await db.SaveChangesAsync(ct);
        await queue.EnqueueAsync(JobKind.ReadPage, queued, ct);
        return new RequestedReads(queued.Count, pages.Count - queued.Count);
    }
}
