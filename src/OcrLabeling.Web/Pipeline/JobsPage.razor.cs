using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Pipeline;

public sealed partial class JobsPage(JobList list, JobControl control, JobActivity activity, CurrentUserSource users, CurrentProject current, NavigationManager navigation,
    TimeProvider time, ISnackbar snackbar)
{
    private IReadOnlyDictionary<JobTab, int> counts = new Dictionary<JobTab, int>();
    private IReadOnlyList<JobItem>? jobs;
    private LiveRefresh? live;
    private JobTab tab;
    private ProjectScope scope = ProjectScope.Nothing;

    [SupplyParameterFromQuery] private string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? KindName { get; set; }

    [SupplyParameterFromQuery(Name = CurrentProject.Parameter)] private string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "size")] private int? Size { get; set; }

    private JobKind? Kind => Choice.Parse<JobKind>(KindName);

    private TableAddress State => new(Sort, Number, Size);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private string EmptyTitle => tab switch
    {
        JobTab.Queued => "Nothing is waiting",
        JobTab.Running => "Nothing is running",
        JobTab.Done => "Nothing is done yet",
        JobTab.Failed => "Nothing has failed",
        _ => "Nothing was cancelled",
    };

    protected override void OnInitialized() => live = new LiveRefresh(activity, DispatchExceptionAsync, ct => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    }));

    protected override async Task OnParametersSetAsync()
    {
        scope = await current.ScopeAsync(ProjectKey);
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => live?.Dispose();

    private int CountOf(JobTab item) => counts.GetValueOrDefault(item);

    private async Task LoadAsync(CancellationToken ct)
    {
        counts = await list.CountAsync(scope, ct, Kind);
        // without a choice the tab where something is going on
        tab = Choice.Parse<JobTab>(Tab)
            ?? new[] { JobTab.Running, JobTab.Queued, JobTab.Failed, JobTab.Done }.FirstOrDefault(t => CountOf(t) > 0, JobTab.Queued);
        jobs = await list.PageAsync(scope, tab, State.Skip, State.Size, ct, Kind, State.Order);
    }

    private string HrefOf(JobTab item, JobKind? kind) => navigation.GetUriWithQueryParameters("jobs", new Dictionary<string, object?>
    {
        ["tab"] = item.ToString().ToLowerInvariant(), ["kind"] = kind?.ToString(), ["sort"] = Sort, ["size"] = Size, [CurrentProject.Parameter] = ProjectKey,
    });

    private string DurationOf(JobItem job) => job.StartedAt is { } started && job.Status != JobStatus.Queued ? DocumentTexts.Duration((job.FinishedAt ?? Now) - started) : "";

    private async Task CancelAsync(JobItem job)
    {
        var who = (await users.GetAsync()).DisplayName;
        snackbar.Add(await control.CancelAsync(job.Subject, who, CancellationToken.None) ? $"{job.Title} was cancelled." : $"{job.Title} had ended already.");
        await LoadAsync(CancellationToken.None);
    }

    private async Task RetryAsync(JobItem job)
    {
        snackbar.Add(await control.RetryAsync(job.Subject, CancellationToken.None) ? $"{job.Title} is queued again." : $"{job.Title} cannot be retried any more.");
        await LoadAsync(CancellationToken.None);
    }

    private async Task RetryAllAsync()
    {
        snackbar.Add($"{Nouns.Count(await control.RetryAllFailedAsync(scope, CancellationToken.None), "job")} queued again.");
        await LoadAsync(CancellationToken.None);
    }
}
