using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;

namespace OcrLabeling.Tests.Pipeline;

public abstract class JobExecutionContract(DatabaseFixture database) : IAsyncLifetime
{
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
    public async Task A_page_is_rendered_once_and_its_words_are_stored_with_the_success()
    {
        Assert.IsType<JobEnd.Ended>(await RunAsync());
        await using var db = database.CreateDbContext();
        var run = await db.OcrRuns.SingleAsync();
        Assert.Equal((JobStatus.Succeeded, 1.0, 1, "tesseract-1", 3, 12.5), (run.State.Status, run.State.Progress, run.State.Attempts, run.EngineVersion, run.WordCount, run.DurationMilliseconds));
        var words = await db.Words.OrderBy(w => w.Index).ToListAsync();
        Assert.Equal(["Total", "12.50", "EUR"], words.Select(w => w.Text));
        Assert.Equal([0.5, 1.0, 1.0], words.Select(w => w.Confidence));
        var page = await db.Pages.SingleAsync();
        Assert.Equal((1001, 1401, "image/png"), (page.Width, page.Height, page.ImageMediaType));
        Assert.True(await bench.Blobs.ExistsAsync(page.Preview!.Value, default));
    }

    [DatabaseFact]
    public async Task A_second_engine_does_not_render_again()
    {
        await RunAsync();
        await using (var db = database.CreateDbContext())
        {
            var second = new OcrRun((await db.Pages.SingleAsync()).Id, "ppocr", OcrRunRole.Shadow, bench.Clock.Now);
            db.Add(second);
            await db.SaveChangesAsync();
            subject = new JobSubject(JobKind.ReadPage, second.Id.Value);
        }
        await RunAsync();
        Assert.Equal((1, 2), (bench.Reader.Renderings, bench.Reader.Readings));
    }

    [DatabaseFact]
    public async Task A_finished_job_is_not_run_again()
    {
        await RunAsync();
        Assert.IsType<JobEnd.Ended>(await RunAsync());
        Assert.Equal(1, bench.Reader.Readings);
    }

    [DatabaseFact]
    public async Task A_job_that_was_killed_in_the_middle_runs_again_and_stores_its_words_once()
    {
        await StartOnlyAsync();
        await RunAsync();
        await using var db = database.CreateDbContext();
        Assert.Equal((JobStatus.Succeeded, 2), await StatusAsync());
        Assert.Equal(3, await db.Words.CountAsync());
    }

    [DatabaseFact]
    public async Task A_job_that_kills_its_process_every_time_ends_as_failed()
    {
        for (var i = 0; i < bench.Jobs.MaxAttempts; i++)
            await StartOnlyAsync();
        await RunAsync();
        Assert.Equal("The server ended in the middle of this job 3 times.", (await StateAsync()).Reason);
        Assert.Equal(0, bench.Reader.Readings);
    }

    [DatabaseFact]
    public async Task A_refused_file_fails_at_once_with_its_reason()
    {
        bench.Reader.BeforeReading = (_, _) => throw new FileRefusedException("Page 1 has 41 megapixels; 40 are allowed.");
        Assert.IsType<JobEnd.Ended>(await RunAsync());
        var state = await StateAsync();
        Assert.Equal((JobStatus.Failed, "Page 1 has 41 megapixels; 40 are allowed.", 1), (state.Status, state.Reason, state.Attempts));
    }

    [DatabaseFact]
    public async Task Another_failure_is_tried_again_after_a_growing_wait_and_then_fails()
    {
        bench.Reader.BeforeReading = (_, _) => throw new ReaderCrashedException("The worker died.");
        Assert.Equal(new JobEnd.RetryAfter(subject, TimeSpan.FromSeconds(5)), await RunAsync());
        Assert.Equal((JobStatus.Queued, "Attempt 1 of 3 failed: The worker died."), ((await StateAsync()).Status, (await StateAsync()).Reason));
        Assert.Equal(new JobEnd.RetryAfter(subject, TimeSpan.FromSeconds(10)), await RunAsync());
        Assert.IsType<JobEnd.Ended>(await RunAsync());
        Assert.Equal((JobStatus.Failed, "The worker died."), ((await StateAsync()).Status, (await StateAsync()).Reason));
    }

    [DatabaseFact]
    public async Task A_reader_that_is_too_slow_every_time_ends_as_timed_out()
    {
        bench.Reader.BeforeReading = (_, _) => throw new ReaderTimedOutException("Reading took longer than 80 s.");
        for (var i = 0; i < 3; i++)
            await RunAsync();
        Assert.Equal((JobStatus.TimedOut, 3), await StatusAsync());
    }

