using System.Data.Common;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Pipeline;

/// <summary>
/// Redraws a screen when jobs or labeling move on: at most once in <see cref="Quiet"/> however many notices come, and now and then without one, because another host
/// may share the database. Dispose it with the screen.
/// </summary>
internal sealed class LiveRefresh : IDisposable
{
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Unasked = TimeSpan.FromSeconds(15);

    /// <summary>Where jobs are done by other processes, too.</summary>
    private static readonly TimeSpan UnaskedOfJobs = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim notices = new(0, 1);
    private readonly CancellationTokenSource closed = new();
    private readonly IDisposable subscription;
    private readonly Func<CancellationToken, Task> refresh;
    private readonly Func<Exception, Task> failed;
    private readonly TimeSpan unasked;

    /// <param name="failed">Is told why the screen could not be drawn; nothing is drawn any more then.</param>
    /// <param name="refresh">Loads and draws; called one at a time, not on the screen's own thread.</param>
    /// <param name="concerns">Which jobs the screen shows; all when left out.</param>
    public LiveRefresh(JobActivity activity, Func<Exception, Task> failed, Func<CancellationToken, Task> refresh, Func<JobSubject, bool>? concerns = null)
        : this(notice => activity.Subscribe(subject => NoticeIf(concerns?.Invoke(subject) != false, notice)), activity.HearsAll ? Unasked : UnaskedOfJobs, failed, refresh)
    {
    }

    private LiveRefresh(Func<Action, IDisposable> subscribe, TimeSpan unasked, Func<Exception, Task> failed, Func<CancellationToken, Task> refresh)
    {
        this.unasked = unasked;
        this.failed = failed;
        this.refresh = refresh;
        subscription = subscribe(Notice);
        Running = Task.Run(() => RunAsync(closed.Token));
    }

    /// <param name="failed">Is told why the screen could not be drawn; nothing is drawn any more then.</param>
    /// <param name="refresh">Loads and draws; called one at a time, not on the screen's own thread.</param>
    /// <param name="concerns">Which batches the screen shows; all when left out.</param>
    public static LiveRefresh OfLabeling(LabelingActivity activity, Func<Exception, Task> failed, Func<CancellationToken, Task> refresh, Func<BatchId, bool>? concerns = null) =>
        new(notice => activity.Subscribe(batch => NoticeIf(concerns?.Invoke(batch) != false, notice)), Unasked, failed, refresh);

    /// <param name="failed">Is told why the screen could not be drawn; nothing is drawn any more then.</param>
    /// <param name="refresh">Looks and draws; called one at a time, not on the screen's own thread.</param>
    public static LiveRefresh OfProjects(ProjectActivity activity, Func<Exception, Task> failed, Func<CancellationToken, Task> refresh) => new(activity.Subscribe, Unasked, failed, refresh);

    /// <summary>Ends when the screen was closed, or could not be drawn.</summary>
    public Task Running { get; }

    public void Dispose()
    {
        subscription.Dispose();
        closed.Cancel();
        closed.Dispose();
    }

    private static void NoticeIf(bool concerned, Action notice)
    {
        if (concerned)
            notice();
    }

    private void Notice()
    {
        try
        {
            if (notices.CurrentCount == 0)
                notices.Release();
        }
        catch (SemaphoreFullException)
        {
            // somebody else noticed at the same moment
        }
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            await refresh(ct);
        }
        catch (Exception e) when (e is DbException or TimeoutException && !ct.IsCancellationRequested)
        {
            // a database that is busy or restarts, which Entity Framework has logged: the screen shows what it had until the next time
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                await notices.WaitAsync(unasked, ct);
                await RefreshAsync(ct);
                await Task.Delay(Quiet, ct);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // the screen is gone
        }
        catch (SignedOutException)
        {
            // the page says so by itself
        }
        catch (Exception e)
        {
            await failed(e);
        }
    }
}
