using OcrLabeling.Core.Jobs;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Tests.Pipeline;

public sealed class LiveRefreshTests
{
    [Fact]
    public async Task A_screen_looks_by_itself_where_other_servers_do_jobs_too()
    {
        var twice = new TaskCompletionSource();
        var count = 0;
        using var live = new LiveRefresh(new JobActivity(hearsAll: false), Task.FromException, _ =>
        {
            if (++count == 2)
                twice.SetResult();
            return Task.CompletedTask;
        });
        await twice.Task.WaitAsync(TimeSpan.FromSeconds(14));
    }

    [Fact]
    public async Task Who_cannot_draw_a_screen_is_told_and_asked_no_more()
    {
        var told = new TaskCompletionSource<Exception>();
        var (activity, count) = (new JobActivity(hearsAll: false), 0);
        using var live = new LiveRefresh(activity, fault => Task.FromResult(told.TrySetResult(fault)), _ => throw new InvalidOperationException($"Time {++count}"));
        activity.Publish(new JobSubject(JobKind.ReadPage, Guid.NewGuid()));
        Assert.Equal("Time 1", (await told.Task.WaitAsync(TimeSpan.FromSeconds(14))).Message);
        await live.Running.WaitAsync(TimeSpan.FromSeconds(14));
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task Who_has_been_signed_out_is_told_by_the_page_itself()
    {
        var (activity, told) = (new JobActivity(hearsAll: false), 0);
        using var live = new LiveRefresh(activity, _ => Task.FromResult(++told), _ => throw new SignedOutException());
        activity.Publish(new JobSubject(JobKind.ReadPage, Guid.NewGuid()));
        await live.Running.WaitAsync(TimeSpan.FromSeconds(14));
        Assert.Equal(0, told);
    }
}
