using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>Which batches are counted: those that fit each list; an empty list fits all.</summary>
public sealed record StatsFilter(IReadOnlyList<Template> Templates, IReadOnlyList<BatchId> Batches, IReadOnlyList<PoolId> Pools)
{
    public static readonly StatsFilter All = new([], [], []);

    public bool IsAll => Templates.Count == 0 && Batches.Count == 0 && Pools.Count == 0;

    internal IQueryable<Batch> Apply(AppDb db)
    {
        IQueryable<Batch> batches = db.Batches;
        if (Templates.Count > 0)
            batches = batches.Where(b => Templates.Contains(b.Template));
        if (Batches.Count > 0)
            batches = batches.Where(b => Batches.Contains(b.Id));
        if (Pools.Count > 0)
            batches = batches.Where(b => Pools.Contains(b.PoolId));
        return batches;
    }

    // without a filter nothing is joined: a million look-ups of a batch that fits anyway take as long as the counting
    internal IQueryable<Answer> Answers(AppDb db) =>
        IsAll ? db.Answers : from answer in db.Answers join batch in Apply(db) on answer.BatchId equals batch.Id select answer;

    internal IQueryable<Claim> Claims(AppDb db) =>
        IsAll ? db.Claims : from claim in db.Claims join batch in Apply(db) on claim.BatchId equals batch.Id select claim;

    internal IQueryable<Assignment> Assignments(AppDb db) =>
        IsAll ? db.Assignments : from assignment in db.Assignments join batch in Apply(db) on assignment.BatchId equals batch.Id select assignment;
}
