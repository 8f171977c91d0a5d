using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>A worker's own answers that could not be taken, so that each page of theirs can put them right, whichever page sent them. Thread-safe.</summary>
public sealed class OwnRefusedAnswers(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    /// <summary>The latest revision of each card that waits to be put right, oldest first; none to a worker who may not see the batch any more.</summary>
    public async Task<IReadOnlyList<OwnRefusedAnswer>> ListAsync(WorkerId workerId, BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await WorkStanding.FindAsync(db, workerId, batchId, ct) is not { Refusal: not (HoldRefusal.NotAMember or HoldRefusal.Locked) })
            return [];
        var refused = db.RefusedAnswers.Where(r => r.BatchId == batchId && r.WorkerId == workerId && r.DismissedAt == null);
        var rows = await refused.OrderBy(r => r.RefusedAt).ThenBy(r => r.Revision)
            .Select(r => new OwnRefusedAnswer(r.TaskId, r.AssignmentId, r.Revision, r.Kind, r.Text, r.Reason, r.RefusedAt)).AsNoTracking().ToListAsync(ct);
        return [.. rows.GroupBy(r => r.TaskId).Select(g => g.Last()).OrderBy(r => r.RefusedAt)];
    }

    /// <summary>The worker gives up what was refused of this card; the team still sees it.</summary>
    public async Task DismissAsync(WorkerId workerId, AssignmentId assignmentId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var tasks = db.Claims.Where(c => c.AssignmentId == assignmentId && c.WorkerId == workerId).Select(c => c.TaskId);
        var now = clock.UtcNow();
        await db.RefusedAnswers.Where(r => r.WorkerId == workerId && tasks.Contains(r.TaskId) && r.DismissedAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.DismissedAt, now), ct);
    }
}

public sealed record OwnRefusedAnswer(TaskId TaskId, AssignmentId AssignmentId, int Revision, AnswerKind Kind, string? Text, string Reason, DateTime RefusedAt);
