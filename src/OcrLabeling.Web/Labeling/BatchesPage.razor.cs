using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Labeling;

public sealed partial class BatchesPage(
    BatchList batches, WaitingList waitingList, BatchControl control, JobControl jobs, LabelingActivity labeling, JobActivity jobActivity, CurrentUserSource users, CurrentProject current, NavigationManager navigation,
    ISnackbar snackbar)
{
    private readonly List<LiveRefresh> live = [];
    private Rows<BatchRow>? rows;
    private ProjectScope scope = ProjectScope.Nothing;
    private IReadOnlyList<ProjectChoice> projects = [];
    private IReadOnlyDictionary<BatchId, WaitingWork> waiting = new Dictionary<BatchId, WaitingWork>();

    [SupplyParameterFromQuery(Name = "status")] private string? StatusName { get; set; }

    [SupplyParameterFromQuery(Name = "name")] private string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "archived")] private string? ArchivedOnly { get; set; }

    [SupplyParameterFromQuery(Name = CurrentProject.Parameter)] private string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "size")] private int? Size { get; set; }

    private BatchStatus? Status => ParseStatus(StatusName);

    private bool Archived => ArchivedOnly == "true";

    private string Search => Name ?? "";

    private TableAddress State => new(Sort, Number, Size);

    protected override void OnInitialized()
    {
        live.Add(LiveRefresh.OfLabeling(labeling, RefreshAsync));
        live.Add(new LiveRefresh(jobActivity, RefreshAsync, subject => subject.Kind == JobKind.PrepareBatch));
    }

    protected override async Task OnParametersSetAsync()
    {
        (scope, projects) = (await current.ScopeAsync(ProjectKey), await current.ChoicesAsync());
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => live.ForEach(l => l.Dispose());

    private async Task LoadAsync(CancellationToken ct)
    {
        var found = await batches.ListAsync(scope, Status, Search, State.Skip, State.Size, ct, State.Order, Archived);
        waiting = await waitingList.OfAsync([.. found.Items.Select(b => b.Id)], ct);
        rows = found;
    }

    private Task RefreshAsync(CancellationToken ct) => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    });

    private async Task ChangeAsync(BatchRow row, BatchChange change)
    {
        if (!await control.ChangeAsync(row.Id, change, (await users.GetAsync()).AccountId, CancellationToken.None))
            snackbar.Add($"{row.Name} has changed meanwhile.", Severity.Warning);
        await LoadAsync(CancellationToken.None);
    }

    private async Task PrepareAgainAsync(BatchRow row)
    {
        await jobs.RetryAsync(new JobSubject(JobKind.PrepareBatch, row.Id.Value), CancellationToken.None);
        await LoadAsync(CancellationToken.None);
    }

    private void Go(BatchStatus? status, string search, bool archived) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["status"] = status?.ToString(), ["name"] = search.Length > 0 ? search : null, ["archived"] = archived ? "true" : null, ["page"] = null,
    }));

    private static BatchStatus? ParseStatus(string? name) => Choice.Parse<BatchStatus>(name);
}
