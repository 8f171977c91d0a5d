using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>
/// Takes answers in, once each, whatever became of the lease meanwhile. The key of an answer is its task and worker: a worker has at most one row of a task, so a
/// card sent again, late, from two pages or under an older claim always finds the same answer. Thread-safe.
/// </summary>
public sealed class AnswerIntake(WriteTransaction transaction, LabelingActivity activity, TimeProvider clock)
{
    // far more than keys are pressed, and an undo has room to count on
    private const int MostRevisions = 1_000_000;

    /// <summary>Each answer is a transaction of its own, the earliest first. Receipts come in the order of <paramref name="answers"/>.</summary>
    public async Task<IReadOnlyList<AnswerReceipt>> SubmitAsync(WorkerId workerId, IReadOnlyList<SubmittedAnswer> answers, CancellationToken ct)
    {
        var receipts = new AnswerReceipt[answers.Count];
        var changed = new HashSet<BatchId>();
        foreach (var (index, answer) in answers.Index().OrderBy(a => a.Item.Timing.SubmittedAt))
        {
            var (outcome, batchId) = await SubmitAsync(workerId, answer, ct);
            receipts[index] = new AnswerReceipt(answer.AssignmentId, answer.Revision, outcome);
            if (batchId is { } id && outcome is not (AnswerOutcome.Unchanged or AnswerOutcome.Outdated))
                changed.Add(id);
        }
        foreach (var batchId in changed)
            activity.Publish(batchId);
        return receipts;
    }

    private async Task<(AnswerOutcome, BatchId?)> SubmitAsync(WorkerId workerId, SubmittedAnswer answer, CancellationToken ct)
    {
        if (answer.Revision is < 1 or > MostRevisions)
            return (new AnswerOutcome.Refused($"Revisions count from 1 to {MostRevisions}."), null);
        return await transaction.RunAsync(db => SubmitAsync(db, workerId, answer, ct), ct);
    }

    private async Task<(AnswerOutcome, BatchId?)> SubmitAsync(AppDb db, WorkerId workerId, SubmittedAnswer sent, CancellationToken ct)
    {
        // one worker's answers one after the other: a copy sent at the same time finds the first, and no millisecond is counted twice
        var worker = await db.LockWorkerAsync(workerId, ct);
        if (await FindAsync(db, workerId, sent, ct) is not { } claim)
            return await RefuseUnknownAsync(db, worker, sent, ct);
        var standing = (await WorkStanding.FindAsync(db, workerId, claim.BatchId, ct))!;
        if (sent.IsTakenBack)
            return (await AnswerTakeBack.RunAsync(db, worker, claim, standing, sent.Revision, clock.UtcNow(), ct), claim.BatchId);
        var missed = await CardFrame.MissedAsync(db, claim.Task, workerId, sent.Frame, ct);
        var isBeforeTurn = missed is not null;
        // what was drawn on an image that has been turned since is turned with it
        if (missed is { } turn && sent.Text is { } text)
            sent = sent with { Text = LabelingTemplate.Of(claim.Template).Form(claim.FormJson).Turned(text, turn) };
        if (Read(claim, sent, out var content, out var comparison) is { } fault)
            return (await RefuseAsync(db, worker, claim, sent, fault, ct), claim.BatchId);
        var outcome = claim.Existing is { } existing
            ? await StaysAsync(db, existing, standing, sent, content, ct) is { } stays
                ? await RefuseAsync(db, worker, claim, sent, stays.Reason, ct)
                : await ReviseAsync(db, worker, existing, claim, standing, sent, content, comparison, isBeforeTurn, ct)
            : await TakeAsync(db, worker, claim, standing, sent, content, comparison, isBeforeTurn, ct);
        if (claim.HasRefused && outcome is not (AnswerOutcome.Unchanged or AnswerOutcome.Outdated or AnswerOutcome.Refused))
            await db.RefusedAnswers.Where(r => r.TaskId == claim.TaskId && r.WorkerId == workerId).ExecuteDeleteAsync(ct);
        return (outcome, claim.BatchId);
    }

    /// <summary>Null, or why it cannot be taken.</summary>
    private static string? Read(ClaimedCard claim, SubmittedAnswer sent, out AnswerContent content, out (PreLabelRelation Relation, int? EditDistance) comparison)
    {
        (content, comparison) = (default, default);
        var form = LabelingTemplate.Of(claim.Template).Form(claim.FormJson);
        if (form.Read(sent.Kind, sent.Text, new PixelSize(claim.Task.Width, claim.Task.Height), out var fault) is not { } read)
            return fault;
        (content, comparison) = (read, form.Compare(claim.Task.PreLabelText, claim.Prefill && !claim.Task.BeginsBlank, read));
        return comparison is { Relation: PreLabelRelation.Typed } && content.Text is "" ? "A transcription needs a text." : null;
    }

