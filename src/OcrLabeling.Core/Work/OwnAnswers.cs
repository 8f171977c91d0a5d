using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>A worker's own answers: the list of them, and the way back to one. Thread-safe.</summary>
public sealed class OwnAnswers(WriteTransaction transaction, IDbContextFactory<AppDb> databases, LabelingActivity activity, TimeProvider clock)
{
    /// <summary>An answer can be taken back this long whatever has been resolved from it meanwhile; afterwards while its task is not resolved.</summary>
    public static readonly TimeSpan UndoneWithin = MissedChecks.ShownAfter;

    /// <summary>Newest first. <paramref name="batchId"/> null: of every batch.</summary>
    public async Task<Rows<OwnAnswerRow>> ListAsync(WorkerId workerId, BatchId? batchId, int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = db.Answers.Where(a => a.WorkerId == workerId && (batchId == null || a.BatchId == batchId));
        var fresh = clock.UtcNow() - UndoneWithin;
        var rows = from a in own
                   join b in db.Batches on a.BatchId equals b.Id
                   orderby a.SubmittedAt descending, a.Id
                   select new OwnAnswerRow(a.AssignmentId, a.BatchId, b.Name, b.Template, a.Kind, a.Text, a.SubmittedAt, a.TakenBackAt, a.IsSurplus, a.IsLate,
                       b.Status == BatchStatus.Open
                           && (!a.IsSurplus || a.TakenBackAt != null || db.Assignments.Any(s => s.TaskId == a.TaskId && s.Status == AssignmentStatus.Open && (s.ReservedFor == null || s.ReservedFor == workerId))) && !db.Consensus.Any(c => c.TaskId == a.TaskId
                           && (c.Status == ConsensusStatus.Adjudicated || c.Status == ConsensusStatus.Rejected || c.Status == ConsensusStatus.Resolved && a.SubmittedAt < fresh)));
        return new(await rows.AsNoTracking().Skip(skip).Take(take).ToListAsync(ct), await own.CountAsync(ct));
    }

    /// <summary>The card of the batch that the worker holds because its answer was taken back, the latest of them; null without one.</summary>
    public async Task<AssignmentId?> TakenBackAsync(WorkerId workerId, BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await TakenBackLast(db, db.Answers.Where(a => a.WorkerId == workerId && a.BatchId == batchId)).FirstOrDefaultAsync(ct);
    }

    /// <summary>
    /// Hands a card out again to a worker who has had it: an answer to it is taken back, a card that was lost meanwhile is claimed again where there is room.
    /// </summary>
    /// <param name="open">Cards that the page has open already: the one before them is meant.</param>
    /// <param name="assignmentId">Null: the card of the batch whose answer was taken back last, else the one answered last.</param>
    public async Task<ReopenOutcome> ReopenAsync(WorkerId workerId, BatchId? batchId, AssignmentId? assignmentId, CancellationToken ct, IReadOnlyCollection<AssignmentId>? open = null)
    {
        var (outcome, changed) = await transaction.RunAsync<(ReopenOutcome, BatchId?)>(async db =>
        {
            var worker = await db.LockWorkerAsync(workerId, ct);
            assignmentId ??= await LastAsync(db, workerId, batchId, open ?? [], ct);
            if (assignmentId is not { } id)
                return (new ReopenOutcome.Refused("You have no answer that can be taken back."), null);
            if (await ClaimedCard.FindAsync(db, workerId, id, clock.UtcNow(), ct) is not { } card)
                return (new ReopenOutcome.Refused("This card was never assigned to you."), null);
            return (await ReopenAsync(db, worker, id, card, ct), card.BatchId);
        }, ct);
        if (changed is { } batch)
            activity.Publish(batch);
        return outcome;
    }

    private async Task<ReopenOutcome> ReopenAsync(AppDb db, LockedWorker worker, AssignmentId id, ClaimedCard card, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var standing = (await WorkStanding.FindAsync(db, worker.Id, card.BatchId, ct))!;
        if (standing.Refusal is { } refusal)
            return new ReopenOutcome.Refused(refusal.Sentence());
        if (card.Existing is { Holds: true } answer)
        {
            if (answer.SubmittedAt < now - UndoneWithin && await db.Consensus.AnyAsync(c => c.TaskId == card.TaskId && c.Status == ConsensusStatus.Resolved, ct))
                return new ReopenOutcome.Refused("The task is resolved; your answer stays as it was.");
            // one that had no place can be put right where there is a place for it now
            if (card.Own is { Status: AssignmentStatus.Surplus } && !await IsDecidedAsync(db, card.TaskId, ct) && await HoldAsync(db, worker, id, card, standing, now, ct) is null)
                return new ReopenOutcome.Refused(standing.HasRoomToReopen ? "Others have answered this card in the meantime. Your answer stays as it was." : WorkStanding.Full);
            if (await AnswerTakeBack.RunAsync(db, worker, card, standing, answer.Revision + 1, now, ct) is AnswerOutcome.Refused refused)
                return new ReopenOutcome.Refused(refused.Reason);
        }
        else if (await HoldAsync(db, worker, id, card, standing, now, ct) is null)
        {
            return new ReopenOutcome.Refused(standing.HasRoomToReopen ? "The card went to others, or you have held it for the maximum time." : WorkStanding.Full);
        }
        var held = await db.Assignments.AsNoTracking().SingleAsync(a => a.TaskId == card.TaskId && a.WorkerId == worker.Id, ct);
        return new ReopenOutcome.Reopened(new Card(held.Id, card.TaskId, held.TaskSequence, card.Task.Width, card.Task.Height, card.Prefill && !card.Task.BeginsBlank ? card.Task.PreLabelText : null, held.LeaseEndsAt ?? now)
        {
            IsGold = held.IsGold,
            Frame = CardFrame.Of(worker.Id, card.TaskId, card.Task.Turns),
            Answer = card.Existing is { } own ? new OwnAnswer(own.Kind, own.Text, own.Revision) : null,
        });
    }

