using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Scoring;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Evaluation;

public sealed partial class EvaluationPage(EvaluationList list, EvaluationService service, JobControl jobs, JobActivity activity, CurrentUserSource users, NavigationManager navigation, IDialogService dialogs)
{
    private const int MaxFailures = 20;
    private const int MaxRivals = 50;

    private EvaluationRow? run;
    private EvaluationReport? report;
    private IReadOnlyList<EvaluationRow> rivals = [];
    private bool missing;
    private bool everything;
    private LiveRefresh? live;

    [Parameter] public Guid Key { get; set; }

    [CascadingParameter(Name = ReaderZone.Name)] private TimeZoneInfo? Zone { get; set; }

    private string Subtitle =>
        $"{(run!.Name is null ? null : $"{run.EngineId} on {run.Dataset} · ")}{(run.EngineVersion is null ? "The version is known with the first reading." : $"Version {run.EngineVersion}")}{(run.ArchivedAt is null ? null : " · Archived")}";

    private JobSubject Subject => new(JobKind.Evaluate, Key);

    private IEnumerable<ScoreReport> Parts => new[] { report?.Crops, report?.Pages }.OfType<ScoreReport>();

    protected override void OnInitialized() => live = new LiveRefresh(activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)), subject => subject == Subject);

    protected override async Task OnParametersSetAsync()
    {
        report = null;
        await LoadAsync(CancellationToken.None);
    }

    private async Task<ProjectScope> ReaderAsync() => (await users.GetAsync()).Reader;

    public void Dispose() => live?.Dispose();

    /// <summary>Pages without word boxes have no word figures; the bag of words stands in.</summary>
    private async Task LoadAsync(CancellationToken ct)
    {
        // a report never changes
        if (report is not null)
            return;
        run = await list.FindAsync(await ReaderAsync(), new EvaluationRunId(Key), ct);
        missing = run is null;
        if (run is { ReportJson: { } json })
        {
            report = EvaluationReport.Parse(json);
            rivals = [.. (await list.ListAsync(await ReaderAsync(), run.DatasetId, 0, MaxRivals, ct)).Items.Where(r => r.Id != run.Id && r.ReportJson is not null)];
        }
        StateHasChanged();
    }

    private async Task RenameAsync()
    {
        var by = (await users.GetAsync()).AccountId;
        if (await dialogs.AskNameAsync("Name evaluation", "Name; empty for engine and dataset", run!.Name ?? "", EvaluationRun.MaxNameLength, name => service.RenameAsync(run.Id, name, by, CancellationToken.None), "Save"))
            run = await list.FindAsync(await ReaderAsync(), run.Id, CancellationToken.None);
    }

    private async Task ArchiveAsync()
    {
        await service.ArchiveAsync(run!.Id, run.ArchivedAt is null, (await users.GetAsync()).AccountId, CancellationToken.None);
        run = await list.FindAsync(await ReaderAsync(), run.Id, CancellationToken.None);
    }

    private Task<bool> RetryAsync() => jobs.RetryAsync(Subject, CancellationToken.None);

    private async Task CancelAsync() => await jobs.CancelAsync(Subject, (await users.GetAsync()).DisplayName, CancellationToken.None);
}
