using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Documents;

public sealed partial class DocumentsPage(
    DocumentList documents, DocumentDeletion deletion, PageReads reads, IImageReader reader, JobActivity activity, SignedImageUrls urls,
    CurrentUserSource users, NavigationManager navigation, IDialogService dialogs)
{
    public const int PageSize = 25;
    private const string PreviewMediaType = "image/jpeg";

    private readonly HashSet<DocumentId> selected = [];
    private Rows<DocumentRow>? rows;
    private LiveRefresh? live;
    private Guid accountId;
    private string? notice;

    [SupplyParameterFromQuery(Name = "category")] private string? CategoryName { get; set; }

    [SupplyParameterFromQuery(Name = "privacy")] private string? PrivacyName { get; set; }

    [SupplyParameterFromQuery(Name = "name")] private string? FileName { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    private IReadOnlyList<string> Engines => reader.EngineIds;

    private int CurrentPage => PageLinks.NumberOf(Number);

    private bool IsNarrowed => Filter != new DocumentFilter();

    private bool AllSelected => rows is { Items.Count: > 0 } && rows.Items.All(r => selected.Contains(r.Id));

    private DocumentFilter Filter => new(
        DocumentCategories.TryParse(CategoryName, out var category) ? category : null,
        Choice.Parse<Privacy>(PrivacyName),
        FileName ?? "");

    protected override async Task OnInitializedAsync()
    {
        accountId = (await users.GetAsync()).AccountId;
        live = new LiveRefresh(activity, ct => InvokeAsync(async () =>
        {
            await LoadAsync(ct);
            StateHasChanged();
        }), subject => subject.Kind == JobKind.ReadPage);
    }

    protected override Task OnParametersSetAsync() => LoadAsync(CancellationToken.None);

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct) => rows = await documents.PageAsync(Filter, (CurrentPage - 1) * PageSize, PageSize, ct);

    private string? PreviewOf(DocumentRow row) => row.Preview is { } preview ? urls.For(preview, PreviewMediaType, accountId) : null;

    private void Go(DocumentFilter filter, int page) => navigation.NavigateTo(HrefOf(filter, page));

    private string HrefOf(DocumentFilter filter, int page) => navigation.GetUriWithQueryParameters("documents", new Dictionary<string, object?>
    {
        ["category"] = filter.Category?.ToName(),
        ["privacy"] = filter.Privacy?.ToString(),
        ["name"] = filter.Name.Length > 0 ? filter.Name : null,
        ["page"] = page > 1 ? page : null,
    });

    private void Select(DocumentId id, bool on)
    {
        if (on)
            selected.Add(id);
        else
            selected.Remove(id);
    }

    private void SelectAll(bool on)
    {
        foreach (var row in rows!.Items)
            Select(row.Id, on);
    }

    private async Task ReadAsync(string engineId)
    {
        var requested = await reads.RequestAsync(selected, engineId, CancellationToken.None);
        notice = $"{requested.Queued} pages queued for {engineId}" + (requested.Skipped > 0 ? $"; {requested.Skipped} were read by it already." : ".");
        await LoadAsync(CancellationToken.None);
    }

    private void MakeBatch() => navigation.NavigateTo($"batches/new?documents={string.Join(',', selected)}");

    private async Task DeleteAsync()
    {
        var chosen = selected.Count == 1 ? "this document" : $"these {selected.Count} documents";
        if (!await dialogs.ConfirmAsync("Delete documents", $"Delete {chosen} with all pages and words? This cannot be undone.", "Delete", isDestructive: true))
            return;
        var deleted = 0;
        var kept = new List<string>();
        foreach (var id in selected.ToList())
        {
            var outcome = await deletion.DeleteAsync(id, accountId, CancellationToken.None);
            if (outcome is DeletionOutcome.InUse inUse)
                kept.AddRange(inUse.Batches);
            else
                deleted += outcome is DeletionOutcome.Deleted ? 1 : 0;
            if (outcome is not DeletionOutcome.InUse)
                selected.Remove(id);
        }
        notice = $"{deleted} deleted." + (kept.Count > 0 ? $" Tasks were made from the others, so they stay: {string.Join(", ", kept.Distinct())}." : "");
        await LoadAsync(CancellationToken.None);
    }
}
