using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Jobs;

public enum JobStatus { Queued, Running, Succeeded, Failed, TimedOut, Cancelled }

/// <summary>Where a background job stands; part of the row of the thing the job works on. Illegal transitions throw.</summary>
public sealed class JobState
{
    public const int MaxReasonLength = 2000;

    /// <summary>A crowded machine may have cost the first one; the second is the job's own.</summary>
    public const int MostCpuLimitHits = 2;

    /// <summary>How long a job that gives no sign of life is its holder's.</summary>
    public static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);

    private JobState() { }

    public JobState(DateTime queuedAt) => QueuedAt = queuedAt;

    public JobStatus Status { get; private set; }

    /// <summary>Why it failed, timed out or was cancelled, for people to read.</summary>
    public string? Reason { get; private set; }

    /// <summary>Share done, 0..1.</summary>
    public double Progress { get; private set; }

    /// <summary>How often it was started since a person queued it, retries and recoveries after a crash included.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often it was stopped because it had used up its CPU time.</summary>
    public int CpuLimitHits { get; private set; }

    public DateTime QueuedAt { get; private set; }

    /// <summary>Not to be started before; null: at once.</summary>
    public DateTime? DueAt { get; private set; }

    public DateTime? StartedAt { get; private set; }
    public DateTime? FinishedAt { get; private set; }

    /// <summary>Whose attempt it is; null unless it is Running.</summary>
    public JobLease? Lease { get; private set; }

    /// <summary>From then on another process may take it over.</summary>
    public DateTime? LeaseUntil { get; private set; }

    /// <summary>When the queue was given an entry for it; null: it has none as far as is known.</summary>
    public DateTime? EnqueuedAt { get; private set; }

    public bool IsFinished => Status is not (JobStatus.Queued or JobStatus.Running);

    /// <summary>Queued -> Running; also Running -> Running, when a job runs again after its process was killed. The row itself is taken by <see cref="JobLeases.TakeAsync"/>.</summary>
    public JobLease Start(DateTime now)
    {
        if (IsFinished)
            throw new InvalidOperationException($"A {Status} job cannot start.");
        Status = JobStatus.Running;
        Attempts++;
        Progress = 0;
        Reason = null;
        StartedAt = now;
        FinishedAt = null;
        DueAt = null;
        Lease = JobLease.New();
        LeaseUntil = now + LeaseLength;
        return Lease.Value;
    }

    public void Report(double progress) => Progress = Math.Clamp(progress, 0, 1);

    /// <exception cref="LeaseLostException">The attempt is not <paramref name="lease"/>'s any more.</exception>
    public void Succeed(JobLease lease, DateTime now)
    {
        if (Lease != lease)
            throw new LeaseLostException();
        End(JobStatus.Succeeded, null, now);
        Progress = 1;
    }

    public void Fail(string reason, DateTime now) => End(JobStatus.Failed, reason, now);

    public void TimeOut(string reason, DateTime now) => End(JobStatus.TimedOut, reason, now);

    /// <summary>Running -> Queued: it failed and will be tried again by itself; the reason stays to be read until then.</summary>
    public void WaitForRetry(string reason, DateTime dueAt)
    {
        if (Status != JobStatus.Running)
            throw new InvalidOperationException($"A {Status} job cannot wait for a retry.");
        Status = JobStatus.Queued;
        Reason = BriefText.Of(reason, MaxReasonLength);
        Progress = 0;
        DueAt = dueAt;
        EnqueuedAt = null;
        EndLease();
    }

    /// <summary>It was stopped because it had used up its CPU time. True when that was the last time it may.</summary>
    public bool HitCpuLimit() => ++CpuLimitHits >= MostCpuLimitHits;

    /// <summary>Queued -> Failed, without another try.</summary>
    public void GiveUp(string reason, DateTime now)
    {
        if (Status != JobStatus.Queued)
            throw new InvalidOperationException($"A {Status} job cannot be given up.");
        Status = JobStatus.Failed;
        Reason = BriefText.Of(reason, MaxReasonLength);
        FinishedAt = now;
    }

    /// <summary>Running -> Queued: the server is stopping; the attempt does not count.</summary>
    public void HandBack()
    {
        if (Status != JobStatus.Running)
            throw new InvalidOperationException($"A {Status} job cannot be handed back.");
        Status = JobStatus.Queued;
        Attempts--;
        Progress = 0;
        EndLease();
    }

    /// <summary>Queued or Running -> Cancelled.</summary>
    public void Cancel(string reason, DateTime now)
    {
        if (IsFinished)
            throw new InvalidOperationException($"A {Status} job cannot be cancelled.");
        Status = JobStatus.Cancelled;
        Reason = BriefText.Of(reason, MaxReasonLength);
        FinishedAt = now;
        EndLease();
    }

    /// <summary>Failed, TimedOut or Cancelled -> Queued.</summary>
    public void Requeue(DateTime now)
    {
        if (Status is not (JobStatus.Failed or JobStatus.TimedOut or JobStatus.Cancelled))
            throw new InvalidOperationException($"A {Status} job cannot be queued again.");
        Status = JobStatus.Queued;
        QueuedAt = now;
        StartedAt = null;
        FinishedAt = null;
        Reason = null;
        Progress = 0;
        Attempts = 0;
        CpuLimitHits = 0;
        DueAt = null;
        EnqueuedAt = null;
    }

    private void End(JobStatus status, string? reason, DateTime now)
    {
        if (Status != JobStatus.Running)
            throw new InvalidOperationException($"A {Status} job cannot end as {status}.");
        Status = status;
        Reason = reason is null ? null : BriefText.Of(reason, MaxReasonLength);
        FinishedAt = now;
        EndLease();
    }

    private void EndLease() => (Lease, LeaseUntil) = (null, null);
}
