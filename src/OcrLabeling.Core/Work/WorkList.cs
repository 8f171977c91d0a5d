using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>What a worker sees before they start.</summary>
public sealed class WorkList(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    /// <summary>Counting beyond this would cost time and tell nobody more.</summary>
    public const int CountedUpTo = 1000;

    /// <summary>The worker's pools by name, each with its open batches: those with something left for them first, then by priority, oldest first. Where they have to promise or to pass something first, only that is there.</summary>
    public async Task<IReadOnlyList<WorkPool>> PoolsAsync(WorkerId workerId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pools = await (from p in db.Pools where db.PoolMembers.Any(m => m.PoolId == p.Id && m.WorkerId == workerId) orderby p.Name select new { p.Id, p.Name, p.Kind, p.Instructions, Rate = new PayRate(p.PaidBy, p.PayAmount, p.Currency) }).ToListAsync(ct);
        var batches = await Visible(db, workerId).Where(v => v.Batch.Status == BatchStatus.Open).OrderByDescending(v => v.Batch.Priority).ThenBy(v => v.Batch.CreatedAt).ToListAsync(ct);
        var gates = await Gates(db, workerId).ToDictionaryAsync(g => g.PoolId, ct);
        var rows = new List<WorkPool>();
        foreach (var pool in pools)
        {
            var open = new List<WorkBatch>();
            foreach (var batch in batches.Where(b => b.Batch.PoolId == pool.Id && gates[pool.Id].Before(b.Batch.Id) == WorkGate.None))
                open.Add(await DescribeAsync(db, workerId, batch.Batch, gates[pool.Id], ct));
            rows.Add(new(pool.Id, pool.Name, pool.Kind, pool.Instructions, gates[pool.Id], [.. open.OrderBy(b => b.Left == 0)]) { Rate = pool.Rate });
        }
        return rows;
    }

    /// <summary>The batches they may begin with, over all pools, as <see cref="PoolsAsync"/> has them.</summary>
    public async Task<IReadOnlyList<WorkBatch>> BatchesAsync(WorkerId workerId, CancellationToken ct) => [.. (await PoolsAsync(workerId, ct)).SelectMany(p => p.Batches)];

    /// <summary>The batch to go on with when <paramref name="done"/> has nothing left: the first of the list that has; null when none has.</summary>
    public async Task<WorkBatch?> NextAsync(WorkerId workerId, BatchId done, CancellationToken ct) => (await BatchesAsync(workerId, ct)).FirstOrDefault(b => b.Id != done && b.Left > 0);

    /// <summary>Null when there is no such batch or it is not for this worker. A batch that is not open, or not yet for them, is described all the same.</summary>
    public async Task<WorkBatch?> FindAsync(WorkerId workerId, BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await Visible(db, workerId).SingleOrDefaultAsync(v => v.Batch.Id == batchId, ct) is not { } found)
            return null;
        var gate = await Gates(db, workerId).SingleAsync(g => g.PoolId == found.Batch.PoolId, ct);
        var described = await DescribeAsync(db, workerId, found.Batch, gate, ct);
        return described with
        {
            PoolInstructions = found.PoolInstructions,
            // word images of one's own stand in no line
            ShowsContext = described.ShowsContext && await db.Tasks.Where(t => t.BatchId == batchId && !t.IsGold).OrderBy(t => t.Sequence).Select(t => t.WordId).FirstOrDefaultAsync(ct) is not null,
        };
    }

    /// <summary>Answers given since midnight UTC that hold, late ones included.</summary>
    public async Task<int> DoneTodayAsync(WorkerId workerId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var midnight = clock.UtcNow().Date;
        return await db.Answers.Holding().CountAsync(a => a.WorkerId == workerId && a.SubmittedAt >= midnight, ct);
    }

    /// <summary>The image of a card, for as long as the worker holds it and may.</summary>
    public async Task<CardImage?> ImageAsync(WorkerId workerId, AssignmentId assignmentId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow();
        var card = await (from a in db.Assignments
                          join t in db.Tasks on a.TaskId equals t.Id
                          where a.Id == assignmentId && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed && a.LeaseEndsAt > now
                          select new { a.BatchId, Image = new CardImage(t.Image, t.ImageMediaType) }).AsNoTracking().SingleOrDefaultAsync(ct);
        return card is not null && await WorkStanding.FindAsync(db, workerId, card.BatchId, ct) is { Refusal: null } ? card.Image : null;
    }

    private static IQueryable<VisibleBatch> Visible(AppDb db, WorkerId workerId) =>
        from b in db.Batches.AsNoTracking()
        join p in db.Pools on b.PoolId equals p.Id
        where db.PoolMembers.Any(m => m.PoolId == p.Id && m.WorkerId == workerId) && !(p.Kind == PoolKind.Crowd && b.Privacy == Privacy.Donated)
        select new VisibleBatch { Batch = b, PoolInstructions = p.Instructions };

    private static IQueryable<PoolGate> Gates(AppDb db, WorkerId workerId) =>
        from p in db.Pools
        join q in db.PoolQualifications on p.Id equals q.PoolId into qualifications
        from qualification in qualifications.DefaultIfEmpty()
        join s in db.WorkerQualifications.Where(s => s.WorkerId == workerId) on p.Id equals s.PoolId into standings
        from standing in standings.DefaultIfEmpty()
        where db.PoolMembers.Any(m => m.PoolId == p.Id && m.WorkerId == workerId)
        select new PoolGate
        {
            PoolId = p.Id,
            NdaVersion = p.NdaVersion,
            NdaIsMissing = p.NdaVersion != null && !db.NdaAcceptances.Any(a => a.PoolId == p.Id && a.Version == p.NdaVersion && a.WorkerId == workerId),
            QualificationBatch = (BatchId?)qualification.BatchId,
            Cards = (int?)qualification.Cards ?? 0,
            PassPercent = (int?)qualification.PassPercent ?? 0,
            Qualification = (QualificationStatus?)standing.Status ?? QualificationStatus.Open,
            JudgedBefore = (int?)standing.JudgedBefore ?? 0,
        };

    private static async Task<WorkBatch> DescribeAsync(AppDb db, WorkerId workerId, Batch batch, PoolGate gate, CancellationToken ct)
    {
        var left = batch.IsQualification
            ? Math.Max(0, gate.Cards - (await db.WorkTotals.Where(t => t.BatchId == batch.Id && t.WorkerId == workerId).SumAsync(t => t.Gold, ct) - gate.JudgedBefore))
            : await LeftAsync(db, workerId, batch, ct);
        // checks are counted too: a figure that stood still would give them away
        var done = await db.PaceTotals.Where(p => p.BatchId == batch.Id && p.WorkerId == workerId).SumAsync(p => p.Answers, ct);
        return new WorkBatch(batch.Id, batch.Name, batch.Template, batch.FormJson, batch.Status, batch.Instructions, batch.Privacy, batch.LeaseMinutes, left, done)
        {
            PoolId = batch.PoolId, IsQualification = batch.IsQualification, ShowsContext = batch.ShowsContext, Gate = gate.Before(batch.Id),
        };
    }

    /// <summary>Gold that the worker may still get counts as left too, or a page that holds some would be told by how little it takes off. It never comes alone.</summary>
    private static async Task<int> LeftAsync(AppDb db, WorkerId workerId, Batch batch, CancellationToken ct)
    {
        var open = await OpenAsync(db, workerId, batch.Id, ct);
        var held = await db.Assignments.CountAsync(a => a.BatchId == batch.Id && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed, ct);
        return open == 0 || batch.GoldPercent == 0 ? held + open : held + open + await db.Tasks.CountAsync(t => t.BatchId == batch.Id && t.IsGold && !t.Gold!.IsDropped
            && !db.Assignments.Any(mine => mine.TaskId == t.Id && mine.WorkerId == workerId) && !db.Skips.Any(s => s.TaskId == t.Id && s.WorkerId == workerId), ct);
    }

    private static Task<int> OpenAsync(AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) => db.Assignments
        .Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Open && (a.ReservedFor == null || a.ReservedFor == workerId) && !db.Assignments.Any(mine => mine.TaskId == a.TaskId && mine.WorkerId == workerId)
            && !db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId))
        .Select(a => a.TaskSequence).Distinct().OrderBy(sequence => sequence).Take(CountedUpTo + 1).CountAsync(ct);

    private sealed class VisibleBatch
    {
        public required Batch Batch { get; init; }
        public required string PoolInstructions { get; init; }
    }
}

