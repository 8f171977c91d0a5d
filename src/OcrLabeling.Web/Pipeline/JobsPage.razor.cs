using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Pipeline;

public sealed partial class JobsPage(JobList list, JobControl control, JobActivity activity, CurrentUserSource users, NavigationManager navigation, TimeProvider time)
{
    public const int PageSize = 50;

    private IReadOnlyDictionary<JobTab, int> counts = new Dictionary<JobTab, int>();
    private IReadOnlyList<JobItem>? jobs;
    private LiveRefresh? live;
    private JobTab tab;
    private string? notice;

    [SupplyParameterFromQuery] private string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    private int CurrentPage => PageLinks.NumberOf(Number);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private string EmptyTitle => tab switch
    {
        JobTab.Queued => "Nothing is waiting",
        JobTab.Running => "Nothing is running",
        JobTab.Done => "Nothing is done yet",
        JobTab.Failed => "Nothing has failed",
        _ => "Nothing was cancelled",
    };

    protected override void OnInitialized() => live = new LiveRefresh(activity, ct => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    }));

    protected override Task OnParametersSetAsync() => LoadAsync(CancellationToken.None);

    public void Dispose() => live?.Dispose();

    private int CountOf(JobTab item) => counts.GetValueOrDefault(item);

    private async Task LoadAsync(CancellationToken ct)
    {
        counts = await list.CountAsync(ct);
        // without a choice the tab where something is going on
        tab = Choice.Parse<JobTab>(Tab)
            ?? new[] { JobTab.Running, JobTab.Queued, JobTab.Failed, JobTab.Done }.FirstOrDefault(t => CountOf(t) > 0, JobTab.Queued);
        jobs = await list.PageAsync(tab, (CurrentPage - 1) * PageSize, PageSize, ct);
    }

    private string HrefOf(JobTab item, int page) => navigation.GetUriWithQueryParameters("jobs", new Dictionary<string, object?>
    {
        ["tab"] = item.ToString().ToLowerInvariant(),
        ["page"] = page > 1 ? page : null,
    });

    private async Task CancelAsync(JobItem job)
    {
        var who = (await users.GetAsync()).DisplayName;
        notice = await control.CancelAsync(job.Subject, who, CancellationToken.None) ? $"{job.Title} was cancelled." : $"{job.Title} had ended already.";
        await LoadAsync(CancellationToken.None);
    }

    private async Task RetryAsync(JobItem job)
    {
        notice = await control.RetryAsync(job.Subject, CancellationToken.None) ? $"{job.Title} is queued again." : $"{job.Title} is not to be retried any more.";
        await LoadAsync(CancellationToken.None);
    }

    private async Task RetryAllAsync()
    {
        notice = $"{await control.RetryAllFailedAsync(CancellationToken.None)} jobs are queued again.";
        await LoadAsync(CancellationToken.None);
    }
}
