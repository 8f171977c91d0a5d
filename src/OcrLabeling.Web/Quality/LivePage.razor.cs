using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Labeling;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Quality;

/// <summary>A batch, or a worker, at this moment.</summary>
public sealed partial class LivePage(LiveMonitor floor, LabelingActivity activity, SignedImageUrls urls, CurrentUserSource users, ISnackbar snackbar)
{
    private const int Stream = 24;

    private LiveSnapshot? live;
    private IReadOnlyList<LiveAnswer> shown = [];
    private bool missing, isHeld;
    private Guid accountId;
    private ProjectScope reader = ProjectScope.Nothing;
    private LiveRefresh? refresh;

    [Parameter] public Guid? BatchKey { get; set; }

    [Parameter] public Guid? WorkerKey { get; set; }

    private BatchId? Batch => BatchKey is { } key ? new BatchId(key) : null;

    private string OfRecent => $"Of the last {live!.Recent.ToString("N0", CultureInfo.InvariantCulture)} answers";

    private string ChecksText => live!.Rows.Sum(r => r.Checks) is var checks && checks == 0 ? "–" : $"{live.Rows.Sum(r => r.ChecksRight)} of {checks}";

    protected override void OnInitialized() => refresh = LiveRefresh.OfLabeling(activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)), batch => BatchKey is null || batch == Batch);

    protected override async Task OnParametersSetAsync()
    {
        var user = await users.GetAsync();
        (accountId, reader) = (user.AccountId, user.Reader);
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => refresh?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        live = await floor.ReadAsync(reader, Batch, WorkerKey is { } worker ? new WorkerId(worker) : null, Stream, ct);
        missing = live is null;
        if (!isHeld)
            shown = live?.Stream ?? [];
        StateHasChanged();
    }

    private void HeldChanged()
    {
        if (!isHeld)
            shown = live?.Stream ?? [];
    }

    private double? Mean(Func<LiveRow, double> share) => live!.Recent == 0 ? null : live.Rows.Sum(r => share(r) * r.Answers) / live.Recent;

    private Task StoppedAsync(string? what)
    {
        if (what is not null)
            snackbar.Add(what, Severity.Success);
        return LoadAsync(CancellationToken.None);
    }
}
