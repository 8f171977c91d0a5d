namespace OcrLabeling.Core.Jobs;

/// <summary>The state of one job of any kind, as a row of the union over the tables that carry one.</summary>
internal sealed class JobRow
{
    public JobKind Kind { get; init; }
    public Guid Id { get; init; }
    public JobStatus Status { get; init; }
    public string? Reason { get; init; }
    public double Progress { get; init; }
    public int Attempts { get; init; }
    public DateTime QueuedAt { get; init; }
    public DateTime? StartedAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public DateTime? DueAt { get; init; }
    public JobLease? Lease { get; init; }
    public DateTime? LeaseUntil { get; init; }
    public DateTime? EnqueuedAt { get; init; }

    public static IQueryable<JobRow> Of(JobKind kind, IQueryable<KeyedJob> jobs) => jobs.Select(j => new JobRow
    {
        Kind = kind,
        Id = j.Id,
        Status = j.State.Status,
        Reason = j.State.Reason,
        Progress = j.State.Progress,
        Attempts = j.State.Attempts,
        QueuedAt = j.State.QueuedAt,
        StartedAt = j.State.StartedAt,
        FinishedAt = j.State.FinishedAt,
        DueAt = j.State.DueAt,
        Lease = j.State.Lease,
        LeaseUntil = j.State.LeaseUntil,
        EnqueuedAt = j.State.EnqueuedAt,
    });
}
