using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Reading;

/// <summary>
/// Which page is read next. A place in the queue is a permit to read one page, not that page: the rows decide. Words that people see come before those that are only compared; then what was
/// uploaded together takes turns with other uploads, and within an upload its documents do.
/// </summary>
internal static class ReadingTurns
{
    /// <summary>Null when no page is due.</summary>
    /// <param name="asked">The page whose place in the queue this permit is: it is the one only when it was left in the middle.</param>
    public static async Task<JobSubject?> NextAsync(AppDb db, JobSubject asked, RunningJobs running, DateTime now, CancellationToken ct)
    {
        var state = await db.OcrRuns.Where(r => r.Id == new OcrRunId(asked.Id)).Select(r => r.State).Select(s => new { s.Status, s.Lease, s.LeaseUntil }).SingleOrDefaultAsync(ct);
        if (state is { Status: JobStatus.Running } && running.IsAbandoned(state.Lease, state.LeaseUntil, now))
            return asked;
        var next = await (
            from run in db.OcrRuns.AsNoTracking()
            join page in db.Pages on run.PageId equals page.Id
            join document in db.Documents on page.DocumentId equals document.Id
            where run.State.Status == JobStatus.Queued && (run.State.DueAt == null || run.State.DueAt <= now)
            orderby run.Role,
                db.UploadTurns.Where(t => t.Id == document.UploadId).Select(t => (DateTime?)t.ReadAt).FirstOrDefault() ?? DateTime.UnixEpoch,
                document.ReadAt,
                run.State.QueuedAt, page.Number
            select (OcrRunId?)run.Id).FirstOrDefaultAsync(ct);
        return next is { } id ? new JobSubject(JobKind.ReadPage, id.Value) : null;
    }

    /// <summary>The upload and the document of this page go to the end of the line.</summary>
    public static async Task TakenAsync(AppDb db, JobSubject subject, DateTime now, CancellationToken ct)
    {
        var document = await (
            from run in db.OcrRuns
            join page in db.Pages on run.PageId equals page.Id
            join owner in db.Documents on page.DocumentId equals owner.Id
            where run.Id == new OcrRunId(subject.Id)
            select new { owner.Id, owner.UploadId }).SingleOrDefaultAsync(ct);
        if (document is null)
            return;
        await db.Documents.Where(d => d.Id == document.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.ReadAt, now), ct);
        if (await db.UploadTurns.Where(t => t.Id == document.UploadId).ExecuteUpdateAsync(s => s.SetProperty(t => t.ReadAt, now), ct) == 1)
            return;
        db.UploadTurns.Add(new UploadTurn(document.UploadId, now));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // another page of the same upload was taken at the same moment and said so
        }
    }
}
