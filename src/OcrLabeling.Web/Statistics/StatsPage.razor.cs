using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Statistics;

public sealed partial class StatsPage(
    LabelingStatistics statistics, ActivityOverTime activityOverTime, LabelingActivity activity, CurrentProject current, NavigationManager navigation, TimeProvider clock)
{
    private StatsFilter filter = new([], [], [], ProjectScope.Nothing);
    private StatsRange range = StatsRange.All[0];
    private StatsSnapshot? snapshot;
    private IReadOnlyList<ActivityColumn> columns = [];
    private TableAddress batchTable = new(Prefix: "b"), workerTable = new(Prefix: "w");
    private LiveRefresh? live;

    [SupplyParameterFromQuery(Name = CurrentProject.Parameter)] private string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "job")] private string[]? Jobs { get; set; }

    [SupplyParameterFromQuery(Name = "batch")] private Guid[]? Batches { get; set; }

    [SupplyParameterFromQuery(Name = "pool")] private Guid[]? Pools { get; set; }

    [SupplyParameterFromQuery(Name = "range")] private string? RangeKey { get; set; }

    [SupplyParameterFromQuery(Name = "b-sort")] private string? BatchSort { get; set; }

    [SupplyParameterFromQuery(Name = "b-page")] private int? BatchNumber { get; set; }

    [SupplyParameterFromQuery(Name = "b-size")] private int? BatchSize { get; set; }

    [SupplyParameterFromQuery(Name = "w-sort")] private string? WorkerSort { get; set; }

    [SupplyParameterFromQuery(Name = "w-page")] private int? WorkerNumber { get; set; }

    [SupplyParameterFromQuery(Name = "w-size")] private int? WorkerSize { get; set; }

    protected override void OnInitialized() => live = LiveRefresh.OfLabeling(activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)));

    protected override async Task OnParametersSetAsync()
    {
        filter = new(
            [.. (Jobs ?? []).Select(StatsTexts.TemplateOf).OfType<Template>()],
            [.. (Batches ?? []).Select(id => new BatchId(id))],
            [.. (Pools ?? []).Select(id => new PoolId(id))],
            await current.ScopeAsync(ProjectKey));
        range = StatsRange.Of(RangeKey);
        batchTable = new(BatchSort, BatchNumber, BatchSize, "b");
        workerTable = new(WorkerSort, WorkerNumber, WorkerSize, "w");
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        var (asked, span) = (filter, range);
        var now = clock.UtcNow();
        var counted = await statistics.ReadAsync(asked, ct);
        var hours = await activityOverTime.ReadHoursAsync(asked, now - span.Span, ct);
        // another filter was chosen while this one was counted
        if (asked != filter || span != range)
            return;
        snapshot = counted;
        columns = ActivityOverTime.Fill(hours, now - span.Span, now, span.ByDay);
        StateHasChanged();
    }

    private void Go(StatsFilter chosen) => navigation.NavigateTo(HrefOf(
        ("job", chosen.Templates.Select(t => t.Name()).ToArray()),
        ("batch", chosen.Batches.Select(b => b.Value).ToArray()),
        ("pool", chosen.Pools.Select(p => p.Value).ToArray()),
        ("b-page", null),
        ("w-page", null)));

    /// <summary>This address with other values; null takes one away.</summary>
    private string HrefOf(params (string Name, object? Value)[] changes) =>
        navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value));
}
