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

    internal IQueryable<WorkTotals> Work(AppDb db) =>
        IsEverything ? db.WorkTotals : from totals in db.WorkTotals join batch in Apply(db) on totals.BatchId equals batch.Id select totals;

    internal IQueryable<PaceTotals> Pace(AppDb db) =>
        IsEverything ? db.PaceTotals : from totals in db.PaceTotals join batch in Apply(db) on totals.BatchId equals batch.Id select totals;
}
