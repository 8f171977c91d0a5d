using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Jobs;

/// <summary>How one attempt at a job ended, for the queue that asked for it.</summary>
public abstract record JobEnd
{
    private JobEnd() { }

    /// <summary>Nothing more to do: succeeded, failed for good, cancelled, deleted, or not due at all.</summary>
    public sealed record Ended : JobEnd;

    /// <summary>Run <paramref name="Subject"/> again after <paramref name="Wait"/>; of a kind that takes turns it may be another one than was asked for.</summary>
    public sealed record RetryAfter(JobSubject Subject, TimeSpan Wait) : JobEnd;

    /// <summary>It was stopped before its end, by a stop of the server as a rule. The job is Queued again, with the entry that it had.</summary>
    public sealed record HandedBack : JobEnd;
}

/// <summary>One attempt at one background job: takes its lease, runs its <see cref="IJobRunner"/>, extends the lease meanwhile, settles how it ended.</summary>
public sealed partial class JobExecution(
    IDbContextFactory<AppDb> databases, JobTables tables, IEnumerable<IJobRunner> runners, JobActivity activity, IOptions<JobOptions> options, TimeProvider time, ILogger<JobExecution> logger,
    RunningJobs running)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    /// <summary>Several may fail before the lease ends.</summary>
    private static readonly TimeSpan ExtendInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Safe to call again for the same subject at any time, also after a kill and while it runs elsewhere; a finished subject is left alone. Of a kind that takes turns <paramref name="asked"/> is a permit to do one, and
    /// its <see cref="JobTable"/> chooses which.
    /// </summary>
    public async Task<JobEnd> RunAsync(JobSubject asked, CancellationToken ct)
    {
        var table = tables[asked.Kind];
        while (await ChooseAsync(table, asked, ct) is { } subject)
        {
            var held = new HeldJob(subject, JobLease.New(), table);
            using var job = running.Begin(held, ct);
            if (await StartAsync(held, ct) is { } attempt)
                return await RunAsync(held, job, attempt);
            // somebody else took this one at the same moment: the next one, then
            if (!table.TakesTurns)
                break;
        }
        return new JobEnd.Ended();
    }

    private async Task<JobEnd> RunAsync(HeldJob held, RunningJob job, int attempt)
    {
        try
        {
            await RunExtendingAsync(held, job);
            await SettleAsync(held, state => state.Fail("The job ended without a result.", Now));
            return new JobEnd.Ended();
        }
        catch (OperationCanceledException) when (job.Stopping.IsCancellationRequested)
        {
            // what was cancelled or taken over is settled already; otherwise the server is stopping
            return await SettleAsync(held, state => state.HandBack()) ? new JobEnd.HandedBack() : new JobEnd.Ended();
        }
        catch (Exception e)
        {
            return await SettleFailureAsync(held, attempt, e);
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<JobSubject?> ChooseAsync(JobTable table, JobSubject asked, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await table.ChooseAsync(db, asked, running, Now, ct);
    }

    /// <summary>The number of the attempt; null when there is nothing to run.</summary>
    private async Task<int?> StartAsync(HeldJob held, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var attempt = await db.TakeAsync(held, running, options.Value.MaxAttempts, Now, ct);
        if (attempt is not null)
            await held.Table.TakenAsync(db, held.Subject, Now, CancellationToken.None);
        activity.Publish(held.Subject);
        return attempt;
    }

    private async Task RunExtendingAsync(HeldJob held, RunningJob job)
    {
        var progress = new LatestProgress();
        var work = WorkAsync(held, job, progress);
        var (written, extendedAt, isHeld) = (0.0, time.GetTimestamp(), true);
        while (isHeld && !work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(ProgressInterval, time, CancellationToken.None));
            if (work.IsCompleted || (progress.Value == written && time.GetElapsedTime(extendedAt) < ExtendInterval))
                continue;
            isHeld = await ExtendAsync(held, written = progress.Value);
            extendedAt = time.GetTimestamp();
        }
        if (!isHeld)
        {
            Log.Lost(logger, held.Subject);
            job.Stop();
        }
        await work;
    }

    private async Task WorkAsync(HeldJob held, RunningJob job, LatestProgress progress)
    {
        var runner = runners.SingleOrDefault(r => r.Kind == held.Subject.Kind) ?? throw new JobFailedException($"Nothing here can do the job {held.Subject.Kind}.");
        await running.StopOthersAsync(job);
        await runner.RunAsync(held, progress, job.Stopping);
    }

    /// <summary>False when the lease is lost.</summary>
    private async Task<bool> ExtendAsync(HeldJob held, double progress)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            if (!await db.ExtendAsync(held, progress, Now, CancellationToken.None))
                return false;
            activity.Publish(held.Subject);
        }
        catch (Exception e)
        {
            // the database is away for a moment; whether the lease still holds is found out at the next try and at the end
            Log.NotExtended(logger, held.Subject, e);
        }
        return true;
    }

    private async Task<JobEnd> SettleFailureAsync(HeldJob held, int attempt, Exception e)
    {
        var subject = held.Subject;
        var final = attempt >= options.Value.MaxAttempts || e is JobFailedException or BlobMissingException or BlobDamagedException;
        var settled = await SettleAsync(held, state =>
        {
            final |= e is JobTimedOutException { UsedUpCpu: true } && state.HitCpuLimit();
            if (!final)
                state.WaitForRetry($"Attempt {attempt} of {options.Value.MaxAttempts} failed: {e.Message}", Now + WaitAfter(attempt));
            else if (e is JobTimedOutException)
                state.TimeOut(e.Message, Now);
            else
                state.Fail(e.Message, Now);
        });
        if (!settled)
            return new JobEnd.Ended();
        if (final && e is JobTimedOutException)
            await GiveUpAsync(held);
        Log.Failed(logger, subject, attempt, final ? "for good" : "and will be tried again", e);
        return final ? new JobEnd.Ended() : new JobEnd.RetryAfter(subject, WaitAfter(attempt));
    }

    private async Task GiveUpAsync(HeldJob held)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        try
        {
            foreach (var other in await held.Table.TimedOutAsync(db, held.Subject, Now, CancellationToken.None))
                activity.Publish(other);
        }
        catch (DbUpdateConcurrencyException)
        {
            // one of them was begun at the same moment: the next one that times out tries again
        }
    }

    private TimeSpan WaitAfter(int attempt)
    {
        var wait = TimeSpan.FromSeconds(options.Value.FirstRetrySeconds * Math.Pow(2, attempt - 1));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>Makes the transition unless the subject is settled, taken over or deleted already; also when the job is being cancelled, so without its token.</summary>
    private async Task<bool> SettleAsync(HeldJob held, Action<JobState> transition)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var state = await held.Table.FindAsync(db, held.Subject.Id, CancellationToken.None);
        var settle = state?.Status == JobStatus.Running && state.Lease == held.Lease;
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
        activity.Publish(held.Subject);
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

        [LoggerMessage(401, LogLevel.Information, "Job {Subject} is stopped: it was cancelled, or another server has taken it over")]
        public static partial void Lost(ILogger logger, JobSubject subject);

        [LoggerMessage(402, LogLevel.Warning, "The lease of job {Subject} could not be extended; it is tried again")]
        public static partial void NotExtended(ILogger logger, JobSubject subject, Exception exception);
    }
}
