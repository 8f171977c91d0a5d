using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>A worker takes an answer back: it holds no more, and the card is the same worker's again.</summary>
internal static class AnswerTakeBack
{
    /// <summary>Refused where the worker may hold the card no more, or a person has decided the task; Unchanged where there is no earlier answer.</summary>
    public static async Task<AnswerOutcome> RunAsync(AppDb db, LockedWorker worker, ClaimedCard claim, WorkStanding standing, int revision, DateTime now, CancellationToken ct)
    {
        if (claim.Existing is not { } answer)
            return new AnswerOutcome.Unchanged();
        if (standing.Refusal is { } refusal)
            return new AnswerOutcome.Refused($"The answer cannot be taken back: {refusal.Sentence()}");
        if (!standing.HasRoomToReopen)
            return new AnswerOutcome.Refused(WorkStanding.Full);
        if (await db.Consensus.AnyAsync(c => c.TaskId == claim.TaskId && (c.Status == ConsensusStatus.Adjudicated || c.Status == ConsensusStatus.Rejected), ct))
            return new AnswerOutcome.Refused("The answer cannot be taken back: the team has decided this task in the meantime. It stays as it was.");
        var (wasTakenBack, wasSurplus) = (answer.TakenBackAt is not null, answer.IsSurplus);
        if (!answer.TakeBack(revision, now))
            return new AnswerOutcome.Unchanged();
        await db.LockBatchAsync(claim.BatchId, ct);
        if (!wasTakenBack)
        {
            if (answer.IsRight is null)
                (await db.WorkTotalsAsync(claim.BatchId, worker, ct)).Uncount(wasSurplus);
            (await db.PaceTotalsAsync(claim.BatchId, worker, answer.SubmittedAt, ct)).Uncount(answer, wasSurplus);
        }
        await db.SaveChangesAsync(ct);
        var leaseEndsAt = standing.LeaseEndsAt(now, now);
        await db.Assignments.Where(a => a.Id == answer.AssignmentId && a.Status == AssignmentStatus.Submitted).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Status, AssignmentStatus.Claimed)
            .SetProperty(a => a.SubmittedAt, (DateTime?)null)
            .SetProperty(a => a.ClaimedAt, now)
            .SetProperty(a => a.LeaseEndsAt, leaseEndsAt), ct);
        await db.Claims.Where(c => c.AssignmentId == answer.AssignmentId && c.WorkerId == answer.WorkerId && c.Ending == ClaimEnding.Submitted).ExecuteUpdateAsync(s => s.SetProperty(c => c.Ending, ClaimEnding.Held).SetProperty(c => c.EndedAt, (DateTime?)null), ct);
        // what was resolved with it is resolved anew
        await db.Consensus.Where(c => c.TaskId == claim.TaskId && c.Status != ConsensusStatus.SentBack).ExecuteDeleteAsync(ct);
        return new AnswerOutcome.TakenBack();
    }
}
