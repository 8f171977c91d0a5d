using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Evaluation;

public sealed partial class EvaluationsPage(
    EvaluationList list, EvaluationService service, DatasetList datasetList, IImageReader reader, JobControl jobs, JobActivity activity, CurrentUserSource users,
    CurrentProject current, NavigationManager navigation)
{
    private static readonly ColumnMeaning[] columns =
    [
        new("Crop SWA", "Of words cut out, the share read right to the letter."),
        new("Crop CER", "Of words cut out, wrong characters for each true one. Not to be compared with Page CER: a crop holds no word to miss."),
        new("Page word F1", "Of whole pages, words found at their place (boxes overlap by half) and read right, against true and read words. Pages with word boxes only."),
        new("Page bag F1", "Of whole pages, equal words wherever they stand."),
        new("Page CER", "Of whole pages, wrong, missing and invented characters for each true one."),
    ];

    private readonly HashSet<EvaluationRunId> chosen = [];
    private Rows<EvaluationRow>? runs;
    private List<EvaluationLine> rows = [];
    private IReadOnlyList<string> engines = [];
    private IReadOnlyList<DatasetRow>? datasets;
    private string engineId = "";
    private string datasetId = "";
    private string? fault;
    private LiveRefresh? live;
    private ProjectScope scope = ProjectScope.Nothing;

    [SupplyParameterFromQuery(Name = "dataset")] private Guid? Dataset { get; set; }

    [SupplyParameterFromQuery(Name = "engine")] private string? Engine { get; set; }

    [SupplyParameterFromQuery(Name = "only")] private Guid? Only { get; set; }

    [SupplyParameterFromQuery(Name = CurrentProject.Parameter)] private string? ProjectKey { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "size")] private int? Size { get; set; }

    [SupplyParameterFromQuery(Name = "archived")] private string? ArchivedOnly { get; set; }

    private bool Archived => ArchivedOnly == "true";

    private TableAddress State => new(Sort, Number, Size);

    private bool IsNarrowed => Engine is not null || Only is not null || Archived;

    protected override void OnInitialized() =>
        live = new LiveRefresh(activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)), subject => subject.Kind == JobKind.Evaluate);

    protected override async Task OnParametersSetAsync()
    {
        scope = await current.ScopeAsync(ProjectKey);
        datasets = await datasetList.ListCompleteAsync(scope, CancellationToken.None);
        engineId = engineId.Length > 0 ? engineId : reader.CropEngineIds is { Count: > 0 } engines ? engines[0] : "";
        datasetId = Dataset?.ToString() ?? (datasetId.Length > 0 ? datasetId : (datasets.Count > 0 ? datasets[0].Id.ToString() : ""));
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        runs = await list.ListAsync(scope, Only is { } only ? new DatasetId(only) : null, State.Skip, State.Size, ct, Engine, State.Order, Archived);
        engines = await list.EnginesAsync(scope, ct);
        rows = [.. runs.Items.Select(r => new EvaluationLine(r, r.ReportJson is null ? null : EvaluationReport.Parse(r.ReportJson)))];
        StateHasChanged();
    }

    private async Task StartAsync()
    {
        var outcome = Guid.TryParse(datasetId, out var dataset)
            ? await service.StartAsync(engineId, new DatasetId(dataset), (await users.GetAsync()).AccountId, CancellationToken.None)
            : new NewRunOutcome.Refused("Choose a dataset.");
        fault = (outcome as NewRunOutcome.Refused)?.Reason;
        await LoadAsync(CancellationToken.None);
    }

    private void Go(string? engine, Guid? only, bool archived) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["engine"] = string.IsNullOrEmpty(engine) ? null : engine, ["only"] = only, ["archived"] = archived ? "true" : null, ["page"] = null,
    }));

    /// <summary>Two finished runs over the same dataset.</summary>
    private bool CanChoose(EvaluationRow run) =>
        run.ReportJson is not null && (chosen.Contains(run.Id)
            || chosen.Count < 2 && (runs?.Items.Where(r => chosen.Contains(r.Id)).All(r => r.DatasetId == run.DatasetId) ?? false));

    private void Choose(EvaluationRow run, bool on)
    {
        if (on)
            chosen.Add(run.Id);
        else
            chosen.Remove(run.Id);
    }

    private Task<bool> RetryAsync(EvaluationRow run) => jobs.RetryAsync(new JobSubject(JobKind.Evaluate, run.Id.Value), CancellationToken.None);

    private async Task CancelAsync(EvaluationRow run) =>
        await jobs.CancelAsync(new JobSubject(JobKind.Evaluate, run.Id.Value), (await users.GetAsync()).DisplayName, CancellationToken.None);
}
