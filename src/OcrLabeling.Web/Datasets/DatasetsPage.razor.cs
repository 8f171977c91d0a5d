using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Projects;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Datasets;

public sealed partial class DatasetsPage(
    DatasetList list, DatasetCatalog catalog, JobActivity activity, CurrentUserSource users, CurrentProject current, ProjectMoves moves, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar)
{
    private readonly Selection<DatasetId> selected = new();
    private Rows<DatasetRow>? datasets;
    private ProjectScope scope = ProjectScope.Nothing;
    private IReadOnlyList<ProjectChoice> projects = [];
    private PlaceForNew? place;
    private LiveRefresh? live;

    [SupplyParameterFromQuery(Name = "name")] private string? Name { get; set; }

    [SupplyParameterFromQuery(Name = CurrentProject.Parameter)] private string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "size")] private int? Size { get; set; }

    [SupplyParameterFromQuery(Name = "archived")] private string? ArchivedOnly { get; set; }

    private bool Archived => ArchivedOnly == "true";

    private string Search => Name ?? "";

    private TableAddress State => new(Sort, Number, Size);

    protected override void OnInitialized() => live = new LiveRefresh(activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)), subject => subject.Kind == JobKind.ImportDataset);

    protected override async Task OnParametersSetAsync()
    {
        (scope, projects) = (await current.ScopeAsync(ProjectKey), await current.ChoicesAsync());
        place = PlaceForNew.Of(projects, scope.Only);
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        datasets = await list.ListAsync(scope, State.Skip, State.Size, ct, Search, State.Order, Archived);
        selected.Show(datasets.Items.Select(d => d.Id));
        StateHasChanged();
    }

    private void Go(string name, bool archived) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["name"] = name.Length > 0 ? name : null, ["archived"] = archived ? "true" : null, ["page"] = null,
    }));

    private async Task MoveAsync()
    {
        var (chosen, by) = (selected.Ids.ToList(), (await users.GetAsync()).AccountId);
        if (await dialogs.MoveAsync(Nouns.Count(chosen.Count, "dataset"), MoveTexts.OfDatasets, projects, scope.Only, to => moves.DatasetsAsync(chosen, to, by, CancellationToken.None)) is not { } moved)
            return;
        moved.Tell(snackbar, "version");
        await LoadAsync(CancellationToken.None);
    }

    private async Task ArchiveAsync(bool archive)
    {
        // as on the page of each: what is still being filled, or could not be, stays where it is seen
        var (chosen, by, done) = (datasets!.Items.Where(d => selected.Contains(d.Id)).ToList(), (await users.GetAsync()).AccountId, 0);
        foreach (var dataset in chosen)
            done += dataset.IsComplete && await catalog.ArchiveAsync(dataset.Id, archive, by, CancellationToken.None) ? 1 : 0;
        snackbar.TellArchived("dataset", archive, done, chosen.Count - done, "Only complete datasets are archived");
        await LoadAsync(CancellationToken.None);
    }
}
