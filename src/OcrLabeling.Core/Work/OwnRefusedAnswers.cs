using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>A worker's own answers that could not be taken, so that each page of theirs can put them right, whichever page sent them. Thread-safe.</summary>
public sealed class OwnRefusedAnswers(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    /// <summary>The latest revision of each card that waits to be put right, oldest first, as far as it is kept whole; none to a worker who may not see the batch any more.</summary>
    public async Task<IReadOnlyList<OwnRefusedAnswer>> ListAsync(WorkerId workerId, BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await WorkStanding.FindAsync(db, workerId, batchId, ct) is not { Refusal: not (HoldRefusal.NotAMember or HoldRefusal.Locked) })
            return [];
        var refused = db.RefusedAnswers.Where(r => r.BatchId == batchId && r.WorkerId == workerId && r.DismissedAt == null && (r.Text == null || r.Text.Length < RefusedAnswer.MaxTextLength));
        var rows = await (from r in refused
                          join t in db.Tasks on r.TaskId equals t.Id
                          orderby r.RefusedAt, r.Revision
                          select new { r.TaskId, r.AssignmentId, r.Revision, r.Kind, r.Text, r.Reason, r.RefusedAt, t.Turns }).AsNoTracking().ToListAsync(ct);
        return [.. rows.GroupBy(r => r.TaskId).Select(g => g.Last()).OrderBy(r => r.RefusedAt)
            .Select(r => new OwnRefusedAnswer(r.TaskId, r.AssignmentId, r.Revision, r.Kind, r.Text, r.Reason, r.RefusedAt, CardFrame.Of(workerId, r.TaskId, r.Turns)))];
    }

    /// <summary>Those that nothing is left to do about, wherever it was done: a later answer of the worker's holds, or it was dismissed.</summary>
    public async Task<IReadOnlyList<AssignmentId>> SettledAsync(WorkerId workerId, IReadOnlyCollection<KeptRefusal> kept, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var ids = kept.Select(k => k.AssignmentId).ToList();
        var own = db.Claims.Where(c => c.WorkerId == workerId && ids.Contains(c.AssignmentId)).Select(c => new { c.AssignmentId, c.TaskId }).Distinct();
        var answers = await (from c in own
                             join a in db.Answers.Holding().Where(a => a.WorkerId == workerId) on c.TaskId equals a.TaskId
                             select new { c.AssignmentId, a.Revision }).ToListAsync(ct);
        var refused = await (from c in own
                             join r in db.RefusedAnswers.Where(r => r.WorkerId == workerId) on c.TaskId equals r.TaskId
                             select new { c.AssignmentId, r.Revision, IsOpen = r.DismissedAt == null }).ToListAsync(ct);
        return [.. kept.Where(k => !refused.Any(r => r.AssignmentId == k.AssignmentId && r.IsOpen)
            && (answers.Any(a => a.AssignmentId == k.AssignmentId && a.Revision > k.Revision) || refused.Any(r => r.AssignmentId == k.AssignmentId && r.Revision >= k.Revision)))
            .Select(k => k.AssignmentId)];
    }

    /// <summary>The worker gives up what was refused of this card; the team still sees it.</summary>
    public async Task DismissAsync(WorkerId workerId, AssignmentId assignmentId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var tasks = db.Claims.Where(c => c.AssignmentId == assignmentId && c.WorkerId == workerId).Select(c => c.TaskId)
            .Union(db.RefusedAnswers.Where(r => r.AssignmentId == assignmentId && r.WorkerId == workerId).Select(r => r.TaskId));
        var now = clock.UtcNow();
        await db.RefusedAnswers.Where(r => r.WorkerId == workerId && tasks.Contains(r.TaskId) && r.DismissedAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.DismissedAt, now), ct);
    }
}

/// <param name="Frame">The card's as it would be handed out now; the text lies that way, too.</param>
public sealed record OwnRefusedAnswer(TaskId TaskId, AssignmentId AssignmentId, int Revision, AnswerKind Kind, string? Text, string Reason, DateTime RefusedAt, int Frame);

/// <summary>A refused answer that a page still keeps.</summary>
public sealed record KeptRefusal(AssignmentId AssignmentId, int Revision);
