using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>What a worker's time on a card adds, in milliseconds.</summary>
/// <param name="Net">Of the interval, what no earlier one covers.</param>
/// <param name="Active">Of what the page claims, what is paid.</param>
/// <param name="Unseen">The rest of what it claims.</param>
internal readonly record struct WorkedTime(long Net, long Active, long Unseen)
{
    /// <summary>The interval counts as a sign of work of <paramref name="totals"/>.</summary>
    /// <param name="paidBefore">What the card has been paid for already, in milliseconds.</param>
    public static async Task<WorkedTime> OfAsync(
        AppDb db, LockedWorker worker, ClaimedCard claim, WorkTotals totals, WorkInterval interval, long activeMilliseconds, long paidBefore, CancellationToken ct)
    {
        var (reworkSince, ceiling) = (interval.ShownAt - Claim.LongestRework, Math.Max(CardCeiling.Unquestioned, claim.CardCeilingMilliseconds));
        var earlier = await db.Answers
            .Where(a => a.WorkerId == worker.Id && a.SubmittedAt > interval.ShownAt && a.ShownAt < interval.SubmittedAt)
            .Select(a => new { From = a.ShownAt, Until = a.SubmittedAt })
            .Concat(db.Claims
                .Where(c => c.BatchId == claim.BatchId && c.WorkerId == worker.Id && c.ClaimedAt >= reworkSince && c.ClaimedAt < interval.SubmittedAt && c.Ending == ClaimEnding.Reworked)
                .Select(c => new { From = c.ClaimedAt, Until = c.EndedAt!.Value }))
            .ToListAsync(ct);
        var net = interval.UncoveredMilliseconds(earlier.Select(e => new WorkInterval(e.From, e.Until)));
        totals.See(interval.SubmittedAt, ceiling);
        var claimed = Math.Clamp(Math.Min(activeMilliseconds, totals.NetMilliseconds + net - totals.ActiveMilliseconds), 0, (long)(interval.SubmittedAt - interval.ShownAt).TotalMilliseconds);
        // a page can report input that nobody made: what one card is paid for stays within what cards of the batch take
        var active = Math.Min(claimed, Math.Min(totals.Creditable, Math.Max(0, ceiling - paidBefore)));
        return new(net, active, claimed - active);
    }

    /// <summary>An answer that was taken back is given again: the time in between is added to it and to the figures it is part of, in the slot of its first submit.</summary>
    /// <param name="interval">From when it was taken back at the earliest.</param>
    public static async Task AddReworkAsync(AppDb db, LockedWorker worker, ClaimedCard claim, Answer answer, WorkInterval interval, long activeMilliseconds, CancellationToken ct)
    {
        if (interval.ShownAt >= interval.SubmittedAt)
            return;
        var totals = await db.WorkTotalsAsync(claim.BatchId, worker, ct);
        var worked = await OfAsync(db, worker, claim, totals, interval, activeMilliseconds, answer.ActiveMilliseconds, ct);
        var leastOfOthers = await db.Answers.Where(a => a.BatchId == claim.BatchId && a.WorkerId == worker.Id && a.Id != answer.Id).MinAsync(a => (long?)a.NetMilliseconds, ct);
        totals.AddRework(answer.NetMilliseconds, worked.Net, worked.Active, worked.Unseen, leastOfOthers);
        (await db.PaceTotalsAsync(claim.BatchId, worker, answer.SubmittedAt, ct)).AddRework(worked.Net, worked.Active, worked.Unseen);
        answer.AddRework((long)(interval.SubmittedAt - interval.ShownAt).TotalMilliseconds, worked.Net, worked.Active, worked.Unseen);
        db.Claims.AddRange(Claim.OfRework(answer, interval));
    }
}
