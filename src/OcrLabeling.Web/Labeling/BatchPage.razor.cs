using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Labeling;

public sealed partial class BatchPage(BatchList batches, LabelingActivity labeling, JobActivity jobActivity)
{
    private readonly List<LiveRefresh> live = [];
    private BatchDetail? batch;
    private bool loaded;
    private int version;

    [Parameter] public Guid Key { get; set; }

    private BatchId Id => new(Key);

    protected override void OnInitialized()
    {
        live.Add(LiveRefresh.OfLabeling(labeling, DispatchExceptionAsync, RefreshAsync, changed => changed == Id));
        live.Add(new LiveRefresh(jobActivity, DispatchExceptionAsync, RefreshAsync, subject => subject.Id == Key));
    }

    protected override Task OnParametersSetAsync() => LoadAsync(CancellationToken.None);

    public void Dispose() => live.ForEach(l => l.Dispose());

    private async Task LoadAsync(CancellationToken ct)
    {
        batch = await batches.FindAsync(Id, ct);
        loaded = true;
        version++;
    }

    private Task RefreshAsync(CancellationToken ct) => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    });
}
