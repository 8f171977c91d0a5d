using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling.Forms;
using OcrLabeling.Core.Quality;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>
/// Takes answers in, once each, whatever became of the lease meanwhile. The key of an answer is its task and worker: a worker has at most one row of a task, so a
/// card sent again, late, from two pages or under an older claim always finds the same answer. Thread-safe.
/// </summary>
public sealed class AnswerIntake(WriteTransaction transaction, LabelingActivity activity, TimeProvider clock)
{
    /// <summary>
    /// From then on a worker may see which checks he missed, and what he says afterwards is kept but judged no more.
    /// </summary>
    public static readonly TimeSpan ChecksShownAfter = TimeSpan.FromMinutes(15);

    /// <summary>Everything there is to know about the card, in one query; what may be written to is tracked.</summary>
    private static readonly ModelQuery<Func<AppDb, WorkerId, AssignmentId, int, CancellationToken, Task<ClaimedCard?>>> CardQuery = new(() => EF.CompileAsyncQuery(
        (AppDb db, WorkerId workerId, AssignmentId assignmentId, int slot, CancellationToken ct) => (
            from c in db.Claims
            join t in db.Tasks on c.TaskId equals t.Id
            join b in db.Batches on c.BatchId equals b.Id
            join w in db.WorkTallies.Where(w => w.WorkerId == workerId) on c.BatchId equals w.BatchId into works
            from work in works.DefaultIfEmpty()
            join p in db.PaceTallies.Where(p => p.WorkerId == workerId && p.Slot == slot) on c.BatchId equals p.BatchId into paces
            from pace in paces.DefaultIfEmpty()
            join a in db.Assignments.Where(a => a.WorkerId == workerId) on c.TaskId equals a.TaskId into slots
            from own in slots.DefaultIfEmpty()
            join g in db.Answers on own.Id equals g.AssignmentId into answers
            from given in answers.DefaultIfEmpty()
            where c.AssignmentId == assignmentId && c.WorkerId == workerId
            orderby c.ClaimedAt descending
            select new ClaimedCard
            {
                ClaimId = c.Id, ClaimedAt = c.ClaimedAt, Task = t,
                Prefill = b.Prefill, Template = b.Template, FormJson = b.FormJson, GoldFloorPercent = b.GoldFloorPercent,
                Own = own, Existing = given, Work = work, Pace = pace,
            }).FirstOrDefault()));

    /// <summary>Each answer is a transaction of its own, the earliest first. Receipts come in the order of <paramref name="answers"/>.</summary>
    public async Task<IReadOnlyList<AnswerReceipt>> SubmitAsync(WorkerId workerId, IReadOnlyList<SubmittedAnswer> answers, CancellationToken ct)
    {
        var receipts = new AnswerReceipt[answers.Count];
        var changed = new HashSet<BatchId>();
        foreach (var (index, answer) in answers.Index().OrderBy(a => a.Item.Timing.SubmittedAt))
        {
            var (outcome, batchId) = await SubmitAsync(workerId, answer, ct);
            receipts[index] = new AnswerReceipt(answer.AssignmentId, answer.Revision, outcome);
            if (batchId is { } id && outcome is not AnswerOutcome.Unchanged)
                changed.Add(id);
        }
        foreach (var batchId in changed)
            activity.Publish(batchId);
        return receipts;
    }

    private async Task<(AnswerOutcome, BatchId?)> SubmitAsync(WorkerId workerId, SubmittedAnswer answer, CancellationToken ct)
    {
        if (answer.Revision < 1)
            return (new AnswerOutcome.Refused("Revisions count from 1."), null);
        return await transaction.RunAsync(db => SubmitAsync(db, workerId, answer, ct), ct);
    }

