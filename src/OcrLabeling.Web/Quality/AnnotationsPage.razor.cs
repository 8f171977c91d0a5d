using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Quality;

public sealed partial class AnnotationsPage(
    AnnotationGallery annotations, LabelingActivity activity, SignedImageUrls urls, CurrentUserSource users, NavigationManager navigation, IJSRuntime js)
{
    public const int PageSize = 24;

    private readonly ComponentScript script = new(js);
    private GalleryFilter filter = new();
    private GalleryPage? page;
    private IReadOnlyList<WorkerChoice> workers = [];
    private string? subject;
    private bool missing;
    private Guid accountId;
    private ProjectScope reader = ProjectScope.Nothing;
    private LiveRefresh? live;
    private ElementReference gallery;

    [Parameter] public Guid? BatchKey { get; set; }

    [Parameter] public Guid? WorkerKey { get; set; }

    [SupplyParameterFromQuery(Name = "worker")] private Guid? Worker { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "relation")] private string? Relation { get; set; }

    [SupplyParameterFromQuery(Name = "consensus")] private string? Consensus { get; set; }

    [SupplyParameterFromQuery(Name = "disagreement")] private bool? Disagreement { get; set; }

    [SupplyParameterFromQuery(Name = "order")] private string? Order { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    private int CurrentPage => PageLinks.NumberOf(Number);

    private bool IsNarrowed => filter is not { Kind: null, Relation: null, Consensus: null, OnlyDisagreements: false } || Worker is not null;

    protected override void OnInitialized() => live = LiveRefresh.OfLabeling(
        activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)), batch => filter.BatchId is null || filter.BatchId == batch);

    protected override async Task OnParametersSetAsync()
    {
        var user = await users.GetAsync();
        (accountId, reader) = (user.AccountId, user.Reader);
        filter = new GalleryFilter(
            BatchKey is { } batch ? new BatchId(batch) : null,
            (WorkerKey ?? Worker) is { } worker ? new WorkerId(worker) : null,
            Choice.Parse<AnswerKind>(Kind), Choice.Parse<PreLabelRelation>(Relation), Disagreement == true, Choice.Parse<ConsensusStatus>(Consensus),
            Choice.Parse<GalleryOrder>(Order) ?? GalleryOrder.Newest);
        subject = await annotations.SubjectAsync(filter.BatchId, filter.WorkerId is { } id && BatchKey is null ? id : null, CancellationToken.None);
        missing = subject is null;
        if (filter.BatchId is { } of)
            workers = await annotations.WorkersAsync(of, CancellationToken.None);
        await LoadAsync(CancellationToken.None);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (page is not { Total: > 0 })
            return;
        if (!script.IsLoaded)
            await script.LoadAsync(Assets["src/OcrLabeling.Web/Quality/AnnotationsPage.razor.js"]);
        await script.CallAsync("attach", gallery);
    }

    public ValueTask DisposeAsync()
    {
        live?.Dispose();
        return script.DisposeAsync();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        if (missing)
            return;
        var asked = (filter, CurrentPage);
        var read = await annotations.ReadAsync(reader, filter, (CurrentPage - 1) * PageSize, PageSize, ct);
        // another page or filter was chosen while this one was read
        if (asked != (filter, CurrentPage))
            return;
        page = read;
        StateHasChanged();
    }

    private string ImageUrl(AnnotatedTask task) => urls.For(task.Image, task.ImageMediaType, accountId);

    private string HrefOf(params (string Name, object? Value)[] changes) =>
        navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value));
}
