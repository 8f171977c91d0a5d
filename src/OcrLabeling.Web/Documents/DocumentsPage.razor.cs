using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Reading;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Documents;

public sealed partial class DocumentsPage(
    DocumentList documents, DocumentLabels labels, DocumentDeletion deletion, PageReads reads, IImageReader reader, JobActivity activity, DocumentsView view,
    CurrentUserSource users, CurrentProject current, ProjectMoves moves, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar)
{
    private readonly Selection<DocumentId> selected = new();
    private Rows<DocumentRow>? rows;
    private IReadOnlyList<TagCount> tags = [];
    private LiveRefresh? live;
    private Guid accountId;
    private ProjectScope scope = ProjectScope.Nothing;
    private IReadOnlyList<ProjectChoice> projects = [];
    private PlaceForNew? place;

    [SupplyParameterFromQuery(Name = "category")] private string? CategoryName { get; set; }

    [SupplyParameterFromQuery(Name = "privacy")] private string? PrivacyName { get; set; }

    [SupplyParameterFromQuery(Name = "name")] private string? FileName { get; set; }

    [SupplyParameterFromQuery(Name = "tag")] private string? Tag { get; set; }

    [SupplyParameterFromQuery(Name = CurrentProject.Parameter)] private string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "size")] private int? Size { get; set; }

    private IReadOnlyList<string> Engines => reader.EngineIds;

    private TableAddress State => new(Sort, Number, Size);

    private bool IsNarrowed => Filter != new DocumentFilter();

    private bool ShowsProject => projects.Count > 1 && scope.Only is null;

    private DocumentFilter Filter => new(
        DocumentCategories.TryParse(CategoryName, out var category) ? category : null,
        Choice.Parse<Privacy>(PrivacyName),
        FileName ?? "",
        string.IsNullOrEmpty(Tag) ? null : Tag);

    private IReadOnlyList<string> TagsOfSelected => [.. rows!.Items.Where(r => selected.Contains(r.Id)).SelectMany(r => r.Tags).Distinct().Order(StringComparer.Ordinal)];

    protected override async Task OnInitializedAsync()
    {
        accountId = (await users.GetAsync()).AccountId;
        live = new LiveRefresh(activity, DispatchExceptionAsync, ct => InvokeAsync(async () =>
        {
            await LoadAsync(ct);
            StateHasChanged();
        }), subject => subject.Kind == JobKind.ReadPage);
    }

    protected override async Task OnParametersSetAsync()
    {
        (scope, projects) = (await current.ScopeAsync(ProjectKey), await current.ChoicesAsync());
        place = PlaceForNew.Of(projects, scope.Only);
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        tags = await labels.ListTagsAsync(scope, ct);
        rows = await documents.PageAsync(scope, Filter, State.Skip, State.Size, ct, State.Order);
        selected.Show(rows.Items.Select(r => r.Id));
    }

    private void Go(DocumentFilter filter) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["category"] = filter.Category?.ToName(), ["privacy"] = filter.Privacy?.ToString(), ["name"] = filter.Name.Length > 0 ? filter.Name : null, ["tag"] = filter.Tag, ["page"] = null,
    }));

    private async Task ReadAsync(string engineId)
    {
        var requested = await reads.RequestAsync(selected.Ids, engineId, CancellationToken.None);
        snackbar.Add($"{Nouns.Count(requested.Queued, "page")} queued for {engineId}" + (requested.Skipped > 0 ? $"; {requested.Skipped} were read by it already." : "."), Severity.Success);
        await LoadAsync(CancellationToken.None);
    }

    private void MakeBatch()
    {
        if (rows!.Items.Where(r => selected.Contains(r.Id)).Select(r => r.ProjectId).Distinct().Count() > 1)
            snackbar.Add("A batch is made from documents of one project, and the selected ones are in several. Select those of one, or move them first.", Severity.Warning);
        else
            navigation.NavigateTo($"batches/new?documents={string.Join(',', selected.Ids)}");
    }

    private async Task TagAsync()
    {
        var given = 0;
        if (!await dialogs.AskNameAsync("Tag documents", $"Tag for {Nouns.Count(selected.Count, "document")}", "", DocumentTag.MaxNameLength, SaveAsync, "Add tag"))
            return;
        snackbar.Add($"{Nouns.Count(given, "document")} tagged.", Severity.Success);
        await LoadAsync(CancellationToken.None);

        async Task<string?> SaveAsync(string tag)
        {
            if (await labels.TagAsync(selected.Ids, tag, accountId, CancellationToken.None) is not { } count)
                return $"A tag has 1 to {DocumentTag.MaxNameLength} characters.";
            given = count;
            return null;
        }
    }

    private async Task UntagAsync(string tag)
    {
        var had = await labels.UntagAsync(selected.Ids, tag, accountId, CancellationToken.None);
        snackbar.Add($"Tag {tag} removed from {Nouns.Count(had, "document")}.", Severity.Success);
        await LoadAsync(CancellationToken.None);
    }

    private async Task MoveAsync()
    {
        var chosen = selected.Ids.ToList();
        if (await dialogs.MoveAsync(Nouns.Count(chosen.Count, "document"), MoveTexts.OfDocuments, projects, scope.Only, to => moves.DocumentsAsync(chosen, to, accountId, CancellationToken.None)) is not { } moved)
            return;
        moved.Tell(snackbar, "document");
        await LoadAsync(CancellationToken.None);
    }

    private static string Describe(DeletionPlan plan) =>
        $"Delete {Nouns.Count(plan.Documents, "document")} with {Nouns.Count(plan.Pages, "page")} and {Nouns.Count(plan.Words, "recognized word")}? This cannot be undone."
        + (plan.Kept == 0 ? "" : $" {Nouns.Count(plan.Kept, "selected document")} {(plan.Kept == 1 ? "stays" : "stay")}, because tasks were made from {(plan.Kept == 1 ? "it" : "them")}: {string.Join(", ", plan.Batches)}.");

    private async Task DeleteAsync()
    {
        var plan = await deletion.PlanAsync(scope, selected.Ids, CancellationToken.None);
        if (plan.Documents == 0)
        {
            snackbar.Add($"Nothing was deleted: tasks were made from {(plan.Kept == 1 ? "this document" : "all of these documents")} in {string.Join(", ", plan.Batches)}.", Severity.Warning);
            return;
        }
        if (!await dialogs.ConfirmAsync("Delete documents", Describe(plan), "Delete", isDestructive: true))
            return;
        var deleted = 0;
        var kept = new List<string>();
        foreach (var id in selected.Ids.ToList())
        {
            var outcome = await deletion.DeleteAsync(id, accountId, CancellationToken.None);
            if (outcome is DeletionOutcome.InUse inUse)
                kept.AddRange(inUse.Batches);
            else
                deleted += outcome is DeletionOutcome.Deleted ? 1 : 0;
            if (outcome is not DeletionOutcome.InUse)
                selected.Set(id, false);
        }
        snackbar.Add(
            $"{Nouns.Count(deleted, "document")} deleted." + (kept.Count > 0 ? $" Tasks were made from the others, so they stay: {string.Join(", ", kept.Distinct())}." : ""),
            kept.Count > 0 ? Severity.Warning : Severity.Success);
        await LoadAsync(CancellationToken.None);
    }
}
