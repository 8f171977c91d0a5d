using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Quality;

public sealed partial class ResultsPage(
    ConsensusResolver resolver, ConsensusSummaries summaries, AnnotationGallery gallery, Adjudication adjudication, DatasetCatalog datasets,
    LabelingActivity activity, SignedImageUrls urls, CurrentUserSource users, NavigationManager navigation)
{
    public const int PageSize = 24;

    private ConsensusSummary? summary;
    private GalleryPage? disputed;
    private bool missing;
    private Guid accountId;
    private string datasetName = "";
    private string? fault;
    private LiveRefresh? live;

    [Parameter] public Guid Key { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    private BatchId Id => new(Key);

    private int CurrentPage => PageLinks.NumberOf(Number);

    protected override void OnInitialized() => live = LiveRefresh.OfLabeling(activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)), batch => batch == Id);

    protected override async Task OnParametersSetAsync()
    {
        accountId = (await users.GetAsync()).AccountId;
        await resolver.ResolveAsync(Id, CancellationToken.None);
        await LoadAsync(CancellationToken.None);
        if (datasetName.Length == 0)
            datasetName = summary?.Name ?? "";
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        summary = await summaries.ReadAsync(Id, ct);
        missing = summary is null;
        disputed = await gallery.ReadAsync(
            (await users.GetAsync()).Reader,
            new GalleryFilter(Id, Consensus: ConsensusStatus.Disputed, Order: GalleryOrder.Sequence), (CurrentPage - 1) * PageSize, PageSize, ct);
        StateHasChanged();
    }

    private async Task<string?> DecideAsync(AnnotatedTask task, Vote truth)
    {
        var outcome = await adjudication.DecideAsync(task.Id, truth.Kind, truth.Text, accountId, CancellationToken.None, task.Turns, task.Votes);
        if (outcome is AdjudicationOutcome.Refused refused)
            return refused.Reason;
        await LoadAsync(CancellationToken.None);
        return outcome.Warning();
    }

    private async Task SaveAsync()
    {
        var outcome = await datasets.SaveBatchAsync(datasetName, Id, accountId, CancellationToken.None);
        fault = (outcome as NewDatasetOutcome.Refused)?.Reason;
        if (outcome is NewDatasetOutcome.Added added)
            navigation.NavigateTo($"datasets/{added.Id}");
    }
}
