using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;

namespace OcrLabeling.Tests.Pipeline;

/// <summary>Several servers on one database, whatever the queue delivers to them.</summary>
public abstract class JobLeaseContract(DatabaseFixture database) : IAsyncLifetime
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    private readonly IntakeBench bench = new(database);
    private JobSubject subject;

    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        await bench.AddedAsync(FakeImageReader.File("Total 12.50 EUR"));
        subject = Assert.Single(bench.Queue.Enqueued);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_job_that_is_delivered_many_times_at_the_same_moment_runs_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Server().RunAsync(subject, default))));
        Assert.Equal((JobStatus.Succeeded, 1, 3, 1), await EndAsync());
    }

    [DatabaseFact]
    public async Task It_runs_once_within_one_server_too()
    {
        var server = Server(alone: true);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => server.RunAsync(subject, default))));
        Assert.Equal((JobStatus.Succeeded, 1, 3, 1), await EndAsync());
    }

    [DatabaseFact]
    public async Task A_job_of_another_server_is_left_alone_until_its_lease_has_ended()
    {
        await StartElsewhereAsync();
        bench.Clock.Move(JobState.LeaseLength - TimeSpan.FromSeconds(1));
        await Server().RunAsync(subject, default);
        Assert.Equal((JobStatus.Running, 1, 0, 0), await EndAsync());
        bench.Clock.Move(TimeSpan.FromSeconds(1));
        await Server().RunAsync(subject, default);
        Assert.Equal((JobStatus.Succeeded, 2, 3, 1), await EndAsync());
    }

    [DatabaseFact]
    public async Task A_server_that_is_alone_waits_for_nobody()
    {
        await StartElsewhereAsync();
        await Server(alone: true).RunAsync(subject, default);
        Assert.Equal((JobStatus.Succeeded, 2, 3, 1), await EndAsync());
    }

    [DatabaseFact]
    public async Task A_long_job_keeps_its_lease()
    {
        var (running, end) = await RunUntilReadingAsync(new FastTime(bench.Clock));
        for (var i = 0; i < 4; i++)
        {
            bench.Clock.Move(JobState.LeaseLength / 2);
            await UntilAsync(async () => (await StateAsync()).LeaseUntil == bench.Clock.Now + JobState.LeaseLength);
            await Server().RunAsync(subject, default);
        }
        end.SetResult();
        await running;
        Assert.Equal((JobStatus.Succeeded, 1, 3, 1), await EndAsync());
    }

    [DatabaseFact]
    public async Task A_lost_lease_stops_the_job_and_nothing_is_stored()
    {
        var (running, _) = await RunUntilReadingAsync(new FastTime(bench.Clock));
        var thief = (JobLease?)JobLease.New();
        await using (var db = database.CreateDbContext())
            await db.OcrRuns.Select(r => r.State).ExecuteUpdateAsync(s => s.SetProperty(r => r.Lease, thief));
        Assert.IsType<JobEnd.Ended>(await running.WaitAsync(patience));
        Assert.Equal((JobStatus.Running, 1, 0, 0), await EndAsync());
        Assert.Equal(thief, (await StateAsync()).Lease);
    }

    [DatabaseFact]
    public async Task A_cancel_reaches_the_server_that_runs_the_job()
    {
        var (running, _) = await RunUntilReadingAsync(new FastTime(bench.Clock));
        await new JobControl(database, EveryJob.Tables, new JobList(database, EveryJob.Tables), bench.Queue, bench.Activity, bench.Clock).CancelAsync(subject, "Ada", default);
        Assert.IsType<JobEnd.Ended>(await running.WaitAsync(patience));
        Assert.Equal((JobStatus.Cancelled, 1, 0, 0), await EndAsync());
    }

    [DatabaseFact]
    public async Task A_server_that_stood_still_for_longer_than_its_lease_stores_nothing_when_it_wakes_up()
    {
        var (asleep, wake) = await RunUntilReadingAsync(new StoppedTime(bench.Clock), heedsStop: false);
        bench.Clock.Move(JobState.LeaseLength);
        await Server().RunAsync(subject, default);
        Assert.Equal((JobStatus.Succeeded, 2, 3, 1), await EndAsync());
        wake.SetResult();
        Assert.IsType<JobEnd.Ended>(await asleep.WaitAsync(patience));
        Assert.Equal((JobStatus.Succeeded, 2, 3, 2), await EndAsync());
    }

    [DatabaseFact]
    public async Task It_stores_nothing_either_while_the_other_server_is_still_at_it()
    {
        var (asleep, wake) = await RunUntilReadingAsync(new StoppedTime(bench.Clock), heedsStop: false);
        bench.Clock.Move(JobState.LeaseLength);
        var (second, end) = await RunUntilReadingAsync(new FastTime(bench.Clock));
        wake.SetResult();
        Assert.IsType<JobEnd.Ended>(await asleep.WaitAsync(patience));
        Assert.Equal((JobStatus.Running, 2, 0, 1), await EndAsync());
        end.SetResult();
        await second.WaitAsync(patience);
        Assert.Equal((JobStatus.Succeeded, 2, 3, 2), await EndAsync());
    }

    [DatabaseFact]
    public async Task What_a_job_stores_on_its_way_is_refused_once_it_is_taken_over()
    {
        var mine = await StartElsewhereAsync();
        await using (var db = database.CreateDbContext())
        {
            db.Add(new OcrRun((await db.Pages.SingleAsync()).Id, "ppocr", OcrRunRole.Shadow, bench.Clock.Now));
            await db.SaveHeldAsync(mine, default);
        }
        bench.Clock.Move(JobState.LeaseLength);
        await Server().RunAsync(subject, default);
        await using (var db = database.CreateDbContext())
        {
            db.Add(new OcrRun((await db.Pages.SingleAsync()).Id, "worddeepnet", OcrRunRole.Shadow, bench.Clock.Now));
            await Assert.ThrowsAsync<LeaseLostException>(() => db.SaveHeldAsync(mine, default));
        }
        await using var after = database.CreateDbContext();
        Assert.Equal(["ppocr", "tesseract"], await after.OcrRuns.OrderBy(r => r.EngineId).Select(r => r.EngineId).ToListAsync());
    }

    /// <summary>One of several servers, or the only one.</summary>
    private JobExecution Server(bool alone = false, TimeProvider? time = null) => new(
        database, EveryJob.Tables, [bench.ReadPage], bench.Activity, Options.Create(bench.Jobs), time ?? bench.Clock, NullLogger<JobExecution>.Instance, new RunningJobs(alone));

    /// <summary>The reading waits until the second result is set, or the job is stopped if it <paramref name="heedsStop"/>. Only that one reading waits.</summary>
    private async Task<(Task<JobEnd> Running, TaskCompletionSource End)> RunUntilReadingAsync(TimeProvider time, bool heedsStop = true)
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Reader.BeforeReading = async (_, ct) =>
        {
            bench.Reader.BeforeReading = (_, _) => Task.CompletedTask;
            begun.SetResult();
            await end.Task.WaitAsync(heedsStop ? ct : CancellationToken.None);
        };
        var running = Task.Run(() => Server(time: time).RunAsync(subject, default));
        await begun.Task.WaitAsync(patience);
        return (running, end);
    }

    private async Task<HeldJob> StartElsewhereAsync()
    {
        await using var db = database.CreateDbContext();
        var lease = (await db.OcrRuns.SingleAsync()).State.Start(bench.Clock.Now);
        await db.SaveChangesAsync();
        return EveryJob.Held(subject, lease);
    }

    private async Task<JobState> StateAsync()
    {
        await using var db = database.CreateDbContext();
        return (await db.OcrRuns.AsNoTracking().SingleAsync(r => r.Id == new OcrRunId(subject.Id))).State;
    }

    private async Task<(JobStatus Status, int Attempts, int Words, int Readings)> EndAsync()
    {
        await using var db = database.CreateDbContext();
        var state = await StateAsync();
        return (state.Status, state.Attempts, await db.Words.CountAsync(), bench.Reader.Readings);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var waiting = new CancellationTokenSource(patience);
        while (!await condition())
            await Task.Delay(20, waiting.Token);
    }

    /// <summary>The date of the clock; whoever waits waits a fiftieth.</summary>
    private sealed class FastTime(ManualClock clock) : TimeProvider
    {
        private const int Factor = 50;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => Stopwatch.GetTimestamp() * Factor;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Factor : dueTime, period);
    }

    /// <summary>Of a process that stands still: no timer ever fires.</summary>
    private sealed class StoppedTime(ManualClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}

public sealed class SqliteJobLeaseTests(SqliteDatabaseFixture database) : JobLeaseContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlJobLeaseTests(PostgreSqlDatabaseFixture database) : JobLeaseContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerJobLeaseTests(SqlServerDatabaseFixture database) : JobLeaseContract(database), IClassFixture<SqlServerDatabaseFixture>;
