using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.E2E.Harness;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.E2E.Journeys;

/// <summary>Real hosts with the real jail, ended by SIGKILL or stopped by SIGSTOP in the middle of their jobs: every page is read, and none is stored twice.</summary>
public sealed class JobRecoveryTests(Printer printer) : IClassFixture<Printer>
{
    private const int Documents = 6;
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_killed_in_the_middle_of_jobs_loses_none_and_stores_every_word_once(bool onPostgreSql)
    {
        await using var host = new RunningHost(postgreSql: onPostgreSql ? await DatabaseAsync() : null);
        await host.StartAsync();
        await host.KillAsync();
        // the rows are committed, the queue was never told: the next start finds them
        await AddQueuedDocumentsAsync(host);
        await host.StartAsync();
        await UntilAsync(host, AnyRunningAsync);
        await host.KillAsync();
        await using (var db = HostData.Open(host))
            Assert.True(await AnyRunningAsync(db), "the jobs were done before the kill");
        await host.StartAsync();
        await UntilAsync(host, AllSucceededAsync);
        await AssertReadOnceAsync(host, someTwice: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_told_to_stop_hands_its_jobs_back_and_no_attempt_counts(bool onPostgreSql)
    {
        await using var host = new RunningHost(postgreSql: onPostgreSql ? await DatabaseAsync() : null);
        await host.StartAsync();
        await host.TerminateAsync();
        await AddQueuedDocumentsAsync(host);
        await host.StartAsync();
        await UntilAsync(host, AnyRunningAsync);
        await host.TerminateAsync();
        await using (var db = HostData.Open(host))
        {
            Assert.False(await AnyRunningAsync(db));
            Assert.True(await db.OcrRuns.AnyAsync(r => r.State.Status == JobStatus.Queued), "the jobs were done before the stop");
            Assert.True(await db.OcrRuns.AllAsync(r => r.State.Status == JobStatus.Succeeded || r.State.Attempts == 0));
        }
        await host.StartAsync();
        await UntilAsync(host, AllSucceededAsync);
        await AssertReadOnceAsync(host, someTwice: false);
        await using var after = HostData.Open(host);
        Assert.True(await after.OcrRuns.AllAsync(r => r.State.Attempts == 1));
    }

    [Fact]
    public async Task Two_servers_share_the_work_and_one_finishes_what_the_other_was_killed_over()
    {
        await using var first = new RunningHost(postgreSql: await DatabaseAsync());
        await using var second = new RunningHost(first.DataFolder, first.PostgreSql, "--role", "jobs");
        await MigrateAsync(first);
        await AddQueuedDocumentsAsync(first, 3 * Documents);
        // both make the tables of the queue
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        await UntilAsync(first, async db => await db.Database.SqlQueryRaw<int>("select count(distinct data->>'ServerId')::int as \"Value\" from jobs.state where name = 'Processing'").SingleAsync() == 2);
        await second.KillAsync();
        await UntilAsync(first, AllSucceededAsync);
        await AssertReadOnceAsync(first, someTwice: false);
    }

    [Fact]
    public async Task A_server_that_stood_still_for_longer_than_its_lease_stores_nothing_when_it_goes_on()
    {
        await using var asleep = new RunningHost(postgreSql: await DatabaseAsync());
        await using var other = new RunningHost(asleep.DataFolder, asleep.PostgreSql, "--role", "jobs");
        await MigrateAsync(asleep);
        await AddQueuedDocumentsAsync(asleep);
        await asleep.StartAsync();
        await UntilAsync(asleep, AnyRunningAsync);
        await asleep.StopStillAsync();
        await using (var db = HostData.Open(asleep))
            Assert.True(await AnyRunningAsync(db), "the jobs were done before the stop");
        await other.StartAsync();
        await UntilAsync(other, AllSucceededAsync);
        await asleep.GoOnAsync();
        // it learns at its next sign of life, or when it wants to store what it has read
        await Task.Delay(TimeSpan.FromSeconds(15));
        await AssertReadOnceAsync(other, someTwice: true);
        using var http = new HttpClient();
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri(asleep.Url + "/health/live")));
    }

