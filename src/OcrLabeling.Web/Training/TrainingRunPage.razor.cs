using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Training;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Training;

public sealed partial class TrainingRunPage(TrainingList list, JobControl jobs, JobActivity activity, CurrentUserSource users)
{
    private TrainingRow? run;
    private IReadOnlyList<TrainingPoint> curve = [];
    private bool missing;
    private LiveRefresh? live;

    [Parameter] public Guid Key { get; set; }

    private JobSubject Subject => new(JobKind.Train, Key);

    protected override void OnInitialized() => live = new LiveRefresh(activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)), subject => subject == Subject);

    protected override Task OnParametersSetAsync() => LoadAsync(CancellationToken.None);

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        run = await list.FindAsync(new TrainingRunId(Key), ct);
        missing = run is null;
        curve = run is null ? [] : TrainingPoint.Parse(run.CurveJson);
        StateHasChanged();
    }

    private IReadOnlyList<CurvePoint> Points(Func<TrainingPoint, double?> value) =>
        [.. curve.Where(p => value(p) is not null).Select(p => new CurvePoint(p.Step, value(p)!.Value))];

    private Task<bool> RetryAsync() => jobs.RetryAsync(Subject, CancellationToken.None);

    private async Task CancelAsync() => await jobs.CancelAsync(Subject, (await users.GetAsync()).DisplayName, CancellationToken.None);
}
