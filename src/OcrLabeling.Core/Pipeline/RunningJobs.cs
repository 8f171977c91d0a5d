using System.Collections.Concurrent;

namespace OcrLabeling.Core.Pipeline;

/// <summary>The jobs that run in this process at this moment, and the way to stop one. Thread-safe; one per process.</summary>
/// <param name="isAlone">No other process works on the same rows: whatever is Running and not here was left by a process that has died.</param>
public sealed class RunningJobs(bool isAlone)
{
    private readonly ConcurrentDictionary<JobSubject, CancellationTokenSource> running = [];

    public bool IsAlone => isAlone;

    public bool Contains(JobSubject subject) => running.ContainsKey(subject);

    /// <summary>Null when it runs here already. Dispose the result at the end of the job.</summary>
    internal RunningJob? Begin(JobSubject subject, CancellationToken ct)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (running.TryAdd(subject, stop))
            return new RunningJob(stop, () => running.TryRemove(subject, out _));
        stop.Dispose();
        return null;
    }

    /// <summary>Cancels it if it runs here.</summary>
    public void Interrupt(JobSubject subject)
    {
        try
        {
            if (running.TryGetValue(subject, out var stop))
                stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // it ended at the same moment
        }
    }
}

internal sealed class RunningJob(CancellationTokenSource stop, Action end) : IDisposable
{
    public CancellationToken Stopping => stop.Token;

    public void Dispose()
    {
        end();
        stop.Dispose();
    }
}
