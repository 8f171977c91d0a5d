using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Reading;

/// <summary>Pages to be read, each by one engine. Which is next is said by <see cref="ReadingTurns"/>.</summary>
public sealed class OcrRunJobs : JobTable
{
    public override JobKind Kind => JobKind.ReadPage;

    public override async Task<JobState?> FindAsync(AppDb db, Guid id, CancellationToken ct) => (await db.OcrRuns.SingleOrDefaultAsync(r => r.Id == new OcrRunId(id), ct))?.State;

    public override IQueryable<JobState> States(AppDb db, Guid id) => db.OcrRuns.Where(r => r.Id == new OcrRunId(id)).Select(r => r.State);

    public override IQueryable<JobState> States(AppDb db, IReadOnlyCollection<Guid> ids)
    {
        var keys = ids.Select(OcrRunId.From).ToList();
        return db.OcrRuns.Where(r => keys.Contains(r.Id)).Select(r => r.State);
    }

    public override IQueryable<KeyedJob> Visible(AppDb db, ProjectScope reader) => RunsOf(db, reader).Select(r => new KeyedJob { Id = (Guid)(object)r.Id, State = r.State });

    public override async Task<IReadOnlyList<JobDescription>> DescribeAsync(AppDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var keys = ids.Select(OcrRunId.From).ToList();
        return await (
            from run in db.OcrRuns
            join page in db.Pages on run.PageId equals page.Id
            join document in db.Documents on page.DocumentId equals document.Id
            where keys.Contains(run.Id)
            select new JobDescription(run.Id.Value, document.FileName, $"documents/{document.Id.Value}?page={page.Number}&engine={run.EngineId}", page.Number, run.EngineId)).ToListAsync(ct);
    }

    internal override bool TakesTurns => true;

    internal override Task<JobSubject?> ChooseAsync(AppDb db, JobSubject asked, RunningJobs running, DateTime now, CancellationToken ct) => ReadingTurns.NextAsync(db, asked, running, now, ct);

    internal override Task TakenAsync(AppDb db, JobSubject subject, DateTime now, CancellationToken ct) => ReadingTurns.TakenAsync(db, subject, now, ct);

    internal override Task<IReadOnlyList<JobSubject>> TimedOutAsync(AppDb db, JobSubject subject, DateTime now, CancellationToken ct) => HopelessDocument.GiveUpAsync(db, subject, now, ct);

    private static IQueryable<OcrRun> RunsOf(AppDb db, ProjectScope reader)
    {
        if (reader.IsEverything)
            return db.OcrRuns;
        var documents = db.Documents.Visible(db, reader);
        return db.OcrRuns.Where(r => db.Pages.Any(p => p.Id == r.PageId && documents.Any(d => d.Id == p.DocumentId)));
    }
}
