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
    ProjectMoves moves, IDialogService dialogs, ISnackbar snackbar)
{
    private readonly List<LiveRefresh> live = [];
    private readonly Selection<BatchId> selected = new();
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
        live.Add(LiveRefresh.OfLabeling(labeling, DispatchExceptionAsync, RefreshAsync));
        live.Add(new LiveRefresh(jobActivity, DispatchExceptionAsync, RefreshAsync, subject => subject.Kind == JobKind.PrepareBatch));
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
        selected.Show(rows.Items.Select(b => b.Id));
    }

    private Task RefreshAsync(CancellationToken ct) => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    });

    private async Task ChangeAsync(BatchRow row, BatchChange change)
    {
        if (await control.ChangeAsync(row.Id, change, (await users.GetAsync()).AccountId, CancellationToken.None))
            snackbar.Add(BatchTexts.Done(row.Name, change), Severity.Success);
        else
            snackbar.Add($"{row.Name} has changed meanwhile.", Severity.Warning);
        await LoadAsync(CancellationToken.None);
    }

    private async Task MoveAsync()
    {
        var (chosen, by) = (selected.Ids.ToList(), (await users.GetAsync()).AccountId);
        if (await dialogs.MoveAsync(Nouns.Count(chosen.Count, "batch"), MoveTexts.OfBatches, projects, scope.Only, to => moves.BatchesAsync(chosen, to, by, CancellationToken.None)) is not { } moved)
            return;
        moved.Tell(snackbar, "batch");
        await LoadAsync(CancellationToken.None);
    }

    private async Task ArchiveAsync(bool archive)
    {
        var (chosen, by, done) = (selected.Ids.ToList(), (await users.GetAsync()).AccountId, 0);
        foreach (var id in chosen)
            done += await control.ChangeAsync(id, archive ? BatchChange.Archive : BatchChange.Restore, by, CancellationToken.None) ? 1 : 0;
        snackbar.TellArchived("batch", archive, done, chosen.Count - done, "Only closed batches are archived");
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