    [Fact]
    public async Task A_server_for_screens_works_on_no_jobs_and_one_for_jobs_shows_no_screens()
    {
        await using var web = new RunningHost(null, await DatabaseAsync(), "--role", "web");
        await using var jobs = new RunningHost(web.DataFolder, web.PostgreSql, "--role", "jobs");
        await MigrateAsync(web);
        await AddQueuedDocumentsAsync(web, 2);
        await web.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        Assert.Equal(System.Net.HttpStatusCode.OK, (await http.GetAsync(new Uri(web.Url + "/account/sign-in"))).StatusCode);
        await Task.Delay(TimeSpan.FromSeconds(10));
        Assert.Contains("No server works on jobs", await (await http.GetAsync(new Uri(web.Url + "/health/ready"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using (var db = HostData.Open(web))
            Assert.True(await db.OcrRuns.AllAsync(r => r.State.Status == JobStatus.Queued));

        await jobs.StartAsync();
        await UntilAsync(jobs, AllSucceededAsync);
        foreach (var path in new[] { "/", "/account/sign-in", "/jobs", "/jobs/queue", "/app.css" })
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync(new Uri(jobs.Url + path))).StatusCode);
        Assert.Contains("\"queue\":\"Healthy\"", await http.GetStringAsync(new Uri(jobs.Url + "/health/ready")), StringComparison.Ordinal);
        Assert.Contains("\"queue\":\"Healthy\"", await http.GetStringAsync(new Uri(web.Url + "/health/ready")), StringComparison.Ordinal);
    }

    private static async Task<string> DatabaseAsync()
    {
        var server = await PostgreSqlServer.StartAsync();
        await server.CreateDatabaseAsync("ocrlabeling", "template0");
        return server.ConnectionString("ocrlabeling");
    }

    private static async Task MigrateAsync(RunningHost host)
    {
        await using var db = HostData.Open(host);
        await db.Database.MigrateAsync();
    }

    private async Task AddQueuedDocumentsAsync(RunningHost host, int count = Documents)
    {
        var images = await printer.PrintAsync(
            Enumerable.Range(0, count).Select(i => string.Concat(Enumerable.Repeat($"Page {i} tells of a quiet harbour where {i + 3} boats wait for the morning tide. ", 14))), 1000, 1400);
        var blobs = HostData.Blobs(host);
        await using var db = HostData.Open(host);
        // whoever has committed them just now would still enqueue them
        var queuedAt = DateTime.UtcNow - UnqueuedJobs.Patience;
        foreach (var (i, image) in images.Index())
        {
            var document = new Document(
                $"page {i}.png", await blobs.PutAsync(image, default), image.Length, DocumentFormat.Png, DocumentCategory.Screenshots, Privacy.Public, null,
                Guid.CreateVersion7(), DateTime.UtcNow, [(1000, 1400)]);
            db.AddRange(document, new OcrRun(document.Pages[0].Id, "tesseract", OcrRunRole.Primary, queuedAt));
        }
        await db.SaveChangesAsync();
    }

    private static Task<bool> AnyRunningAsync(AppDb db) => db.OcrRuns.AnyAsync(r => r.State.Status == JobStatus.Running);

    private static Task<bool> AllSucceededAsync(AppDb db) => db.OcrRuns.AllAsync(r => r.State.Status == JobStatus.Succeeded);

    private static async Task AssertReadOnceAsync(RunningHost host, bool someTwice)
    {
        await using var after = HostData.Open(host);
        var runs = await after.OcrRuns.Select(r => new { r.WordCount, r.State.Attempts, Stored = after.Words.Count(w => w.OcrRunId == r.Id) }).ToListAsync();
        Assert.NotEmpty(runs);
        Assert.All(runs, r => Assert.True(r.WordCount > 100, $"{r.WordCount} words"));
        Assert.All(runs, r => Assert.Equal(r.WordCount, r.Stored));
        Assert.All(runs, r => Assert.InRange(r.Attempts, 1, 2));
        if (someTwice)
            Assert.Contains(runs, r => r.Attempts == 2);
    }

    private static async Task UntilAsync(RunningHost host, Func<AppDb, Task<bool>> condition)
    {
        using var waiting = new CancellationTokenSource(patience);
        await using var db = HostData.Open(host);
        while (!await condition(db))
            await Task.Delay(50, waiting.Token);
    }
}