    /// <summary>The team sees what was refused, and it is kept; the page keeps it too, to be put right.</summary>
    private async Task<AnswerOutcome> RefuseAsync(AppDb db, LockedWorker worker, ClaimedCard claim, SubmittedAnswer sent, string reason, CancellationToken ct)
    {
        // a copy of what the worker has put right since
        if (claim.Existing is not { } existing || existing.Revision < sent.Revision)
            await db.KeepRefusedAsync(worker, claim.TaskId, claim.BatchId, sent, reason, clock.UtcNow(), ct);
        return new AnswerOutcome.Refused(reason);
    }

    /// <summary>The page may know better than the server: what a worker of the pool says about a card of the batch is kept.</summary>
    private async Task<(AnswerOutcome, BatchId?)> RefuseUnknownAsync(AppDb db, LockedWorker worker, SubmittedAnswer sent, CancellationToken ct)
    {
        var refused = new AnswerOutcome.Refused("This card was never assigned to you.");
        var slot = await db.Assignments.Where(a => a.Id == sent.AssignmentId).Select(a => new { a.TaskId, a.BatchId }).SingleOrDefaultAsync(ct);
        if (sent.IsTakenBack || slot is null || await WorkStanding.FindAsync(db, worker.Id, slot.BatchId, ct) is not { IsMember: true })
            return (refused, null);
        await db.KeepRefusedAsync(worker, slot.TaskId, slot.BatchId, sent, refused.Reason, clock.UtcNow(), ct);
        return (refused, slot.BatchId);
    }

    /// <summary>
    /// A revision changes an answer that counts, so it needs the right to do so as the answer did: after a person has decided, after the right to hold the card has ended, or long after the task was
    /// resolved, the earlier answer stays and the revision is kept beside it. Null: it may take its place. An answer that is late itself may be put right.
    /// </summary>
    private async Task<AnswerOutcome.Refused?> StaysAsync(AppDb db, Answer existing, WorkStanding standing, SubmittedAnswer sent, AnswerContent content, CancellationToken ct)
    {
        if (!existing.Holds || existing.IsLate || sent.Revision <= existing.Revision || (existing.Kind, existing.Text) == (content.Kind, content.Text))
            return null;
        if (standing.Refusal is { } refusal && standing.Refusal.MakesLate())
            return new AnswerOutcome.Refused($"Your earlier answer stays as it was: {refusal.Sentence()}");
        var status = await db.Consensus.Where(c => c.TaskId == existing.TaskId).Select(c => (ConsensusStatus?)c.Status).SingleOrDefaultAsync(ct);
        return status switch
        {
            ConsensusStatus.Adjudicated or ConsensusStatus.Rejected => new AnswerOutcome.Refused("Your earlier answer stays as it was: the team has decided this task in the meantime."),
            ConsensusStatus.Resolved when existing.SubmittedAt < clock.UtcNow() - OwnAnswers.UndoneWithin => new AnswerOutcome.Refused("The task is resolved; your answer stays as it was."),
            _ => null,
        };
    }

    private async Task<AnswerOutcome> ReviseAsync(
        AppDb db, LockedWorker worker, Answer existing, ClaimedCard claim, WorkStanding standing, SubmittedAnswer sent, AnswerContent content, (PreLabelRelation Relation, int? EditDistance) comparison, bool isBeforeTurn, CancellationToken ct)
    {
        var (wasFlag, takenBackAt, didPredate) = (existing.Relation == PreLabelRelation.Flagged, existing.TakenBackAt, existing.PredatesTurn);
        if (!existing.Revise(content.Kind, content.Text, sent.Revision, comparison.Relation, comparison.EditDistance, Math.Max(0, sent.Keystrokes)))
            return (existing.Kind, existing.Text, takenBackAt) == (content.Kind, content.Text, null) ? new AnswerOutcome.Unchanged() : new AnswerOutcome.Outdated(existing.Revision);
        if (clock.UtcNow() - existing.SubmittedAt < MissedChecks.ShownAfter)
            await JudgeAgainAsync(db, worker, existing, claim, ct);
        if (existing.Relation == PreLabelRelation.Flagged != wasFlag)
            (await db.PaceTotalsAsync(claim.BatchId, worker, existing.SubmittedAt, ct)).Flag(wasFlag ? -1 : 1);
        if (takenBackAt is { } since)
        {
            await GiveAgainAsync(db, worker, existing, claim, standing, isBeforeTurn, ct);
            await WorkedTime.AddReworkAsync(db, worker, claim, existing, WorkInterval.Create(sent.Timing, since, clock.UtcNow()), sent.Timing.ActiveMilliseconds, ct);
        }
        await TakeSkipBackAsync(db, claim, await db.WorkTotalsAsync(claim.BatchId, worker, ct), worker.Id, ct);
        if (isBeforeTurn && content.Kind == AnswerKind.BadOrientation)
            existing.MarkPredating();
        await db.SaveChangesAsync(ct);
        if (!didPredate)
            await AskInPlaceAsync(db, existing, claim, ct);
        return standing.Refusal is { } refusal && standing.Refusal.SendsAway() ? new AnswerOutcome.Late(refusal.Sentence()) : new AnswerOutcome.Replaced();
    }