    private static Task<bool> IsDecidedAsync(AppDb db, TaskId task, CancellationToken ct) =>
        db.Consensus.AnyAsync(c => c.TaskId == task && (c.Status == ConsensusStatus.Adjudicated || c.Status == ConsensusStatus.Rejected), ct);

    /// <summary>The card is the worker's for another lease: the slot still held, or one that is open, which an answer that was taken back moves to. Null where others have them all.</summary>
    internal static async Task<AssignmentId?> HoldAsync(AppDb db, LockedWorker worker, AssignmentId preferred, ClaimedCard card, WorkStanding standing, DateTime now, CancellationToken ct)
    {
        if (card.Own is { Status: not AssignmentStatus.Surplus } own)
        {
            // a card is held only so long, whatever is done with it
            var endsAt = standing.LeaseEndsAt(own.ClaimedAt ?? now, now);
            if (endsAt <= now)
                return null;
            var renewed = await db.Assignments.Where(a => a.Id == own.Id && a.WorkerId == worker.Id && a.Status == AssignmentStatus.Claimed)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.LeaseEndsAt, endsAt), ct);
            return renewed == 1 ? own.Id : null;
        }
        if (!standing.HasRoomToReopen)
            return null;
        var leaseEndsAt = standing.LeaseEndsAt(now, now);
        await db.LockBatchAsync(card.BatchId, ct);
        // the slot of a gold task is withdrawn instead of opened, and waits for its worker
        var open = db.Assignments.Where(a => a.TaskId == card.TaskId && (a.Status == AssignmentStatus.Open && (a.ReservedFor == null || a.ReservedFor == worker.Id)
            || a.Status == AssignmentStatus.Withdrawn && a.IsGold && db.Claims.Any(c => c.AssignmentId == a.Id && c.WorkerId == worker.Id)));
        foreach (var slot in await open.OrderBy(a => a.Id == preferred ? 0 : 1).ThenBy(a => a.Slot).Select(a => a.Id).ToListAsync(ct))
        {
            var taken = await open.Where(a => a.Id == slot).ExecuteUpdateAsync(s => s
                .SetProperty(a => a.Status, AssignmentStatus.Claimed)
                .SetProperty(a => a.ClaimedAt, now)
                .SetProperty(a => a.LeaseEndsAt, leaseEndsAt), ct);
            if (taken == 0)
                continue;
            // until the extra slot is gone, the unique index would see its worker twice
            if (card.Own is { } extra)
            {
                await db.Answers.Where(a => a.AssignmentId == extra.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.AssignmentId, slot), ct);
                await db.Assignments.Where(a => a.Id == extra.Id).ExecuteDeleteAsync(ct);
            }
            await db.Assignments.Where(a => a.Id == slot).ExecuteUpdateAsync(s => s.SetProperty(a => a.WorkerId, worker.Id), ct);
            db.Claims.Add(new Claim(slot, card.TaskId, card.BatchId, worker.Id, now));
            (await db.WorkTotalsAsync(card.BatchId, worker, ct)).Claim(card.Gold is null ? 1 : 0, card.Gold is null ? 0 : 1, now);
            await db.SaveChangesAsync(ct);
            return slot;
        }
        return null;
    }

    private static IQueryable<AssignmentId?> TakenBackLast(AppDb db, IQueryable<Answer> own) =>
        own.Where(a => a.TakenBackAt != null && db.Assignments.Any(s => s.Id == a.AssignmentId && s.WorkerId == a.WorkerId && s.Status == AssignmentStatus.Claimed))
            .OrderByDescending(a => a.TakenBackAt).Select(a => (AssignmentId?)a.AssignmentId);

    /// <summary>The card whose answer was taken back last and not given again, else the one answered last.</summary>
    private static async Task<AssignmentId?> LastAsync(AppDb db, WorkerId workerId, BatchId? batchId, IReadOnlyCollection<AssignmentId> open, CancellationToken ct)
    {
        var own = db.Answers.Where(a => a.WorkerId == workerId && (batchId == null || a.BatchId == batchId) && !open.Contains(a.AssignmentId));
        return await TakenBackLast(db, own).FirstOrDefaultAsync(ct)
            ?? await own.Holding().Where(a => !a.IsSurplus).OrderByDescending(a => a.SubmittedAt).ThenByDescending(a => a.Id)
                .Select(a => (AssignmentId?)a.AssignmentId).FirstOrDefaultAsync(ct);
    }
}

/// <param name="Text">In the canonical writing of the form; null for a flag.</param>
/// <param name="TakenBackAt">Null: it holds.</param>
/// <param name="CanReopen">Its batch is open, its task not decided, and nobody else has its place.</param>
public sealed record OwnAnswerRow(
    AssignmentId AssignmentId, BatchId BatchId, string Batch, Template Template, AnswerKind Kind, string? Text, DateTime SubmittedAt, DateTime? TakenBackAt, bool IsSurplus, bool IsLate, bool CanReopen);

public abstract record ReopenOutcome
{
    private ReopenOutcome() { }

    /// <summary>The worker holds the card; an answer to it no longer holds.</summary>
    public sealed record Reopened(Card Card) : ReopenOutcome;

    /// <summary>Nothing was changed; the reason is for the worker.</summary>
    public sealed record Refused(string Reason) : ReopenOutcome;
}