    [DatabaseFact]
    public async Task A_cancelled_job_stays_cancelled_when_its_work_is_interrupted()
    {
        using var interrupt = new CancellationTokenSource();
        bench.Reader.BeforeReading = async (_, ct) =>
        {
            Assert.True(await Control.CancelAsync(subject, "Ada", default));
            await interrupt.CancelAsync();
            ct.ThrowIfCancellationRequested();
        };
        Assert.IsType<JobEnd.Ended>(await RunAsync(interrupt.Token));
        Assert.Equal("Cancelled by Ada.", (await StateAsync()).Reason);
    }

    [DatabaseFact]
    public async Task A_cancelled_job_stores_no_words_even_when_nobody_stops_it()
    {
        bench.Reader.BeforeReading = (_, _) => Control.CancelAsync(subject, "Ada", default);
        await RunAsync();
        await using var db = database.CreateDbContext();
        Assert.Equal(JobStatus.Cancelled, (await StateAsync()).Status);
        Assert.Equal(0, await db.Words.CountAsync());
    }

    [DatabaseFact]
    public async Task A_stopping_server_hands_the_job_back_without_counting_the_attempt()
    {
        using var stopping = new CancellationTokenSource();
        bench.Reader.BeforeReading = async (_, ct) =>
        {
            await stopping.CancelAsync();
            ct.ThrowIfCancellationRequested();
        };
        Assert.IsType<JobEnd.HandedBack>(await RunAsync(stopping.Token));
        Assert.Equal((JobStatus.Queued, 0), await StatusAsync());
    }

    [DatabaseFact]
    public async Task A_job_whose_subject_was_deleted_ends_quietly()
    {
        bench.Reader.BeforeReading = async (_, ct) =>
        {
            await using var db = database.CreateDbContext();
            await db.Documents.ExecuteDeleteAsync(ct);
        };
        Assert.IsType<JobEnd.Ended>(await RunAsync());
        Assert.IsType<JobEnd.Ended>(await RunAsync());
    }

    [DatabaseFact]
    public async Task Only_jobs_that_failed_can_be_retried_and_they_start_counting_anew()
    {
        Assert.False(await Control.RetryAsync(subject, default));
        bench.Reader.BeforeReading = (_, _) => throw new JobFailedException("No such engine.");
        await RunAsync();
        bench.Queue.Enqueued.Clear();
        Assert.Equal(1, await Control.RetryAllFailedAsync(ProjectScope.Everything, default));
        Assert.Equal([subject], bench.Queue.Enqueued);
        Assert.Equal((JobStatus.Queued, 0), await StatusAsync());
    }

    [DatabaseFact]
    public async Task A_finished_job_cannot_be_cancelled()
    {
        await RunAsync();
        Assert.False(await Control.CancelAsync(subject, "Ada", default));
        Assert.Empty(bench.Queue.Cancelled);
    }

    private JobControl Control => new(database, EveryJob.Tables, new JobList(database, EveryJob.Tables), bench.Queue, bench.Activity, bench.Clock);

    private Task<JobEnd> RunAsync(CancellationToken ct = default)
    {
        // whatever waited for its next try is due
        bench.Clock.Move(TimeSpan.FromMinutes(5));
        return new JobExecution(
            database, EveryJob.Tables, [bench.ReadPage], bench.Activity, Options.Create(bench.Jobs), bench.Clock, NullLogger<JobExecution>.Instance, new RunningJobs(isAlone: true)).RunAsync(subject, ct);
    }

    private async Task StartOnlyAsync()
    {
        await using var db = database.CreateDbContext();
        (await db.OcrRuns.SingleAsync()).State.Start(bench.Clock.Now);
        await db.SaveChangesAsync();
    }

    private async Task<JobState> StateAsync()
    {
        await using var db = database.CreateDbContext();
        return (await db.OcrRuns.AsNoTracking().SingleAsync()).State;
    }

    private async Task<(JobStatus, int)> StatusAsync() => ((await StateAsync()).Status, (await StateAsync()).Attempts);
}

public sealed class SqliteJobExecutionTests(SqliteDatabaseFixture database) : JobExecutionContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlJobExecutionTests(PostgreSqlDatabaseFixture database) : JobExecutionContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerJobExecutionTests(SqlServerDatabaseFixture database) : JobExecutionContract(database), IClassFixture<SqlServerDatabaseFixture>;
