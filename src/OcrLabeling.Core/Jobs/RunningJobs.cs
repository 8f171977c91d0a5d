using System.Collections.Concurrent;

namespace OcrLabeling.Core.Jobs;

/// <summary>The attempts that run in this process at this moment, and the way to stop one. Thread-safe; one per process.</summary>
/// <param name="isAlone">No other process works on the same rows: whatever is Running and not here was left by a process that has died.</param>
public sealed class RunningJobs(bool isAlone)
{
    private readonly ConcurrentDictionary<JobLease, RunningJob> running = [];

    public bool IsAlone => isAlone;

    /// <summary>Whether a Running job has nobody who does it: this process is alone and does not, or its lease has expired.</summary>
    public bool IsAbandoned(JobLease? lease, DateTime? leaseUntil, DateTime now) =>
        !(lease is { } held && running.ContainsKey(held)) && (isAlone || leaseUntil is null || leaseUntil <= now);

    /// <summary>Dispose the result at the end of the attempt.</summary>
    internal RunningJob Begin(HeldJob job, CancellationToken ct)
    {
        var begun = new RunningJob(job.Subject, () => running.TryRemove(job.Lease, out _), ct);
        running[job.Lease] = begun;
        return begun;
    }

    /// <summary>An earlier attempt at the same subject that has lost its lease and not ended yet is stopped and awaited, because both may use the same files.</summary>
    internal async Task StopOthersAsync(RunningJob job)
    {
        foreach (var other in running.Values.Where(r => r.Subject == job.Subject && r != job))
        {
            other.Stop();
            await other.Ended.WaitAsync(job.Stopping);
        }
    }

    /// <summary>Cancels it if it runs here.</summary>
    public void Interrupt(JobSubject subject)
    {
        foreach (var job in running.Values.Where(r => r.Subject == subject))
            job.Stop();
    }
}

internal sealed class RunningJob(JobSubject subject, Action ended, CancellationToken ct) : IDisposable
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
    private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JobSubject Subject => subject;

    public CancellationToken Stopping => stop.Token;

    public Task Ended => end.Task;

    public void Stop()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // it ended at the same moment
        }
    }

    public void Dispose()
    {
        ended();
        end.SetResult();
        stop.Dispose();
    }
}
