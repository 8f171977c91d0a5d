using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Everything there is to know about a card that a worker was handed once; what may be written to is tracked.</summary>
internal sealed class ClaimedCard
{
    private static readonly ModelQuery<Func<AppDb, WorkerId, AssignmentId, int, CancellationToken, Task<ClaimedCard?>>> CardQuery = new(() => EF.CompileAsyncQuery(
        (AppDb db, WorkerId workerId, AssignmentId assignmentId, int slot, CancellationToken ct) => (
            from c in db.Claims
            join t in db.Tasks on c.TaskId equals t.Id
            join b in db.Batches on c.BatchId equals b.Id
            join w in db.WorkTotals.Where(w => w.WorkerId == workerId) on c.BatchId equals w.BatchId into works
            from work in works.DefaultIfEmpty()
            join p in db.PaceTotals.Where(p => p.WorkerId == workerId && p.Slot == slot) on c.BatchId equals p.BatchId into paces
            from pace in paces.DefaultIfEmpty()
            join a in db.Assignments.Where(a => a.WorkerId == workerId) on c.TaskId equals a.TaskId into slots
            from own in slots.DefaultIfEmpty()
            join g in db.Answers on own.Id equals g.AssignmentId into answers
            from given in answers.DefaultIfEmpty()
            where c.AssignmentId == assignmentId && c.WorkerId == workerId && c.Ending != ClaimEnding.Reworked
            orderby c.ClaimedAt descending
            select new ClaimedCard
            {
                ClaimId = c.Id, ClaimedAt = c.ClaimedAt, Task = t,
                Prefill = b.Prefill, Template = b.Template, FormJson = b.FormJson, GoldFloorPercent = b.GoldFloorPercent, CardCeilingMilliseconds = b.CardCeilingMilliseconds,
                HasRefused = db.RefusedAnswers.Any(r => r.TaskId == t.Id && r.WorkerId == workerId),
                Own = own, Existing = given, Work = work, Pace = pace,
            }).FirstOrDefault()));

    public ClaimId ClaimId { get; init; }
    public DateTime ClaimedAt { get; init; }
    public required LabelingTask Task { get; init; }
    public bool Prefill { get; init; }
    public Template Template { get; init; }
    public required string FormJson { get; init; }
    public int GoldFloorPercent { get; init; }
    public long CardCeilingMilliseconds { get; init; }

    /// <summary>An earlier answer to it was refused.</summary>
    public bool HasRefused { get; init; }

    /// <summary>The worker's slot of the task, if they have one.</summary>
    public Assignment? Own { get; init; }

    /// <summary>What they have answered already.</summary>
    public Answer? Existing { get; init; }

    public WorkTotals? Work { get; init; }
    public PaceTotals? Pace { get; init; }

    public TaskId TaskId => Task.Id;
    public BatchId BatchId => Task.BatchId;
    public GoldTruth? Gold => Task.Gold;

    /// <summary>A card that was handed to the worker once, whatever became of it; null when it never was.</summary>
    /// <param name="countedAt">When its answer will be counted, as far as that is known.</param>
    internal static async Task<ClaimedCard?> FindAsync(AppDb db, WorkerId workerId, AssignmentId assignmentId, DateTime countedAt, CancellationToken ct)
    {
        var find = CardQuery.For(db);
        if (await find(db, workerId, assignmentId, PaceTotals.SlotOf(countedAt), ct) is { } card)
            return card;
        // of an answer that moved when the slots they move to had no claims yet
        if (await db.Assignments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == assignmentId && a.WorkerId == workerId, ct) is not { ClaimedAt: { } claimedAt } own)
            return null;
        await db.AddMovedClaimAsync(own, workerId, claimedAt, ct);
        await db.SaveChangesAsync(ct);
        return await find(db, workerId, assignmentId, PaceTotals.SlotOf(countedAt), ct);
    }
}
