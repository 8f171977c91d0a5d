using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;

namespace OcrLabeling.Tests.Pipeline;

/// <summary>What nobody would run is found, and found once.</summary>
public abstract class UnqueuedJobsContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly IntakeBench bench = new(database);

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_job_that_was_committed_and_never_enqueued_is_found_after_a_minute_until_it_is_enqueued()
    {
        var subject = await AddAsync();
        Assert.Empty(await FindAsync());
        bench.Clock.Move(UnqueuedJobs.Patience);
        Assert.Equal([new UnqueuedJob(subject, WasBegun: false)], await FindAsync());
        await NoteAsync(subject);
        Assert.Empty(await FindAsync());
    }

    [DatabaseFact]
    public async Task At_a_start_nobody_waits_for_the_minute()
    {
        var subject = await AddAsync();
        Assert.Equal([new UnqueuedJob(subject, WasBegun: false)], await Of(alone: true).FindAsync([], TimeSpan.Zero, default));
    }

    [DatabaseFact]
    public async Task Where_the_queue_has_no_entries_the_notes_are_wrong()
    {
        var subject = await AddAsync();
        await NoteAsync(subject);
        bench.Clock.Move(UnqueuedJobs.Patience);
        Assert.Empty(await FindAsync(JobKind.Train));
        Assert.Equal([subject], (await FindAsync(JobKind.ReadPage)).Select(f => f.Subject));
    }

    [DatabaseFact]
    public async Task A_job_that_waits_for_its_next_try_is_found_when_that_is_due()
    {
        var subject = await AddAsync();
        await NoteAsync(subject);
        await ChangeAsync(state =>
        {
            state.Start(bench.Clock.Now);
            state.WaitForRetry("The worker died.", bench.Clock.Now.AddMinutes(5));
        });
        bench.Clock.Move(TimeSpan.FromMinutes(5));
        Assert.Empty(await FindAsync());
        bench.Clock.Move(UnqueuedJobs.Patience);
        Assert.Equal([subject], (await FindAsync()).Select(f => f.Subject));
    }

    [DatabaseFact]
    public async Task A_job_whose_lease_has_ended_is_found_each_time_it_is_left_and_no_more_often()
    {
        var subject = await AddAsync();
        await NoteAsync(subject);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await ChangeAsync(state => state.Start(bench.Clock.Now));
            Assert.Empty(await FindAsync());
            bench.Clock.Move(JobState.LeaseLength);
            Assert.Equal([new UnqueuedJob(subject, WasBegun: true)], await FindAsync());
            bench.Clock.Move(TimeSpan.FromSeconds(1));
            await NoteAsync(subject);
            // however long its entry waits in a long queue
            for (var minute = 0; minute < 10; minute++)
            {
                bench.Clock.Move(TimeSpan.FromMinutes(1));
                Assert.Empty(await FindAsync());
            }
        }
    }

    [DatabaseFact]
    public async Task What_a_queue_in_memory_forgot_is_found_with_what_was_begun_first()
    {
        var (first, second) = (await AddAsync(), await AddAsync());
        await NoteAsync(first);
        await NoteAsync(second);
        await ChangeAsync(state => state.Start(bench.Clock.Now), second);
        var unqueued = Of(alone: true);
        await unqueued.ForgetAllAsync(default);
        Assert.Equal([new UnqueuedJob(second, WasBegun: true), new UnqueuedJob(first, WasBegun: false)], await unqueued.FindAsync([], TimeSpan.Zero, default));
    }

    [DatabaseFact]
    public async Task Rows_of_a_version_before_leases_are_found()
    {
        var subject = await AddAsync();
        await ChangeAsync(state => state.Start(bench.Clock.Now));
        await using (var db = database.CreateDbContext())
            await db.OcrRuns.Select(r => r.State).ExecuteUpdateAsync(s => s.SetProperty(r => r.Lease, (JobLease?)null).SetProperty(r => r.LeaseUntil, (DateTime?)null));
        Assert.Equal([new UnqueuedJob(subject, WasBegun: true)], await FindAsync());
    }

    private UnqueuedJobs Of(bool alone) => new(database, EveryJob.Tables, new RunningJobs(alone), bench.Clock);

    private Task<IReadOnlyList<UnqueuedJob>> FindAsync(params JobKind[] kindsWithoutEntries) => Of(alone: false).FindAsync(kindsWithoutEntries, UnqueuedJobs.Patience, default);

    private Task NoteAsync(JobSubject subject) => Of(alone: false).NoteAsync(subject.Kind, [subject.Id], default);

    private async Task<JobSubject> AddAsync()
    {
        await bench.AddedAsync(FakeImageReader.File($"page {Guid.NewGuid()}"));
        return bench.Queue.Enqueued[^1];
    }

    /// <summary>Of the first one, when none is named.</summary>
    private async Task ChangeAsync(Action<JobState> transition, JobSubject? subject = null)
    {
        await using var db = database.CreateDbContext();
        var id = new OcrRunId((subject ?? bench.Queue.Enqueued[0]).Id);
        transition((await db.OcrRuns.SingleAsync(r => r.Id == id)).State);
        await db.SaveChangesAsync();
    }
}

public sealed class SqliteUnqueuedJobsTests(SqliteDatabaseFixture database) : UnqueuedJobsContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlUnqueuedJobsTests(PostgreSqlDatabaseFixture database) : UnqueuedJobsContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerUnqueuedJobsTests(SqlServerDatabaseFixture database) : UnqueuedJobsContract(database), IClassFixture<SqlServerDatabaseFixture>;
