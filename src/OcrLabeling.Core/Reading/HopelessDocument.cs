using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Reading;

/// <summary>A document that used up the time of two pages would use up that of all: its other pages are not tried, so that it does not hold up everybody's.</summary>
internal static class HopelessDocument
{
    public const int MostPages = 2;

    /// <summary>Fails what still waits of the document of <paramref name="subject"/> once <see cref="MostPages"/> of its pages have timed out with the same engine; the result names those.</summary>
    public static async Task<IReadOnlyList<JobSubject>> GiveUpAsync(AppDb db, JobSubject subject, DateTime now, CancellationToken ct)
    {
        var runs = await (
            from one in db.OcrRuns
            join onePage in db.Pages on one.PageId equals onePage.Id
            join page in db.Pages on onePage.DocumentId equals page.DocumentId
            join run in db.OcrRuns on page.Id equals run.PageId
            where one.Id == new OcrRunId(subject.Id) && run.EngineId == one.EngineId && (run.State.Status == JobStatus.TimedOut || run.State.Status == JobStatus.Queued)
            orderby page.Number
            select new { Run = run, page.Number }).ToListAsync(ct);
        var timedOut = runs.Where(r => r.Run.State.Status == JobStatus.TimedOut && r.Run.State.CpuLimitHits >= JobState.MostCpuLimitHits).Select(r => r.Number).ToList();
        var waiting = runs.Where(r => r.Run.State.Status == JobStatus.Queued).Select(r => r.Run).ToList();
        if (timedOut.Count < MostPages || waiting.Count == 0)
            return [];
        foreach (var run in waiting)
            run.State.GiveUp($"Pages {string.Join(" and ", timedOut.Take(MostPages))} of this document each used up all the time that one page may take, so its other pages were not tried. Retry this page if you know that it is lighter.", now);
        await db.SaveChangesAsync(ct);
        return [.. waiting.Select(run => new JobSubject(JobKind.ReadPage, run.Id.Value))];
    }
}
