using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Tests.Pipeline;

/// <summary>Remembers what was asked of it and runs nothing.</summary>
public sealed class RecordingJobQueue : IJobQueue
{
    public List<JobSubject> Enqueued { get; } = [];

    public List<JobSubject> Cancelled { get; } = [];

    public Task EnqueueAsync(JobKind kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        Enqueued.AddRange(subjects.Select(s => new JobSubject(kind, s)));
        return Task.CompletedTask;
    }

    public Task CancelAsync(JobKind kind, Guid subject, CancellationToken ct)
    {
        Cancelled.Add(new JobSubject(kind, subject));
        return Task.CompletedTask;
    }
}
