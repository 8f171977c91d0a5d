using OcrLabeling.Core.Data;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Notifications;

/// <summary>What waits for the team, as rows. Asked batch by batch, so that their indexes are looked into and not read through.</summary>
internal static class WaitingRows
{
    public static IQueryable<Consensus> DisputedTasks(this IQueryable<Batch> batches, AppDb db) =>
        batches.SelectMany(b => db.Consensus.Where(c => c.BatchId == b.Id && c.Status == ConsensusStatus.Disputed));

    public static IQueryable<GoldDispute> DisputedChecks(this IQueryable<Batch> batches, AppDb db) =>
        batches.SelectMany(b => db.GoldDisputes.Where(c => c.BatchId == b.Id && c.Status == DisputeStatus.Open));

    /// <summary>Only where tasks can still be handed out.</summary>
    public static IQueryable<Skip> Skipped(this IQueryable<Batch> batches, AppDb db) =>
        batches.Where(b => b.Status != BatchStatus.Closed).SelectMany(b => db.Skips.Where(s => s.BatchId == b.Id));
}
