using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Tells a worker why a card is no longer theirs. Thread-safe.</summary>
public sealed class LostCards(IDbContextFactory<AppDb> databases)
{
    public const string Turned = "The page was turned.";

    /// <summary>Of cards that a renewal found not to be held; those the worker never had are passed over.</summary>
    public async Task<IReadOnlyList<LostCard>> OfAsync(WorkerId workerId, IReadOnlyCollection<AssignmentId> cards, CancellationToken ct)
    {
        if (cards.Count == 0)
            return [];
        await using var db = await databases.CreateDbContextAsync(ct);
        var claims = await db.Claims.Where(c => c.WorkerId == workerId && cards.Contains(c.AssignmentId) && c.Ending != ClaimEnding.Reworked).OrderBy(c => c.ClaimedAt).ThenBy(c => c.Id)
            .Select(c => new { c.AssignmentId, c.BatchId, c.Ending }).ToListAsync(ct);
        var latest = claims.GroupBy(c => c.AssignmentId).Select(g => g.Last()).ToList();
        var refusals = new Dictionary<BatchId, HoldRefusal?>();
        foreach (var batch in latest.Select(c => c.BatchId).Distinct())
            refusals[batch] = (await WorkStanding.FindAsync(db, workerId, batch, ct))?.Refusal;
        return [.. latest.Select(c => new LostCard(c.AssignmentId, Reason(c.Ending, refusals[c.BatchId])))];
    }

    private static string Reason(ClaimEnding ending, HoldRefusal? refusal) => ending switch
    {
        ClaimEnding.Turned => Turned,
        ClaimEnding.Recalled => refusal?.Sentence() ?? "You could not hold cards of this batch for a while.",
        ClaimEnding.Returned or ClaimEnding.Skipped => "You returned it on another page.",
        ClaimEnding.Moved when refusal is { } lost => lost.Sentence(),
        ClaimEnding.Submitted => "You answered it on another page.",
        _ => "Your time for this card has ended.",
    };
}

/// <param name="Reason">A sentence for the worker.</param>
public sealed record LostCard(AssignmentId AssignmentId, string Reason);
