using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;

namespace OcrLabeling.Tests.Pipeline;

/// <summary>Pages that use up their CPU time.</summary>
public abstract class CpuLimitContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly IntakeBench bench = new(database);

    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        bench.Jobs.MaxAttempts = 4;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_page_that_used_up_its_time_on_a_crowded_machine_is_tried_once_more()
    {
        await bench.AddedAsync(FakeImageReader.File("heavy"));
        UsesUpCpu("heavy");
        Assert.IsType<JobEnd.RetryAfter>(await RunAsync());
        Assert.Equal((JobStatus.Queued, "Attempt 1 of 4 failed: too much"), (await StateAsync(1)) is { } waiting ? (waiting.Status, waiting.Reason) : default);
        bench.Reader.OnText.Clear();
        await RunAsync();
        Assert.Equal(JobStatus.Succeeded, (await StateAsync(1)).Status);
    }

    [DatabaseFact]
    public async Task The_second_time_is_the_last()
    {
        await bench.AddedAsync(FakeImageReader.File("heavy"));
        UsesUpCpu("heavy");
        await RunAsync();
        Assert.IsType<JobEnd.Ended>(await RunAsync());
        Assert.Equal((JobStatus.TimedOut, 2, "too much"), (await StateAsync(1)) is { } ended ? (ended.Status, ended.Attempts, ended.Reason) : default);
    }

    [DatabaseFact]
    public async Task After_two_such_pages_the_rest_of_the_document_is_not_tried_and_says_why()
    {
        await bench.AddedAsync(FakeImageReader.File("heavy", "light", "heavy", "heavy", "light"));
        await bench.AddedAsync(FakeImageReader.File("another document"));
        UsesUpCpu("heavy");
        for (var i = 0; i < 12; i++)
            await RunAsync();
        Assert.Equal([JobStatus.TimedOut, JobStatus.Succeeded, JobStatus.TimedOut, JobStatus.Failed, JobStatus.Failed], await StatusesAsync(5));
        Assert.StartsWith("Pages 1 and 3 of this document each used up all the time that one page may take", (await StateAsync(5)).Reason, StringComparison.Ordinal);
        Assert.Equal(2, bench.Reader.Readings);
        await using var db = database.CreateDbContext();
        Assert.Equal(2, await db.OcrRuns.CountAsync(r => r.State.Status == JobStatus.Succeeded));
    }

    [DatabaseFact]
    public async Task Retried_by_a_person_a_page_has_all_its_tries_again()
    {
        await bench.AddedAsync(FakeImageReader.File("heavy"));
        UsesUpCpu("heavy");
        await RunAsync();
        await RunAsync();
        await new JobControl(database, EveryJob.Tables, new JobList(database, EveryJob.Tables), bench.Queue, bench.Activity, bench.Clock).RetryAsync(bench.Queue.Enqueued[0], default);
        Assert.IsType<JobEnd.RetryAfter>(await RunAsync());
    }

    [DatabaseFact]
    public async Task What_took_too_long_on_the_clock_is_the_machine_s_fault_and_keeps_all_its_tries()
    {
        await bench.AddedAsync(FakeImageReader.File("slow", "slow", "other"));
        bench.Reader.OnText["slow"] = _ => throw new ReaderTimedOutException("no answer");
        for (var i = 0; i < 9; i++)
            await RunAsync();
        Assert.Equal([JobStatus.TimedOut, JobStatus.TimedOut, JobStatus.Succeeded], (await StatusesAsync(3)));
        Assert.Equal(4, (await StateAsync(1)).Attempts);
    }

    private void UsesUpCpu(string text) => bench.Reader.OnText[text] = _ => throw new ReaderTimedOutException("too much", usedUpCpu: true);

    private Task<JobEnd> RunAsync()
    {
        bench.Clock.Move(TimeSpan.FromMinutes(5));
        return bench.RunAsync(bench.Queue.Enqueued[0]);
    }

    private async Task<JobStatus[]> StatusesAsync(int pages) => [.. await Task.WhenAll(Enumerable.Range(1, pages).Select(async page => (await StateAsync(page)).Status))];

    /// <summary>Of a page of the first document.</summary>
    private async Task<JobState> StateAsync(int page)
    {
        await using var db = database.CreateDbContext();
        return (await (
            from run in db.OcrRuns
            join p in db.Pages on run.PageId equals p.Id
            join d in db.Documents on p.DocumentId equals d.Id
            where p.Number == page
            orderby d.Id
            select run).AsNoTracking().FirstAsync()).State;
    }
}

public sealed class SqliteCpuLimitTests(SqliteDatabaseFixture database) : CpuLimitContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlCpuLimitTests(PostgreSqlDatabaseFixture database) : CpuLimitContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerCpuLimitTests(SqlServerDatabaseFixture database) : CpuLimitContract(database), IClassFixture<SqlServerDatabaseFixture>;
