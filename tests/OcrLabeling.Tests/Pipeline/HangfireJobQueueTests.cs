using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Hosting;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Tests.Pipeline;

/// <summary>The queue inside the whole host; only the reading itself is fake.</summary>
public sealed class HangfireJobQueueTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    // less than the reconciler takes to find what the queue has lost: nothing may be lost
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    [Fact]
    public async Task An_uploaded_page_is_read_in_the_background_and_leaves_the_queue()
    {
        var run = await UploadAsync("read in the background");
        Assert.Equal(JobStatus.Succeeded, (await EndedAsync(run)).Status);
        await UntilAsync(() => Task.FromResult(IsIdle));
    }

    [Fact]
    public async Task A_failure_is_retried_and_then_succeeds()
    {
        var calls = 0;
        OnReading("flaky", () => ++calls < 3 ? throw new ReaderCrashedException("The worker died.") : Task.CompletedTask);
        var state = await EndedAsync(await UploadAsync("flaky"));
        Assert.Equal((JobStatus.Succeeded, 3), (state.Status, state.Attempts));
    }

    [Theory]
    [InlineData(0, 0), InlineData(1, 1), InlineData(9_999_999, 1), InlineData(10_000_000, 1), InlineData(10_000_001, 2)]
    public void A_retry_is_handed_out_on_the_second_when_it_is_due_and_not_before(long ticks, int seconds)
    {
        var noon = new DateTime(2026, 12, 1, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(noon.AddSeconds(seconds), HangfireJobQueue.OnTheSecond(noon.AddTicks(ticks)));
        Assert.Equal(DateTimeKind.Utc, HangfireJobQueue.OnTheSecond(noon).Kind);
    }

    [Fact]
    public async Task A_failure_that_stays_is_stored_with_its_reason()
    {
        OnReading("broken", () => throw new ReaderCrashedException("It always dies."));
        var state = await EndedAsync(await UploadAsync("broken"));
        Assert.Equal((JobStatus.Failed, 4, "It always dies."), (state.Status, state.Attempts, state.Reason));
    }

    [Fact]
    public async Task A_running_job_is_interrupted_when_it_is_cancelled_and_can_be_queued_again()
    {
        var started = new TaskCompletionSource();
        var first = true;
        OnReading("slow", async ct =>
        {
            if (!first)
                return;
            first = false;
            started.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
        });
        var run = await UploadAsync("slow");
        await started.Task.WaitAsync(Patience);
        Assert.True(await Control.CancelAsync(run, "Ada", default));
        Assert.True(await Control.RetryAsync(run, default));
        Assert.Equal(JobStatus.Succeeded, (await EndedAsync(run)).Status);
    }

    [Fact]
    public async Task The_same_subject_enqueued_often_is_read_once()
    {
        var reads = 0;
        var gate = new TaskCompletionSource();
        OnReading("often", async () =>
        {
            Interlocked.Increment(ref reads);
            await gate.Task;
        });
        var run = await UploadAsync("often");
        await UntilAsync(() => Task.FromResult(reads == 1));
        var queue = host.Services.GetRequiredService<IJobQueue>();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => queue.EnqueueAsync(JobKind.ReadPage, [run.Id, run.Id], default)));
        gate.SetResult();
        await EndedAsync(run);
        await UntilAsync(() => Task.FromResult(IsIdle));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task What_was_committed_but_never_enqueued_is_found()
    {
        var run = await UploadAsync("lost");
        await EndedAsync(run);
        OcrRun lost;
        await using (var db = await Databases.CreateDbContextAsync())
        {
            var page = (await db.OcrRuns.SingleAsync(r => r.Id == new OcrRunId(run.Id))).PageId;
            db.Add(lost = new OcrRun(page, "ppocr", OcrRunRole.Shadow, DateTime.UtcNow));
            await db.SaveChangesAsync();
        }
        await host.Services.GetServices<IHostedService>().OfType<JobReconciler>().Single().ReconcileAsync(TimeSpan.Zero, default);
        Assert.Equal(JobStatus.Succeeded, (await EndedAsync(new JobSubject(JobKind.ReadPage, lost.Id.Value))).Status);
    }

    private void OnReading(string text, Func<Task> act) => OnReading(text, _ => act());

    private void OnReading(string text, Func<CancellationToken, Task> act) => host.Reader.OnText[text] = act;

    private async Task<JobSubject> UploadAsync(string text)
    {
        var answer = Assert.Single(await new UploadClient(await host.SignInAsync("Scientist")).UploadAsync(FakeImageReader.File(text), $"{text}.png"));
        await using var db = await Databases.CreateDbContextAsync();
        var document = new DocumentId(answer.DocumentId!.Value);
        var run = await db.OcrRuns.SingleAsync(r => db.Pages.Any(p => p.Id == r.PageId && p.DocumentId == document));
        return new JobSubject(JobKind.ReadPage, run.Id.Value);
    }

    private async Task<JobState> EndedAsync(JobSubject subject)
    {
        JobState? state = null;
        await UntilAsync(async () =>
        {
            await using var db = await Databases.CreateDbContextAsync();
            state = (await db.OcrRuns.AsNoTracking().SingleAsync(r => r.Id == new OcrRunId(subject.Id))).State;
            return state.IsFinished;
        });
        return state!;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
            await Task.Delay(50, patience.Token);
    }

    private IDbContextFactory<AppDb> Databases => host.Services.GetRequiredService<IDbContextFactory<AppDb>>();

    private JobControl Control => host.Services.GetRequiredService<JobControl>();

    private bool IsIdle => host.Services.GetRequiredService<JobStorage>().GetMonitoringApi() is var monitor
        && monitor.EnqueuedCount(JobQueues.Pages) == 0 && monitor.EnqueuedCount(JobQueues.First) == 0 && monitor.ProcessingCount() == 0;
}
