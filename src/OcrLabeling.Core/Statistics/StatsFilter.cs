using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>Which batches are counted: those that the reader may see and that fit each list; an empty list fits all.</summary>
public sealed record StatsFilter(IReadOnlyList<Template> Templates, IReadOnlyList<BatchId> Batches, IReadOnlyList<PoolId> Pools, ProjectScope Reader)
{
    public static readonly StatsFilter All = new([], [], [], ProjectScope.Everything);

    public bool IsAll => Templates.Count == 0 && Batches.Count == 0 && Pools.Count == 0;

    private bool IsEverything => IsAll && Reader.IsEverything;

    internal IQueryable<Batch> Apply(AppDb db)
    {
        IQueryable<Batch> batches = db.Batches.Visible(db, Reader);
        if (Templates.Count > 0)
            batches = batches.Where(b => Templates.Contains(b.Template));
        if (Batches.Count > 0)
            batches = batches.Where(b => Batches.Contains(b.Id));
        if (Pools.Count > 0)
            batches = batches.Where(b => Pools.Contains(b.PoolId));
        return batches;
    }

    internal IQueryable<WorkTally> Work(AppDb db) =>
        IsEverything ? db.WorkTallies : from tally in db.WorkTallies join batch in Apply(db) on tally.BatchId equals batch.Id select tally;

    internal IQueryable<PaceTally> Pace(AppDb db) =>
        IsEverything ? db.PaceTallies : from tally in db.PaceTallies join batch in Apply(db) on tally.BatchId equals batch.Id select tally;
}
