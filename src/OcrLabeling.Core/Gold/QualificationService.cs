using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Gold;

/// <param name="Gold">Where its cards come from, and how they begin; at least as many as <paramref name="Cards"/>, more allow for a second try.</param>
/// <param name="Cards">Answers it is decided by.</param>
/// <param name="PassPercent">1..100.</param>
public sealed record QualificationDraft(string Name, GoldDraft Gold, int Cards, int PassPercent);

/// <summary>Sets up what a pool asks of its workers, shows how they stand, and lets a person decide instead. Thread-safe.</summary>
public sealed class QualificationService(WriteTransaction transaction, IDbContextFactory<AppDb> databases, GoldBox gold, AuditLog audit, LabelingActivity activity, TimeProvider clock)
{
    public const int LeastCards = 5;

    /// <summary>From now on the pool's workers have to pass it. Who has passed an earlier one of the pool has passed; who has failed that may try this one.</summary>
    public async Task<QualificationOutcome> AskAsync(PoolId poolId, QualificationDraft draft, Guid by, CancellationToken ct)
    {
        var name = draft.Name.Trim();
        if (name.Length is 0 or > Batch.MaxNameLength)
            return new QualificationOutcome.Refused($"The name must have 1 to {Batch.MaxNameLength} characters.");
        if (draft.PassPercent is < 1 or > 100)
            return new QualificationOutcome.Refused("The pass mark is 1 to 100 percent.");
        if (draft.Cards < LeastCards || draft.Cards > draft.Gold.Count)
            return new QualificationOutcome.Refused($"It is decided by {LeastCards} cards at least, and by no more than it has.");
        if (GoldBox.FaultOf(draft.Gold) is { } fault)
            return new QualificationOutcome.Refused(fault);
        var outcome = await transaction.RunAsync(db => AskAsync(db, poolId, name, draft, by, ct), ct);
        if (outcome is QualificationOutcome.Asked asked)
            activity.Publish(asked.BatchId);
        return outcome;
    }

    /// <summary>Nobody has to pass any more; the records stay.</summary>
    public Task StopAsync(PoolId poolId, Guid by, CancellationToken ct) => transaction.RunAsync(async db =>
    {
        await EndAsync(db, poolId, ct);
        db.Add(audit.Entry(by, "qualification.stop", $"pool:{poolId}"));
        return await db.SaveChangesAsync(ct);
    }, ct);

    /// <summary>Null when the pool asks for none.</summary>
    public async Task<QualificationView?> FindAsync(PoolId poolId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var asked = await (from q in db.PoolQualifications
                           join b in db.Batches on q.BatchId equals b.Id
                           where q.PoolId == poolId
                           select new { q.BatchId, b.Name, q.Cards, q.PassPercent, Tasks = db.Tasks.Count(t => t.BatchId == q.BatchId && t.IsGold && !t.Gold!.IsDropped) }).SingleOrDefaultAsync(ct);
        if (asked is null)
            return null;
        var rows = await (from m in db.PoolMembers
                          join w in db.Workers on m.WorkerId equals w.Id
                          join q in db.WorkerQualifications.Where(q => q.PoolId == poolId) on m.WorkerId equals q.WorkerId into standings
                          from standing in standings.DefaultIfEmpty()
                          join t in db.WorkTotals.Where(t => t.BatchId == asked.BatchId) on m.WorkerId equals t.WorkerId into found
                          from totals in found.DefaultIfEmpty()
                          where m.PoolId == poolId
                          orderby w.DisplayName
                          select new { w.Id, w.DisplayName, Standing = standing, Totals = totals, By = db.Users.Where(u => u.Id == standing!.DecidedBy).Select(u => u.DisplayName).FirstOrDefault() }).AsNoTracking().ToListAsync(ct);
        return new(poolId, asked.BatchId, asked.Name, asked.Cards, asked.PassPercent, asked.Tasks, [.. rows.Select(r => r.Standing is { Status: not QualificationStatus.Open } decided
            ? new QualificationRow(r.Id, r.DisplayName, decided.Status, decided.Judged, decided.Right, decided.DecidedAt, decided.DecidedBy is null ? null : r.By ?? "somebody")
            : new QualificationRow(r.Id, r.DisplayName, QualificationStatus.Open, (r.Totals?.Gold ?? 0) - (r.Standing?.JudgedBefore ?? 0), (r.Totals?.GoldRight ?? 0) - (r.Standing?.RightBefore ?? 0), null, null))]);
    }

    /// <summary>A person vouches for them.</summary>
    public Task GrantAsync(PoolId poolId, WorkerId workerId, Guid by, CancellationToken ct) => ChangeAsync(poolId, workerId, by, "qualification.grant", (db, standing, totals) =>
    {
        standing.Decide(QualificationStatus.Passed, (totals?.Gold ?? 0) - standing.JudgedBefore, (totals?.GoldRight ?? 0) - standing.RightBefore, by, clock.UtcNow());
        return Task.FromResult<string?>(null);
    }, ct);

