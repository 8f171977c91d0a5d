using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Labeling;

public sealed partial class BatchesPage(
    BatchList batches, BatchControl control, JobControl jobs, LabelingActivity labeling, JobActivity jobActivity, CurrentUserSource users, NavigationManager navigation)
{
    public const int PageSize = 25;

    private readonly List<LiveRefresh> live = [];
    private Rows<BatchRow>? rows;
    private string? notice;

    [SupplyParameterFromQuery(Name = "status")] private string? StatusName { get; set; }

    [SupplyParameterFromQuery(Name = "name")] private string? Name { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    private BatchStatus? Status => ParseStatus(StatusName);

    private string Search => Name ?? "";

    private int CurrentPage => PageLinks.NumberOf(Number);

    protected override void OnInitialized()
    {
        live.Add(LiveRefresh.OfLabeling(labeling, RefreshAsync));
        live.Add(new LiveRefresh(jobActivity, RefreshAsync, subject => subject.Kind == JobKind.PrepareBatch));
    }

    protected override Task OnParametersSetAsync() => LoadAsync(CancellationToken.None);

    public void Dispose() => live.ForEach(l => l.Dispose());

    private async Task LoadAsync(CancellationToken ct) => rows = await batches.ListAsync(Status, Search, (CurrentPage - 1) * PageSize, PageSize, ct);

    private Task RefreshAsync(CancellationToken ct) => InvokeAsync(async () =>
    {
        await LoadAsync(ct);
        StateHasChanged();
    });

    private async Task ChangeAsync(BatchRow row, BatchChange change)
    {
        var done = await control.ChangeAsync(row.Id, change, (await users.GetAsync()).AccountId, CancellationToken.None);
        notice = done ? null : $"{row.Name} has changed meanwhile.";
        await LoadAsync(CancellationToken.None);
    }

    private async Task PrepareAgainAsync(BatchRow row)
    {
        await jobs.RetryAsync(new JobSubject(JobKind.PrepareBatch, row.Id.Value), CancellationToken.None);
        await LoadAsync(CancellationToken.None);
    }

    private void Go(BatchStatus? status, string search, int page) => navigation.NavigateTo(HrefOf(status, search, page));

    private string HrefOf(BatchStatus? status, string search, int page) => navigation.GetUriWithQueryParameters("batches", new Dictionary<string, object?>
    {
        ["status"] = status?.ToString(),
        ["name"] = search.Length > 0 ? search : null,
        ["page"] = page > 1 ? page : null,
    });

    private static BatchStatus? ParseStatus(string? name) => Choice.Parse<BatchStatus>(name);
}