    private async Task<AnswerOutcome> TakeAsync(
        AppDb db, LockedWorker worker, ClaimedCard claim, WorkStanding standing, SubmittedAnswer sent, AnswerContent content, (PreLabelRelation Relation, int? EditDistance) comparison, bool isBeforeTurn, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var interval = WorkInterval.Create(sent.Timing, claim.ClaimedAt, now);
        var predates = isBeforeTurn && content.Kind == AnswerKind.BadOrientation;
        // who was sent away takes no slot from others, nor does what is no vote about the image as it lies now
        var slot = standing.Refusal.SendsAway() || predates && claim is { Gold: null, Own: null } ? null
            : await AnswerSlots.FillHeldAsync(db, worker, claim, interval.SubmittedAt, ct) ?? await AnswerSlots.FillFreeAsync(db, worker, claim, sent.AssignmentId, interval.SubmittedAt, now, ct);
        slot ??= await AnswerSlots.AddSurplusAsync(db, worker, claim, sent.AssignmentId, interval.SubmittedAt, ct);
        var answer = new Answer(slot, worker.Id, content.Kind, content.Text, sent.Revision, slot.Status == AssignmentStatus.Surplus);
        // of those that had no place, one that is good for one may still get it
        if (standing.Refusal.MakesLate() || predates || isBeforeTurn && !answer.IsSurplus)
            answer.MarkLate();
        if (predates)
            answer.MarkPredating();
        var totals = await db.WorkTotalsAsync(claim.BatchId, worker, ct);
        var worked = await WorkedTime.OfAsync(db, worker, claim, totals, interval, sent.Timing.ActiveMilliseconds, paidBefore: 0, ct);
        answer.Record(
            comparison.Relation, comparison.EditDistance, Math.Max(0, sent.Keystrokes), interval.ShownAt, interval.SubmittedAt,
            worked.Net, worked.Active, sent.Timing.FirstKeyMilliseconds is { } firstKey ? Math.Max(0, firstKey) : null, worked.Unseen);
        if (claim.Gold is not null)
            answer.Judge(claim.Task, claim.Template);
        db.Answers.Add(answer);
        await db.TotalsAsync(worker, answer, ct);
        if (answer.IsRight is not null)
        {
            if (await GoldFloor.PauseBelowAsync(db, claim.BatchId, worker, claim.GoldFloorPercent, now, ct))
            {
                await db.RecallAsync(db.Assignments.Where(a => a.BatchId == claim.BatchId && a.WorkerId == worker.Id), now, ct);
                await db.Assignments.Where(a => a.BatchId == claim.BatchId).EndReservationsAsync(worker.Id, ct);
            }
            await Qualifying.DecideAsync(db, claim.BatchId, worker, now, ct);
        }
        await TakeSkipBackAsync(db, claim, totals, worker.Id, ct);
        await db.SaveChangesAsync(ct);
        await EndAsync(db.Claims.Where(c => c.Id == claim.ClaimId), interval.SubmittedAt, ct);
        // not one statement with OR, which would read, and on some databases lock, every claim
        if (slot.Id != sent.AssignmentId)
            await EndAsync(db.Claims.Where(c => c.AssignmentId == slot.Id && c.WorkerId == worker.Id && c.Ending == ClaimEnding.Held), interval.SubmittedAt, ct);
        await AskInPlaceAsync(db, answer, claim, ct);
        return answer.IsLate ? new AnswerOutcome.Late(isBeforeTurn ? LostCards.Turned : standing.Refusal?.Sentence() ?? "") : answer.IsSurplus ? new AnswerOutcome.Surplus() : new AnswerOutcome.Counted();
    }