    /// <summary>They begin anew, with cards they have not had. Returns why not; null when done.</summary>
    public Task<string?> ResetAsync(PoolId poolId, WorkerId workerId, Guid by, CancellationToken ct) => ChangeAsync(poolId, workerId, by, "qualification.reset", async (db, standing, totals) =>
    {
        if (await db.PoolQualifications.SingleOrDefaultAsync(q => q.PoolId == poolId, ct) is { } asked)
        {
            var fresh = await db.Tasks.CountAsync(
                t => t.BatchId == asked.BatchId && t.IsGold && !t.Gold!.IsDropped && !db.Answers.Any(a => a.BatchId == asked.BatchId && a.TaskId == t.Id && a.WorkerId == workerId), ct);
            if (fresh < asked.Cards)
                return $"They have {fresh} cards left that they have not answered, and {asked.Cards} are needed. Add gold to the qualification batch first.";
        }
        standing.Reset(totals?.Gold ?? 0, totals?.GoldRight ?? 0);
        return null;
    }, ct);

    private async Task<string?> ChangeAsync(
        PoolId poolId, WorkerId workerId, Guid by, string action, Func<AppDb, WorkerQualification, WorkTotals?, Task<string?>> change, CancellationToken ct) => await transaction.RunAsync(async db =>
    {
        await db.LockWorkerAsync(workerId, ct);
        var standing = await db.WorkerQualifications.FindAsync([poolId, workerId], ct) ?? db.WorkerQualifications.Add(new WorkerQualification(poolId, workerId)).Entity;
        var totals = await (from q in db.PoolQualifications join t in db.WorkTotals on q.BatchId equals t.BatchId where q.PoolId == poolId && t.WorkerId == workerId select t).SingleOrDefaultAsync(ct);
        if (await change(db, standing, totals) is { } fault)
            return fault;
        db.Add(audit.Entry(by, action, $"worker:{workerId}", $"pool:{poolId}"));
        await db.SaveChangesAsync(ct);
        return null;
    }, ct);

    private async Task<QualificationOutcome> AskAsync(AppDb db, PoolId poolId, string name, QualificationDraft draft, Guid by, CancellationToken ct)
    {
        var pool = await db.Pools.SingleOrDefaultAsync(p => p.Id == poolId, ct);
        var source = await db.Batches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == draft.Gold.From, ct);
        if (pool is null || source is null)
            return new QualificationOutcome.Refused("Choose a batch to take its cards from.");
        if (pool.RefusalOf(source.Privacy) is { } refusal)
            return new QualificationOutcome.Refused(refusal);
        if (await db.Batches.AnyAsync(b => b.ProjectId == source.ProjectId && b.Name == name, ct))
            return new QualificationOutcome.Refused($"There is a batch named {name} already.");
        var batch = Batch.OfQualification(name, source, pool, source.Instructions, by, clock.UtcNow());
        db.Batches.Add(batch);
        await db.SaveChangesAsync(ct);
        var added = await gold.AddAsync(db, batch.Id, draft.Gold, by, ct);
        if (added is not AddGoldOutcome.Added { Count: var count } || count < draft.Cards)
        {
            db.Tasks.RemoveRange(db.Tasks.Local.Where(t => t.BatchId == batch.Id));
            db.Batches.Remove(batch);
            await db.SaveChangesAsync(ct);
            return new QualificationOutcome.Refused(added is AddGoldOutcome.Refused refused ? refused.Reason : $"That batch has fewer than {draft.Cards} settled cards.");
        }
        await EndAsync(db, poolId, ct);
        db.WorkerQualifications.RemoveRange(await db.WorkerQualifications.Where(q => q.PoolId == poolId && q.Status != QualificationStatus.Passed).ToListAsync(ct));
        db.AddRange(new PoolQualification(poolId, batch.Id, draft.Cards, draft.PassPercent), audit.Entry(by, "qualification.ask", $"pool:{poolId}", $"batch:{batch.Id}, {draft.PassPercent} % of {draft.Cards} cards"));
        await db.SaveChangesAsync(ct);
        return new QualificationOutcome.Asked(batch.Id, count);
    }

    private static async Task EndAsync(AppDb db, PoolId poolId, CancellationToken ct)
    {
        if (await db.PoolQualifications.SingleOrDefaultAsync(q => q.PoolId == poolId, ct) is not { } before)
            return;
        db.PoolQualifications.Remove(before);
        await db.SaveChangesAsync(ct);
        await db.Batches.Where(b => b.Id == before.BatchId).ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, BatchStatus.Closed), ct);
    }
}

/// <param name="Tasks">Cards it has; a worker answers <paramref name="Cards"/> of them.</param>
public sealed record QualificationView(PoolId PoolId, BatchId BatchId, string Batch, int Cards, int PassPercent, int Tasks, IReadOnlyList<QualificationRow> Workers);

/// <param name="DecidedBy">Null: their answers, or nobody yet.</param>
public sealed record QualificationRow(WorkerId WorkerId, string Worker, QualificationStatus Status, int Judged, int Right, DateTime? DecidedAt, string? DecidedBy);

public abstract record QualificationOutcome
{
    private QualificationOutcome() { }

    /// <param name="Tasks">Cards it has; fewer than asked for when the source has no more.</param>
    public sealed record Asked(BatchId BatchId, int Tasks) : QualificationOutcome;

    /// <summary>The reason is for people.</summary>
    public sealed record Refused(string Reason) : QualificationOutcome;
}
