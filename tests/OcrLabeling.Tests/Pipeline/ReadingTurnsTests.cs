using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;

namespace OcrLabeling.Tests.Pipeline;

public abstract class ReadingTurnsContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly IntakeBench bench = new(database);
    private readonly List<string> read = [];

    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        bench.Reader.AfterReading = text => read.Add(text);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_small_upload_is_not_kept_waiting_by_a_large_one()
    {
        await UploadAsync(Guid.CreateVersion7(), "big1", "big2", "big3", "big4");
        await RunAsync(1);
        await UploadAsync(Guid.CreateVersion7(), "small");
        await RunAsync(4);
        Assert.Equal(["big1", "small", "big2", "big3", "big4"], read);
    }

    [DatabaseFact]
    public async Task Uploads_take_turns_and_so_do_the_documents_of_one()
    {
        await UploadAsync(Guid.CreateVersion7(), ["a1", "a2", "a3"], ["b1", "b2"]);
        await UploadAsync(Guid.CreateVersion7(), "c1", "c2");
        await RunAsync(7);
        Assert.Equal(["a1", "c1", "b1", "c2", "a2", "b2", "a3"], read);
    }

    [DatabaseFact]
    public async Task Words_that_people_see_come_before_those_that_are_compared()
    {
        bench.Pipeline.DefaultEngines = ["tesseract", "ppocr"];
        await UploadAsync(Guid.CreateVersion7(), "first");
        bench.Clock.Move(TimeSpan.FromSeconds(1));
        await UploadAsync(Guid.CreateVersion7(), "second");
        await RunAsync(4);
        Assert.Equal(["first", "second", "first", "second"], read);
    }

    [DatabaseFact]
    public async Task A_page_that_waits_for_its_next_try_is_not_taken_before()
    {
        bench.Reader.OnText["bad"] = _ => throw new ReaderCrashedException("it died");
        await UploadAsync(Guid.CreateVersion7(), "bad");
        await UploadAsync(Guid.CreateVersion7(), "good");
        Assert.IsType<JobEnd.RetryAfter>(await bench.RunAsync(bench.Queue.Enqueued[0]));
        bench.Reader.OnText.Clear();
        await RunAsync(2);
        Assert.Equal(["good"], read);
        bench.Clock.Move(TimeSpan.FromSeconds(5));
        await RunAsync(1);
        Assert.Equal(["good", "bad"], read);
    }

    [DatabaseFact]
    public async Task A_page_left_in_the_middle_is_read_by_its_own_place_in_the_queue_and_by_no_other()
    {
        await UploadAsync(Guid.CreateVersion7(), "left", "next");
        await using (var db = database.CreateDbContext())
        {
            (await db.OcrRuns.SingleAsync(r => r.Id == new OcrRunId(bench.Queue.Enqueued[0].Id))).State.Start(bench.Clock.Now);
            await db.SaveChangesAsync();
        }
        await bench.RunAsync(bench.Queue.Enqueued[1]);
        Assert.Equal(["next"], read);
        await bench.RunAsync(bench.Queue.Enqueued[0]);
        Assert.Equal(["next", "left"], read);
    }

    [DatabaseFact]
    public async Task Permits_used_at_the_same_moment_read_different_pages()
    {
        await UploadAsync(Guid.CreateVersion7(), "1", "2", "3", "4", "5", "6");
        await Task.WhenAll(bench.Queue.Enqueued.Select(permit => Task.Run(() => bench.RunAsync(permit))));
        while (read.Count < 6)
            await RunAsync(1);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], read.Order());
    }

    [DatabaseFact]
    public async Task A_page_is_stopped_by_its_own_key_whichever_place_in_the_queue_reads_it()
    {
        await UploadAsync(Guid.CreateVersion7(), "first");
        await UploadAsync(Guid.CreateVersion7(), "second");
        var begun = new TaskCompletionSource();
        bench.Reader.OnText["first"] = async ct =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        };
        var reading = Task.Run(() => bench.RunAsync(bench.Queue.Enqueued[1]));
        await begun.Task;
        await new JobControl(database, EveryJob.Tables, new JobList(database, EveryJob.Tables), bench.Queue, bench.Activity, bench.Clock).CancelAsync(bench.Queue.Enqueued[0], "Ada", default);
        bench.Running.Interrupt(bench.Queue.Enqueued[0]);
        Assert.IsType<JobEnd.Ended>(await reading);
        await RunAsync(1);
        Assert.Equal(["second"], read);
    }

    private Task UploadAsync(Guid upload, params string[] documents) => UploadAsync(upload, [.. documents.Select(text => new[] { text })]);

    private async Task UploadAsync(Guid upload, params string[][] documents)
    {
        foreach (var pages in documents)
            await bench.AddedAsync(FakeImageReader.File(pages), choices: IntakeBench.Receipts with { UploadId = upload });
    }

    /// <summary>Uses so many places in the queue, a millisecond apart.</summary>
    private async Task RunAsync(int permits)
    {
        for (var i = 0; i < permits; i++)
        {
            bench.Clock.Move(TimeSpan.FromMilliseconds(1));
            await bench.RunAsync(bench.Queue.Enqueued[^1]);
        }
    }
}

public sealed class SqliteReadingTurnsTests(SqliteDatabaseFixture database) : ReadingTurnsContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlReadingTurnsTests(PostgreSqlDatabaseFixture database) : ReadingTurnsContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerReadingTurnsTests(SqlServerDatabaseFixture database) : ReadingTurnsContract(database), IClassFixture<SqlServerDatabaseFixture>;
