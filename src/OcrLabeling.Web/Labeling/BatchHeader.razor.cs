using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Pipeline;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Labeling;

public sealed partial class BatchHeader(
    BatchList batches, WaitingList waitingList, BatchControl control, JobControl jobs, LabelingActivity labeling, JobActivity jobActivity, CurrentUserSource users, CurrentProject current,
    ISnackbar snackbar)
{
    private readonly List<LiveRefresh> live = [];
    private BatchRow? row;
    private IReadOnlyList<ProjectChoice> projects = [];
    private WaitingWork waiting = WaitingWork.None;

    [Parameter, EditorRequired] public required BatchId BatchId { get; set; }

    [Parameter, EditorRequired] public required BatchTab Tab { get; set; }

    /// <summary>The batch was paused, resumed, closed or is prepared again.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    protected override void OnInitialized()
    {
        live.Add(LiveRefresh.OfLabeling(labeling, DispatchExceptionAsync, RefreshAsync, changed => changed == BatchId));
        live.Add(new LiveRefresh(jobActivity, DispatchExceptionAsync, RefreshAsync, subject => subject.Id == BatchId.Value));
    }

    protected override async Task OnParametersSetAsync()
    {
        await LoadAsync(CancellationToken.None);
        projects = await current.ChoicesAsync();
    }

    public void Dispose() => live.ForEach(l => l.Dispose());

    private async Task LoadAsync(CancellationToken ct)
    {
        row = await batches.RowAsync(BatchId, ct);
        waiting = (await waitingList.OfAsync([BatchId], ct)).GetValueOrDefault(BatchId, WaitingWork.None);
    }

    private Task RefreshAsync(CancellationToken ct) => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    });

    private async Task ChangeAsync(BatchChange change)
    {
        if (!await control.ChangeAsync(BatchId, change, (await users.GetAsync()).AccountId, CancellationToken.None))
            snackbar.Add("The batch has changed meanwhile.", Severity.Warning);
        await LoadAsync(CancellationToken.None);
        await OnChanged.InvokeAsync();
    }

    private async Task RenamedAsync()
    {
        await LoadAsync(CancellationToken.None);
        await OnChanged.InvokeAsync();
    }

    private async Task PrepareAgainAsync()
    {
        await jobs.RetryAsync(new JobSubject(JobKind.PrepareBatch, BatchId.Value), CancellationToken.None);
        await LoadAsync(CancellationToken.None);
        await OnChanged.InvokeAsync();
    }
}
