using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Projects;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Datasets;

public sealed partial class DatasetPage(
    DatasetList list, DatasetCatalog catalog, JobControl jobs, JobActivity activity, SignedImageUrls urls, CurrentUserSource users, CurrentProject current, ProjectMoves moves, NavigationManager navigation,
    IDialogService dialogs, ISnackbar snackbar)
{
    private DatasetRow? dataset;
    private IReadOnlyList<CategoryCount> counts = [];
    private Rows<DatasetItemRow>? items;
    private DatasetItemKind kind;
    private DocumentCategory? category;
    private bool missing;
    private Guid accountId;
    private ProjectScope reader = ProjectScope.Nothing;
    private IReadOnlyList<ProjectChoice> projects = [];
    private LiveRefresh? live;

    [Parameter] public Guid Key { get; set; }

    [SupplyParameterFromQuery(Name = "items")] private string? Items { get; set; }

    [SupplyParameterFromQuery(Name = "category")] private string? CategoryName { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    private DatasetId Id => new(Key);

    private int CurrentPage => PageLinks.NumberOf(Number);

    // page images are large
    private int PageSize => kind == DatasetItemKind.Crop ? 48 : 8;

    protected override void OnInitialized() => live = new LiveRefresh(
        activity, DispatchExceptionAsync, ct => InvokeAsync(() => dataset is { IsComplete: true } ? Task.CompletedTask : LoadAsync(ct)), subject => subject.Id == Key);

    protected override async Task OnParametersSetAsync()
    {
        (accountId, reader, projects) = ((await users.GetAsync()).AccountId, await current.ReaderAsync(), await current.ChoicesAsync());
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        dataset = await list.FindAsync(reader, Id, ct);
        missing = dataset is null;
        if (dataset is { IsComplete: true })
        {
            counts = await list.CountAsync(Id, ct);
            kind = Choice.Parse<DatasetItemKind>(Items) ?? counts.Select(c => c.Kind).FirstOrDefault();
            category = DocumentCategories.TryParse(CategoryName, out var only) ? only : null;
            items = await list.ItemsAsync(Id, kind, category, (CurrentPage - 1) * PageSize, PageSize, ct);
        }
        StateHasChanged();
    }

    private string HrefOf(DatasetItemKind items, DocumentCategory? only, int page) => navigation.GetUriWithQueryParameters($"datasets/{Key}", new Dictionary<string, object?>
    {
        ["items"] = items.ToString().ToLowerInvariant(),
        ["category"] = only?.ToName(),
        ["page"] = page > 1 ? page : null,
    });

    private async Task RenameAsync()
    {
        if (await dialogs.AskNameAsync("Rename dataset", "Name of all its versions", dataset!.Name, Dataset.MaxNameLength, name => catalog.RenameAsync(Id, name, accountId, CancellationToken.None)))
            await LoadAsync(CancellationToken.None);
    }

    private async Task MoveAsync()
    {
        if (await dialogs.MoveAsync($"all versions of {dataset!.Name}", MoveTexts.OfDataset, projects, dataset.ProjectId, to => moves.DatasetsAsync([Id], to, accountId, CancellationToken.None)) is not { } moved)
            return;
        moved.Tell(snackbar, "version");
        await LoadAsync(CancellationToken.None);
    }

    private async Task ArchiveAsync()
    {
        await catalog.ArchiveAsync(Id, dataset!.ArchivedAt is null, accountId, CancellationToken.None);
        await LoadAsync(CancellationToken.None);
    }

    private async Task RetryAsync()
    {
        await jobs.RetryAsync(new JobSubject(JobKind.ImportDataset, Key), CancellationToken.None);
        await LoadAsync(CancellationToken.None);
    }

    private async Task DiscardAsync()
    {
        if (!await dialogs.ConfirmAsync("Discard dataset", $"Discard {dataset!.Title}? What was imported of it is deleted.", "Discard", isDestructive: true))
            return;
        if (await catalog.DiscardAsync(Id, accountId, CancellationToken.None))
            navigation.NavigateTo("datasets");
    }
}