/// <summary>What stands between a worker and a batch; see <see cref="CardClaim"/>, which says no.</summary>
public enum WorkGate { None, Nda, Qualification }

/// <summary>What a pool asks of a worker before its work.</summary>
public sealed class PoolGate
{
    public PoolId PoolId { get; init; }

    /// <summary>Null: no NDA is asked for.</summary>
    public int? NdaVersion { get; init; }

    public bool NdaIsMissing { get; init; }

    /// <summary>Null: none is asked for.</summary>
    public BatchId? QualificationBatch { get; init; }

    /// <summary>Answers the qualification is decided by.</summary>
    public int Cards { get; init; }

    public int PassPercent { get; init; }
    public QualificationStatus Qualification { get; init; }

    /// <summary>Answers of an earlier try, which count no more.</summary>
    public int JudgedBefore { get; init; }

    /// <summary>What stands between the worker and a batch of the pool: the qualification's own batch is closed to them once it is decided.</summary>
    public WorkGate Before(BatchId batchId) =>
        NdaIsMissing ? WorkGate.Nda
        : QualificationBatch is null || Qualification == (batchId == QualificationBatch ? QualificationStatus.Open : QualificationStatus.Passed) ? WorkGate.None
        : WorkGate.Qualification;
}

/// <param name="Batches">Those they may begin with now.</param>
public sealed record WorkPool(PoolId Id, string Name, PoolKind Kind, string Instructions, PoolGate Gate, IReadOnlyList<WorkBatch> Batches)
{
    public PayRate Rate { get; init; }
}

/// <param name="Left">Cards this worker holds and tasks they could claim now, counted up to <see cref="WorkList.CountedUpTo"/>, then one more.</param>
/// <param name="Done">Answers of this worker.</param>
public sealed record WorkBatch(BatchId Id, string Name, Template Template, string FormJson, BatchStatus Status, string Instructions, Privacy Privacy, int LeaseMinutes, int Left, int Done)
{
    public PoolId PoolId { get; init; }
    public bool IsQualification { get; init; }
    public bool ShowsContext { get; init; }
    public WorkGate Gate { get; init; }

    /// <summary>For every batch of the pool; empty on the work list, which shows them once.</summary>
    public string PoolInstructions { get; init; } = "";
}

public sealed record CardImage(BlobId Blob, string MediaType);
