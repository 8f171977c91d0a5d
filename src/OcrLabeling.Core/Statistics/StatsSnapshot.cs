using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>Both tables of the stats page, counted together so that they agree.</summary>
public sealed record StatsSnapshot(DateTime At, IReadOnlyList<BatchStats> Batches, IReadOnlyList<WorkerStats> Workers);

/// <summary>One row of the batches table.</summary>
/// <param name="Assignments">Sum of N over the tasks.</param>
/// <param name="Claimed">Claims ever made; an assignment that was returned and claimed again counts twice.</param>
/// <param name="Done">Counted answers.</param>
public sealed record BatchStats(
    BatchId Id, string Name, Template Template, BatchStatus Status, string Pool, DateTime CreatedAt,
    int Tasks, int Assignments, int Claimed, int Done, Eta Eta)
{
    public int ToDo => Assignments - Done;
}

/// <summary>One row of the workers table, within the filtered batches. Times include Surplus answers: they were work.</summary>
/// <param name="Done">Counted answers: the sum over workers is the sum over batches.</param>
/// <param name="Surplus">Late answers whose place somebody else had filled; kept and paid.</param>
/// <param name="Skipped">Tasks passed on and not answered since.</param>
/// <param name="FullPeriod">Last submit - first claim; null before the first submit.</param>
/// <param name="Net">Sum of shown to submitted, overlapping cards counted once.</param>
/// <param name="Active">Sum of gaps of at most 30 s between inputs; never more than <paramref name="Net"/>.</param>
/// <param name="LastActiveAt">Last submit, or last claim when that is later.</param>
/// <param name="Min">Shortest net time of one task; null before the first submit.</param>
/// <param name="Median">Of net time per task; null below two answers. See <see cref="TaskTimes"/> for its precision.</param>
/// <param name="Percentile90">Net time that nine of ten tasks did not exceed; null below two answers.</param>
public sealed record WorkerStats(
    WorkerId Id, string Name, int Done, int Surplus, int Skipped, TimeSpan? FullPeriod, TimeSpan Net, TimeSpan Active, DateTime? LastActiveAt,
    TimeSpan? Min, TimeSpan? Median, TimeSpan? Percentile90)
{
    /// <summary>Share of Net without activity, 0..1; null without Net.</summary>
    public double? Idle => Net > TimeSpan.Zero ? 1 - Active / Net : null;
}
