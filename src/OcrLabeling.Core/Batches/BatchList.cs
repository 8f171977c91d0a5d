using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Batches;

/// <summary>Batches as the science team looks at them.</summary>
public sealed class BatchList(IDbContextFactory<AppDb> databases)
{
    public const int SandboxCards = 10;

    private static readonly SortKeys<Batch> keys = new()
    {
        { "name", b => b.Name }, { "status", b => b.Status }, { "tasks", b => b.TaskCount }, { "priority", b => b.Priority }, { "created", b => b.CreatedAt },
    };

    /// <summary>Newest first, unless <paramref name="order"/> asks for another: name, status, tasks, priority or created. <paramref name="status"/> null: all; <paramref name="search"/> looks in the name; of batches in the archive only those are listed, or none.</summary>
    public async Task<Rows<BatchRow>> ListAsync(ProjectScope reader, BatchStatus? status, string search, int skip, int take, CancellationToken ct, RowOrder order = default, bool archived = false)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batches = db.Batches.AsNoTracking().Listed(db, reader).Where(b => (b.ArchivedAt != null) == archived);
        if (status is { } one)
            batches = batches.Where(b => b.Status == one);
        batches = batches.WhereContains(search, b => b.Name);
        var ids = await keys.Sort(batches, order, b => b.CreatedAt).ThenByDescending(b => b.Id).Skip(skip).Take(take).Select(b => b.Id).ToListAsync(ct);
        var rows = (await ReadAsync(db, db.Batches.AsNoTracking().Where(b => ids.Contains(b.Id)), ct)).ToDictionary(r => r.Id);
        return new Rows<BatchRow>([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], await batches.CountAsync(ct));
    }

    /// <summary>Null: there is no such batch.</summary>
    public async Task<BatchRow?> RowAsync(BatchId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await ReadAsync(db, db.Batches.AsNoTracking().Where(b => b.Id == id), ct)).SingleOrDefault();
    }

    public async Task<BatchDetail?> FindAsync(BatchId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batches = db.Batches.AsNoTracking().Where(b => b.Id == id);
        if (await ReadAsync(db, batches, ct) is not [var row])
            return null;
        var batch = await batches.SingleAsync(ct);
        var slots = await db.Assignments.Where(a => a.BatchId == id && !a.IsGold).GroupBy(a => a.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var unaskable = slots.GetValueOrDefault(AssignmentStatus.Open) is > 0 and <= UnaskableTasks.MostOpen ? await UnaskableTasks.OfAsync(db, [id], ct) : null;
        var createdBy = await db.Users.Where(u => u.Id == batch.CreatedBy).Select(u => u.DisplayName).SingleOrDefaultAsync(ct);
        var work = db.WorkTotals.Where(t => t.BatchId == id);
        return new BatchDetail(
            row, batch.FormJson, batch.Instructions, batch.LeaseMinutes, batch.Prefill, batch.Privacy, createdBy, batch.Preparation, batch.PreparationNote, slots,
            await work.CountAsync(ct), batch.SlotsFit,
            await batches.Select(BatchSettings.OfBatch).SingleAsync(ct)) { PoolId = batch.PoolId, Extra = await work.SumAsync(t => t.Surplus, ct), Unaskable = unaskable?.GetValueOrDefault(id).Tasks ?? 0 };
    }

    /// <summary>What the batch was made of, as it can be chosen again; null where it is not known or more than one can choose by hand.</summary>
    public async Task<SelectionOfBatch?> SelectionAsync(BatchId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Batches.Where(b => b.Id == id).Select(b => b.SourceJson).SingleOrDefaultAsync(ct) is { } json and not BatchSource.None ? await SelectionOfBatch.OfAsync(db, BatchSource.FromJson(json), ct) : null;
    }

    /// <summary>The first cards of a batch as any worker would see them; nothing is claimed.</summary>
    public async Task<IReadOnlyList<SandboxCard>> SandboxAsync(BatchId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (from t in db.Tasks
                      join b in db.Batches on t.BatchId equals b.Id
                      where t.BatchId == id && !t.IsGold
                      orderby t.Sequence
                      select new SandboxCard(t.Id, t.Sequence, t.Width, t.Height, b.Prefill ? t.PreLabelText : null, t.Image, t.ImageMediaType))
            .AsNoTracking().Take(SandboxCards).ToListAsync(ct);
    }

    private static async Task<List<BatchRow>> ReadAsync(AppDb db, IQueryable<Batch> batches, CancellationToken ct)
    {
        var rows = await (from b in batches
                          join p in db.Pools on b.PoolId equals p.Id
                          select new
                          {
                              b.Id, b.Name, b.Template, b.Status, b.Priority, b.Overlap, b.TaskCount, b.AssignmentCount, b.CreatedAt, b.IsQualification, b.ArchivedAt, b.ProjectId, Project = db.Projects.Where(j => j.Id == b.ProjectId).Select(j => j.Name).First(), Pool = p.Name, PoolKind = p.Kind,
                              Job = b.Preparation.Status, b.Preparation.Progress, b.Preparation.Reason,
                          }).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var done = await db.WorkTotals.Where(t => ids.Contains(t.BatchId))
            .GroupBy(t => t.BatchId).Select(g => new { g.Key, Count = g.Sum(t => t.Counted) }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return rows.ConvertAll(r => new BatchRow(
            r.Id, r.Name, r.Template, r.Status, r.Pool, r.PoolKind, r.Priority, r.Overlap, r.TaskCount, r.AssignmentCount, done.GetValueOrDefault(r.Id), r.CreatedAt, r.Job, r.Progress, r.Reason) { IsQualification = r.IsQualification, ArchivedAt = r.ArchivedAt, ProjectId = r.ProjectId, Project = r.Project });
    }
}

/// <param name="Done">Counted answers.</param>
/// <param name="PreparationProgress">0..1.</param>
public sealed record BatchRow(
    BatchId Id, string Name, Template Template, BatchStatus Status, string Pool, PoolKind PoolKind, int Priority, int Overlap, int Tasks, int Assignments, int Done, DateTime CreatedAt,
    JobStatus Preparation, double PreparationProgress, string? PreparationReason)
{
    /// <summary>It has checks only, which every worker gets for themselves.</summary>
    public bool IsQualification { get; init; }

    /// <summary>Null: not archived.</summary>
    public DateTime? ArchivedAt { get; init; }

    public ProjectId ProjectId { get; init; }

    public string Project { get; init; } = "";

    /// <summary>Nobody works on it any more, or ever will.</summary>
    public bool CanArchive => ArchivedAt is null && (Status == BatchStatus.Closed || Status == BatchStatus.Preparing && Preparation is (JobStatus.Failed or JobStatus.TimedOut or JobStatus.Cancelled));

    /// <summary>Counted answers over assignments, 0..1.</summary>
    public double Progress => Assignments == 0 ? 0 : (double)Done / Assignments;
}

/// <param name="CreatedBy">Null when the account is gone.</param>
/// <param name="SlotsFit">False while tasks are given the slots that a changed overlap asks for.</param>
public sealed record BatchDetail(
    BatchRow Row, string FormJson, string Instructions, int LeaseMinutes, bool Prefill, Privacy Privacy, string? CreatedBy, JobState Preparation, string? PreparationNote,
    IReadOnlyDictionary<AssignmentStatus, int> Assignments, int Workers, bool SlotsFit, BatchSettings Settings)
{
    public PoolId PoolId { get; init; }

    /// <summary>Late answers whose place somebody else has filled, as far as they hold.</summary>
    public int Extra { get; init; }

    /// <summary>Tasks that wait for a worker although everyone in the pool has had them.</summary>
    public int Unaskable { get; init; }

    public int Count(AssignmentStatus status) => Assignments.GetValueOrDefault(status);
}

/// <param name="PreLabel">Null when there is none or the batch does not show it.</param>
public sealed record SandboxCard(TaskId TaskId, int Sequence, int Width, int Height, string? PreLabel, BlobId Image, string ImageMediaType);
