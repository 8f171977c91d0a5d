using OcrLabeling.Core.Jobs;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Tests.Pipeline;

public sealed class LiveRefreshTests
{
    [Fact]
    public async Task A_screen_looks_by_itself_where_other_servers_do_jobs_too()
    {
        var twice = new TaskCompletionSource();
        var count = 0;
        using var live = new LiveRefresh(new JobActivity(hearsAll: false), _ =>
        {
            if (++count == 2)
                twice.SetResult();
            return Task.CompletedTask;
        });
        await twice.Task.WaitAsync(TimeSpan.FromSeconds(14));
    }
}