    private async Task<(AnswerOutcome, BatchId?)> SubmitAsync(AppDb db, WorkerId workerId, SubmittedAnswer sent, CancellationToken ct)
    {
        // one worker's answers one after the other: a copy sent at the same time finds the first, and no millisecond is counted twice
        await db.LockWorkerAsync(workerId, ct);
        if (await FindAsync(db, workerId, sent, ct) is not { } claim)
            return (new AnswerOutcome.Refused("This card was never handed to you."), null);
        var form = AnswerForm.Of(claim.Template, claim.FormJson);
        if (form.Read(sent.Kind, sent.Text, new PixelSize(claim.Task.Width, claim.Task.Height), out var fault) is not { } content)
            return (new AnswerOutcome.Refused(fault!), null);
        var comparison = form.Compare(claim.Task.PreLabelText, claim.Prefill, content);
        if (comparison is { Relation: PreLabelRelation.Typed } && content.Text is "")
            return (new AnswerOutcome.Refused("A transcription needs a text."), null);

        if (claim.Existing is { } existing)
        {
            var wasFlag = existing.Relation == PreLabelRelation.Flagged;
            if (!existing.Revise(content.Kind, content.Text, sent.Revision, comparison.Relation, comparison.EditDistance, Math.Max(0, sent.Keystrokes)))
                return (new AnswerOutcome.Unchanged(), claim.BatchId);
            if (clock.UtcNow() - existing.SubmittedAt < ChecksShownAfter)
                await JudgeAgainAsync(db, existing, claim, ct);
            if (existing.Relation == PreLabelRelation.Flagged != wasFlag)
                (await db.PaceTallyAsync(claim.BatchId, workerId, existing.SubmittedAt, ct)).Flag(wasFlag ? -1 : 1);
            await db.SaveChangesAsync(ct);
            return (new AnswerOutcome.Replaced(), claim.BatchId);
        }

        var now = clock.UtcNow();
        var interval = WorkInterval.Create(sent.Timing, claim.ClaimedAt, now);
        var slot = await FillHeldSlotAsync(db, claim, interval.SubmittedAt, ct)
            ?? await FillFreeSlotAsync(db, claim, sent.AssignmentId, workerId, interval.SubmittedAt, now, ct)
            ?? await AddSurplusSlotAsync(db, claim, sent.AssignmentId, workerId, interval.SubmittedAt, ct);
        var answer = new Answer(slot, workerId, content.Kind, content.Text, sent.Revision, slot.Status == AssignmentStatus.Surplus);
        var earlier = await db.Answers
            .Where(a => a.WorkerId == workerId && a.SubmittedAt > interval.ShownAt && a.ShownAt < interval.SubmittedAt)
            .Select(a => new WorkInterval(a.ShownAt, a.SubmittedAt)).ToListAsync(ct);
        // both were read with the claim: found without asking again
        var (net, tally) = (interval.UncoveredMilliseconds(earlier), await db.WorkTallyAsync(claim.BatchId, workerId, ct));
        answer.Record(
            comparison.Relation, comparison.EditDistance, Math.Max(0, sent.Keystrokes), interval.ShownAt, interval.SubmittedAt,
            net, Math.Min(sent.Timing.ActiveMilliseconds, tally.NetMilliseconds + net - tally.ActiveMilliseconds), sent.Timing.FirstKeyMilliseconds is { } firstKey ? Math.Max(0, firstKey) : null);
        if (claim.Gold is { } truth)
            answer.Judge(truth, claim.Template);
        db.Answers.Add(answer);
        await db.TallyAsync(answer, ct);
        if (answer.IsRight is not null)
        {
            await GoldFloor.PauseBelowAsync(db, claim.BatchId, workerId, claim.GoldFloorPercent, now, ct);
            await Qualifying.DecideAsync(db, claim.BatchId, workerId, now, ct);
        }
        await TakeSkipBackAsync(db, claim, tally, workerId, ct);
        await db.SaveChangesAsync(ct);
        await db.Claims.Where(c => c.Id == claim.ClaimId || c.AssignmentId == slot.Id && c.WorkerId == workerId && c.Ending == ClaimEnding.Held)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Ending, ClaimEnding.Submitted).SetProperty(c => c.EndedAt, interval.SubmittedAt), ct);
        return (answer.IsSurplus ? new AnswerOutcome.Surplus() : new AnswerOutcome.Counted(), claim.BatchId);
    }

    private Task<ClaimedCard?> FindAsync(AppDb db, WorkerId workerId, SubmittedAnswer sent, CancellationToken ct)
    {
        // where it will be counted, unless its time has to be corrected
        var slot = PaceTally.SlotOf(Earlier(sent.Timing.SubmittedAt, clock.UtcNow()));
        return CardQuery.For(db)(db, workerId, sent.AssignmentId, slot, ct);
    }

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;

    /// <summary>The usual way: the worker still has the slot, or has got another one of the same task since.</summary>
    private static async Task<Assignment?> FillHeldSlotAsync(AppDb db, ClaimedCard card, DateTime submittedAt, CancellationToken ct)
    {
        if (card.Own is not { } own)
            return null;
        var filled = await db.Assignments.Where(a => a.Id == own.Id && a.WorkerId == own.WorkerId && a.Status == AssignmentStatus.Claimed).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Status, AssignmentStatus.Submitted)
            .SetProperty(a => a.SubmittedAt, submittedAt)
            .SetProperty(a => a.LeaseEndsAt, (DateTime?)null), ct);
        return filled == 0 ? null : own;
    }

    /// <summary>
    /// The lease is lost, but a slot of the task is open or its lease has ended: the answer that is there counts. A slot of gold waits for its worker: nobody else can have taken it.
    /// </summary>
    private static async Task<Assignment?> FillFreeSlotAsync(
        AppDb db, ClaimedCard card, AssignmentId preferred, WorkerId workerId, DateTime submittedAt, DateTime now, CancellationToken ct)
    {
        var free = db.Assignments.Where(a => a.TaskId == card.TaskId &&
            (a.Status == AssignmentStatus.Open || a.Status == AssignmentStatus.Claimed && a.LeaseEndsAt <= now
                || a.Id == preferred && a.TaskSequence < 0 && a.Status == AssignmentStatus.Withdrawn));
        var candidates = await free.OrderBy(a => a.Id == preferred ? 0 : 1).ThenBy(a => a.Slot).Select(a => a.Id).ToListAsync(ct);
        foreach (var candidate in candidates)
        {
            var filled = await free.Where(a => a.Id == candidate).ExecuteUpdateAsync(s => s
                .SetProperty(a => a.Status, AssignmentStatus.Submitted)
                .SetProperty(a => a.WorkerId, workerId)
                .SetProperty(a => a.ClaimedAt, card.ClaimedAt)
                .SetProperty(a => a.SubmittedAt, submittedAt)
                .SetProperty(a => a.LeaseEndsAt, (DateTime?)null), ct);
            if (filled == 0)
                continue;
            await db.Claims.Where(c => c.AssignmentId == candidate).EndLostAsync(db, ClaimEnding.Expired, now, ct);
            return await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == candidate, ct);
        }
        return null;
    }

    private static async Task<Assignment> AddSurplusSlotAsync(AppDb db, ClaimedCard card, AssignmentId original, WorkerId workerId, DateTime submittedAt, CancellationToken ct)
    {
        var claimed = await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == original, ct);
        var slot = await db.Assignments.Where(a => a.TaskId == card.TaskId).MaxAsync(a => a.Slot, ct) + 1;
        var surplus = Assignment.Surplus(claimed, slot, workerId, card.ClaimedAt, submittedAt);
        db.Assignments.Add(surplus);
        return surplus;
    }

    private static async Task JudgeAgainAsync(AppDb db, Answer answer, ClaimedCard card, CancellationToken ct)
    {
        if (card.Gold is not { } truth)
            return;
        var before = (answer.IsRight, answer.IsCaught);
        answer.Judge(truth, card.Template);
        (await db.WorkTallyAsync(card.BatchId, answer.WorkerId, ct)).JudgeAgain(before, answer);
    }

    /// <summary>Who answers after all has not skipped.</summary>
    private static async Task TakeSkipBackAsync(AppDb db, ClaimedCard card, WorkTally tally, WorkerId workerId, CancellationToken ct)
    {
        if (tally.Skipped > 0 && await db.Skips.Where(s => s.TaskId == card.TaskId && s.WorkerId == workerId).ExecuteDeleteAsync(ct) > 0)
            tally.Skip(-1);
    }

    private sealed class ClaimedCard
    {
        public ClaimId ClaimId { get; init; }
        public DateTime ClaimedAt { get; init; }
        public required LabelingTask Task { get; init; }
        public bool Prefill { get; init; }
        public Template Template { get; init; }
        public required string FormJson { get; init; }
        public int GoldFloorPercent { get; init; }

        /// <summary>The worker's slot of the task, if he has one.</summary>
        public Assignment? Own { get; init; }

        /// <summary>What he has answered already.</summary>
        public Answer? Existing { get; init; }

        public WorkTally? Work { get; init; }
        public PaceTally? Pace { get; init; }

        public TaskId TaskId => Task.Id;
        public BatchId BatchId => Task.BatchId;
        public GoldTruth? Gold => Task.Gold;
    }
}
