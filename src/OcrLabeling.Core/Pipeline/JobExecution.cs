using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Core.Pipeline;

/// <summary>How one attempt at a job ended, for the queue that asked for it.</summary>
public abstract record JobEnd
{
    private JobEnd() { }

    /// <summary>Nothing more to do: succeeded, failed for good, cancelled, deleted, or not due at all.</summary>
    public sealed record Ended : JobEnd;

    /// <summary>Run it again after <paramref name="Wait"/>.</summary>
    public sealed record RetryAfter(TimeSpan Wait) : JobEnd;

    /// <summary>The server is stopping; the job is Queued again and must run after the next start.</summary>
    public sealed record HandedBack : JobEnd;
}

/// <summary>One attempt at one background job: starts its state, runs its <see cref="IJobRunner"/>, writes progress, settles how it ended.</summary>
public sealed partial class JobExecution(
    IDbContextFactory<AppDb> databases, IEnumerable<IJobRunner> runners, JobActivity activity, IOptions<PipelineOptions> options, TimeProvider time, ILogger<JobExecution> logger,
    RunningJobs running)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Safe to call again for the same subject at any time, also after a kill; a finished subject is left alone. For pages <paramref name="asked"/> is a permit to read one, and <see cref="ReadingTurns"/>
    /// chooses which.
    /// </summary>
    public async Task<JobEnd> RunAsync(JobSubject asked, CancellationToken ct)
    {
        while (await ChooseAsync(asked, ct) is { } subject)
        {
            using var job = running.Begin(subject, ct);
            if (job is null)
                return new JobEnd.Ended();
            try
            {
                return await StartAsync(subject, ct) is { } attempt ? await RunAsync(subject, attempt, job.Stopping) : new JobEnd.Ended();
            }
            catch (DbUpdateConcurrencyException) when (subject.Kind == JobKind.ReadPage)
            {
                // somebody else took this page at the same moment: the next one, then
            }
        }
        return new JobEnd.Ended();
    }

    private async Task<JobEnd> RunAsync(JobSubject subject, int attempt, CancellationToken ct)
    {
        try
        {
            await RunWithProgressAsync(subject, ct);
            await SettleAsync(subject, state => state.Fail("The job ended without a result.", Now));
            return new JobEnd.Ended();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // a cancelled subject is settled already; otherwise the server is stopping
            return await SettleAsync(subject, state => state.HandBack()) ? new JobEnd.HandedBack() : new JobEnd.Ended();
        }
        catch (Exception e)
        {
            return await SettleFailureAsync(subject, attempt, e);
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<JobSubject?> ChooseAsync(JobSubject asked, CancellationToken ct)
    {
        if (asked.Kind != JobKind.ReadPage)
            return asked;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await ReadingTurns.NextAsync(db, asked, running, options.Value, Now, ct);
    }

    /// <summary>The number of the attempt; null when there is nothing to run.</summary>
    private async Task<int?> StartAsync(JobSubject subject, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var state = await db.FindJobStateAsync(subject, ct);
        if (state is null or { IsFinished: true })
            return null;
        // Running means that the process was killed in the middle: a job that kills its process each time must end
        var exhausted = state.Status == JobStatus.Running && state.Attempts >= options.Value.MaxAttempts;
        if (exhausted)
            state.Fail($"The server ended in the middle of this job {state.Attempts} times.", Now);
        else
            state.Start(Now);
        await db.SaveChangesAsync(ct);
        if (subject.Kind == JobKind.ReadPage)
            await ReadingTurns.TakenAsync(db, subject, Now, ct);
        activity.Publish(subject);
        return exhausted ? null : state.Attempts;
    }

    private async Task RunWithProgressAsync(JobSubject subject, CancellationToken ct)
    {
        var runner = runners.SingleOrDefault(r => r.Kind == subject.Kind) ?? throw new JobFailedException($"Nothing here can do the job {subject.Kind}.");
        var progress = new LatestProgress();
        var work = runner.RunAsync(subject.Id, progress, ct);
        var written = 0.0;
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(ProgressInterval, time, CancellationToken.None));
            if (!work.IsCompleted && progress.Value != written)
                await WriteProgressAsync(subject, written = progress.Value);
        }
        await work;
    }

    private async Task WriteProgressAsync(JobSubject subject, double share)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.JobStates(subject).Where(s => s.Status == JobStatus.Running)
            .ExecuteUpdateAsync(update => update.SetProperty(s => s.Progress, Math.Clamp(share, 0, 1)), CancellationToken.None);
        activity.Publish(subject);
    }

    private async Task<JobEnd> SettleFailureAsync(JobSubject subject, int attempt, Exception e)
    {
        var final = attempt >= options.Value.MaxAttempts || e is FileRefusedException or JobFailedException or BlobMissingException or BlobDamagedException;
        var settled = await SettleAsync(subject, state =>
        {
            final |= e is ReaderTimedOutException { UsedUpCpu: true } && state.HitCpuLimit();
            if (!final)
                state.WaitForRetry($"Attempt {attempt} of {options.Value.MaxAttempts} failed: {e.Message}", Now + WaitAfter(attempt));
            else if (e is ReaderTimedOutException)
                state.TimeOut(e.Message, Now);
            else
                state.Fail(e.Message, Now);
        });
        if (!settled)
            return new JobEnd.Ended();
        if (final && subject.Kind == JobKind.ReadPage && e is ReaderTimedOutException)
            await GiveUpAsync(subject);
        Log.Failed(logger, subject, attempt, final ? "for good" : "and will be tried again", e);
        return final ? new JobEnd.Ended() : new JobEnd.RetryAfter(WaitAfter(attempt));
    }

    private async Task GiveUpAsync(JobSubject subject)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        try
        {
            foreach (var other in await HopelessDocument.GiveUpAsync(db, subject, Now, CancellationToken.None))
                activity.Publish(other);
        }
        catch (DbUpdateConcurrencyException)
        {
            // one of them was begun at the same moment: the next page that times out tries again
        }
    }

    private TimeSpan WaitAfter(int attempt)
    {
        var wait = TimeSpan.FromSeconds(options.Value.FirstRetrySeconds * Math.Pow(2, attempt - 1));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>Makes the transition unless the subject is settled or deleted already; also when the job is being cancelled, so without its token.</summary>
    private async Task<bool> SettleAsync(JobSubject subject, Action<JobState> transition)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var state = await db.FindJobStateAsync(subject, CancellationToken.None);
        var settle = state?.Status == JobStatus.Running;
        if (settle)
        {
            transition(state!);
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
            }
            catch (DbUpdateConcurrencyException)
            {
                settle = false;
            }
        }
        activity.Publish(subject);
        return settle;
    }

    /// <summary>Keeps the last figure only: runners report as often as they like.</summary>
    private sealed class LatestProgress : IProgress<double>
    {
        private double value;

        public double Value => Volatile.Read(ref value);

        public void Report(double value) => Volatile.Write(ref this.value, value);
    }

    private static partial class Log
    {
        [LoggerMessage(400, LogLevel.Warning, "Job {Subject} failed at attempt {Attempt} {Consequence}")]
        public static partial void Failed(ILogger logger, JobSubject subject, int attempt, string consequence, Exception exception);
    }
}
