using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Labeling;

public sealed partial class BatchPage(
    BatchList batches, BatchControl control, JobControl jobs, LabelingActivity labeling, JobActivity jobActivity, CurrentUserSource users)
{
    private readonly List<LiveRefresh> live = [];
    private BatchDetail? batch;
    private bool loaded;
    private int skipVersion;
    private string? notice;

    [Parameter] public Guid Key { get; set; }

    private BatchId Id => new(Key);

    protected override void OnInitialized()
    {
        live.Add(LiveRefresh.OfLabeling(labeling, RefreshAsync, changed => changed == Id));
        live.Add(new LiveRefresh(jobActivity, RefreshAsync, subject => subject.Id == Key));
    }

    protected override Task OnParametersSetAsync() => LoadAsync(CancellationToken.None);

    public void Dispose() => live.ForEach(l => l.Dispose());

    private async Task LoadAsync(CancellationToken ct)
    {
        batch = await batches.FindAsync(Id, ct);
        loaded = true;
        skipVersion++;
    }

    private Task RefreshAsync(CancellationToken ct) => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    });

    private async Task ChangeAsync(BatchChange change)
    {
        var done = await control.ChangeAsync(Id, change, (await users.GetAsync()).AccountId, CancellationToken.None);
        notice = done ? null : "The batch has changed meanwhile.";
        await LoadAsync(CancellationToken.None);
    }

    private async Task<ConfigureOutcome> ConfigureAsync(BatchSettings settings, BatchSettings known)
    {
        var outcome = await control.ConfigureAsync(Id, settings, known, (await users.GetAsync()).AccountId, CancellationToken.None);
        notice = outcome is ConfigureOutcome.NotRunning ? "The batch has been closed meanwhile." : null;
        await LoadAsync(CancellationToken.None);
        StateHasChanged();
        return outcome;
    }

    private async Task PrepareAgainAsync()
    {
        await jobs.RetryAsync(new JobSubject(JobKind.PrepareBatch, Key), CancellationToken.None);
        await LoadAsync(CancellationToken.None);
    }
}
