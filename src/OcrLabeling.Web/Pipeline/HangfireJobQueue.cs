using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Web.Pipeline;

/// <summary>The queue in Hangfire's storage. An entry says that a job is due; the job's own row says whether it is. Thread-safe; one per process.</summary>
public sealed class HangfireJobQueue(IBackgroundJobClientV2 hangfire, UnqueuedJobs notes, RunningJobs running, JobActivity activity, TimeProvider time) : IJobQueue
{
    /// <summary>Hangfire takes entries one by one, a round trip or two each.</summary>
    private const int EntriesAtOnce = 4;

    public Task EnqueueAsync(JobKind kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct) => AddAsync(kind, subjects, () => new EnqueuedState(JobQueues.Of(kind)), ct);

    /// <summary>Jobs that were left in the middle are done before others of their kind.</summary>
    public Task EnqueueFirstAsync(JobKind kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct) =>
        AddAsync(kind, subjects, () => new EnqueuedState(JobQueues.Of(kind) == JobQueues.Slow ? JobQueues.Slow : JobQueues.First), ct);

    public Task RetryAsync(JobSubject subject, TimeSpan wait, CancellationToken ct) => AddAsync(subject.Kind, [subject.Id], () => new ScheduledState(OnTheSecond(time.GetUtcNow().UtcDateTime + wait)), ct);

    public Task CancelAsync(JobKind kind, Guid subject, CancellationToken ct)
    {
        running.Interrupt(new JobSubject(kind, subject));
        return Task.CompletedTask;
    }

    /// <summary>The next whole second: Hangfire keeps no smaller part of a time and would hand the entry out up to a second before the job is due, which then refuses it.</summary>
    internal static DateTime OnTheSecond(DateTime time) => new((time.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, time.Kind);

    private async Task AddAsync(JobKind kind, IReadOnlyCollection<Guid> subjects, Func<IState> state, CancellationToken ct)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = EntriesAtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(subjects.Distinct(), parallel, (id, _) =>
        {
            hangfire.Create(Job.FromExpression<SubjectJob>(job => job.RunAsync(kind, id, JobCancellationToken.Null), JobQueues.Of(kind)), state());
            return ValueTask.CompletedTask;
        });
        await notes.NoteAsync(kind, subjects, ct);
        foreach (var subject in subjects)
            activity.Publish(new JobSubject(kind, subject));
    }
}

/// <summary>Hangfire.PostgreSql serves queues in the order of the alphabet, whatever order a server names: the names are the priority.</summary>
internal static class JobQueues
{
    public const string First = "a-first", Pages = "b-pages", Slow = "c-slow";

    public static string Of(JobKind kind) => kind switch
    {
        JobKind.ReadPage => Pages,
        JobKind.Train or JobKind.Evaluate => Slow,
        _ => First,
    };
}
