using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Training;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Training;

public sealed partial class TrainingPage(
    TrainingList list, TrainingService service, DatasetList datasetList, TrainedModels trained, Trainer trainer, JobControl jobs, JobActivity activity, CurrentUserSource users,
    CurrentProject current)
{
    private const int UsualSteps = 1500;

    private Rows<TrainingRow>? runs;
    private IReadOnlyList<WordModel> models = [];
    private IReadOnlyList<DatasetRow>? datasets;
    private string datasetId = "";
    private string baseModelId = "";
    private int steps = UsualSteps;
    private string? fault;
    private string? trainerFault;
    private LiveRefresh? live;
    private ProjectScope scope = ProjectScope.Nothing;

    [SupplyParameterFromQuery(Name = "dataset")] private Guid? Dataset { get; set; }

    [SupplyParameterFromQuery(Name = CurrentProject.Parameter)] private string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "size")] private int? Size { get; set; }

    private TableAddress State => new(Sort, Number, Size);

    private IReadOnlyList<ModelLine> Lines => [.. models.Select(m => new ModelLine(m)), new ModelLine(null)];

    private bool AnyPromoted => models.Any(m => m.PromotedAt is not null);

    protected override void OnInitialized() =>
        live = new LiveRefresh(activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)), subject => subject.Kind == JobKind.Train);

    protected override async Task OnParametersSetAsync()
    {
        scope = await current.ScopeAsync(ProjectKey);
        datasets = [.. (await datasetList.ListCompleteAsync(scope, CancellationToken.None)).Where(d => d.Crops >= TrainingService.FewestWords)];
        datasetId = Dataset?.ToString() ?? (datasetId.Length > 0 ? datasetId : (datasets.Count > 0 ? datasets[0].Id.ToString() : ""));
        await LoadAsync(CancellationToken.None);
        trainerFault = await trainer.FindFaultAsync(CancellationToken.None);
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        runs = await list.ListAsync(scope, State.Skip, State.Size, ct, State.Order);
        models = await list.ModelsAsync(ct);
        StateHasChanged();
    }

    private async Task StartAsync()
    {
        var outcome = Guid.TryParse(datasetId, out var dataset)
            ? await service.StartAsync(new DatasetId(dataset), Guid.TryParse(baseModelId, out var start) ? new WordModelId(start) : null, steps, (await users.GetAsync()).AccountId, CancellationToken.None)
            : new NewTrainingOutcome.Refused("Choose a dataset.");
        fault = (outcome as NewTrainingOutcome.Refused)?.Reason;
        await LoadAsync(CancellationToken.None);
    }

    private async Task PromoteAsync(WordModel? model)
    {
        await trained.PromoteAsync(model?.Id, (await users.GetAsync()).AccountId, CancellationToken.None);
        await LoadAsync(CancellationToken.None);
    }

    private Task<bool> RetryAsync(TrainingRow run) => jobs.RetryAsync(new JobSubject(JobKind.Train, run.Id.Value), CancellationToken.None);

    private async Task CancelAsync(TrainingRow run) =>
        await jobs.CancelAsync(new JobSubject(JobKind.Train, run.Id.Value), (await users.GetAsync()).DisplayName, CancellationToken.None);

    /// <param name="Model">Null: the one that ships with the product.</param>
    private sealed record ModelLine(WordModel? Model);
}