    private static Task<int> EndAsync(IQueryable<Claim> claims, DateTime now, CancellationToken ct) =>
        claims.Made().ExecuteUpdateAsync(s => s.SetProperty(c => c.Ending, ClaimEnding.Submitted).SetProperty(c => c.EndedAt, now), ct);

    /// <summary>An answer that fills a slot but is about the image as it lay before: another one is asked for, unless one was already in its place.</summary>
    private static async Task AskInPlaceAsync(AppDb db, Answer answer, ClaimedCard claim, CancellationToken ct)
    {
        if (answer is not { PredatesTurn: true, IsSurplus: false, IsRight: null })
            return;
        var batch = await db.LockBatchAsync(claim.BatchId, ct);
        var overlap = await db.Batches.Where(b => b.Id == claim.BatchId).Select(b => b.Overlap).SingleAsync(ct);
        var withoutVote = await db.Answers.CountAsync(a => a.TaskId == claim.TaskId && a.PredatesTurn && !a.IsSurplus, ct);
        if (await db.Tasks.AnyAsync(t => t.Id == claim.TaskId && t.Wanted < overlap + withoutVote, ct))
            await TaskSlots.AddOneAsync(db, batch, claim.TaskId, ct);
    }

    /// <summary>An answer that was taken back holds again: one of the N, unless others have all the slots by now.</summary>
    private async Task GiveAgainAsync(AppDb db, LockedWorker worker, Answer answer, ClaimedCard claim, WorkStanding standing, bool isBeforeTurn, CancellationToken ct)
    {
        var now = clock.UtcNow();
        if (standing.Refusal.MakesLate())
            answer.MarkLate();
        else if (!isBeforeTurn)
            answer.MarkInTime();
        var slot = standing.Refusal.SendsAway() ? null : await AnswerSlots.FillHeldAsync(db, worker, claim, answer.SubmittedAt, ct) ?? await FillOpenAsync(db, worker, answer, claim, standing, now, ct);
        var isFilled = slot is not null;
        if (slot is not null)
        {
            // its earlier slot may be gone
            answer.MoveTo(slot);
            await EndAsync(db.Claims.Where(c => c.AssignmentId == slot.Id && c.WorkerId == answer.WorkerId && c.Ending == ClaimEnding.Held), now, ct);
        }
        if (answer.IsRight is null && isFilled)
            answer.Count();
        if (answer.IsRight is null)
            (await db.WorkTotalsAsync(claim.BatchId, worker, ct)).CountAgain(answer);
        (await db.PaceTotalsAsync(claim.BatchId, worker, answer.SubmittedAt, ct)).CountAgain(answer);
    }

    /// <summary>The slot went back while the answer was taken back: one that is open is as good. Null where there is none.</summary>
    private static async Task<Assignment?> FillOpenAsync(AppDb db, LockedWorker worker, Answer answer, ClaimedCard claim, WorkStanding standing, DateTime now, CancellationToken ct) =>
        standing.Refusal is null && await OwnAnswers.HoldAsync(db, worker, answer.AssignmentId, claim, standing, now, ct) is { } slot
            && await ClaimedCard.FindAsync(db, answer.WorkerId, slot, now, ct) is { } held
            ? await AnswerSlots.FillHeldAsync(db, worker, held, answer.SubmittedAt, ct) : null;

    // where it will be counted, unless its time has to be corrected
    private Task<ClaimedCard?> FindAsync(AppDb db, WorkerId workerId, SubmittedAnswer sent, CancellationToken ct) =>
        ClaimedCard.FindAsync(db, workerId, sent.AssignmentId, Earlier(sent.Timing.SubmittedAt, clock.UtcNow()), ct);

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;

    private static async Task JudgeAgainAsync(AppDb db, LockedWorker worker, Answer answer, ClaimedCard card, CancellationToken ct)
    {
        if (card.Gold is null)
            return;
        var before = (answer.IsRight, answer.IsCaught);
        answer.Judge(card.Task, card.Template);
        (await db.WorkTotalsAsync(card.BatchId, worker, ct)).JudgeAgain(before, answer);
    }

    /// <summary>Who answers after all has not skipped.</summary>
    private static async Task TakeSkipBackAsync(AppDb db, ClaimedCard card, WorkTotals totals, WorkerId workerId, CancellationToken ct)
    {
        if (totals.Skipped > 0 && await db.Skips.Where(s => s.TaskId == card.TaskId && s.WorkerId == workerId).ExecuteDeleteAsync(ct) > 0)
            totals.Skip(-1);
    }
}
