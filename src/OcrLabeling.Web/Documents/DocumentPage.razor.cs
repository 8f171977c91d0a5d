using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Reading;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Documents;

public sealed partial class DocumentPage(
    DocumentReading reading, DocumentLabels labels, PageTurning turning, PageReads reads, JobControl control, IImageReader reader, JobActivity activity, SignedImageUrls urls, CurrentUserSource users, NavigationManager navigation,
    IDialogService dialogs)
{
    private DocumentView? document;
    private PageView current = null!;
    private IReadOnlyList<RunView> runs = [];
    private IReadOnlyList<WordView> words = [];
    private OcrRunId? wordsOf;
    private RunView? run;
    private LiveRefresh? live;
    private CurrentUser? user;
    private bool missing, isTurning;
    private string? turnNotice;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery] private string? Engine { get; set; }

    private IEnumerable<string> OtherEngines => reader.EngineIds.Except(runs.Select(r => r.EngineId));

    private string? ImageUrl => current.Image is { } image ? urls.For(image, current.ImageMediaType!, user!.AccountId) : null;

    private string Facts => string.Join(" · ",
        document!.Category.Label(), document.Format.Label(), DocumentTexts.Size(document.SizeBytes), $"{current.Width} × {current.Height} pixels");

    protected override void OnInitialized() => live = new LiveRefresh(activity, DispatchExceptionAsync, ct => InvokeAsync(async () =>
    {
        if (document is null || runs.All(r => r.Status is not (JobStatus.Queued or JobStatus.Running)))
            return;
        document = await reading.FindAsync(document.Id, ct) ?? document;
        await LoadPageAsync(ct);
        StateHasChanged();
    }), subject => subject.Kind == JobKind.ReadPage);

    protected override async Task OnParametersSetAsync()
    {
        user ??= await users.GetAsync();
        if (document?.Id.Value != Id)
            document = await reading.OpenAsync(new DocumentId(Id), user.AccountId, CancellationToken.None);
        missing = document is null;
        if (!missing)
            await LoadPageAsync(CancellationToken.None);
    }

    private async Task RenameAsync()
    {
        if (await dialogs.AskNameAsync("Rename document", "File name", document!.FileName, DocumentLabels.MaxFileNameLength, name => labels.RenameAsync(document.Id, name, user!.AccountId, CancellationToken.None)))
            document = await reading.FindAsync(document.Id, CancellationToken.None) ?? document;
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadPageAsync(CancellationToken ct)
    {
        var before = current?.Id;
        current = document!.Pages[Math.Clamp(Number ?? 1, 1, document.Pages.Count) - 1];
        if (before is not null && before != current.Id)
            turnNotice = null;
        runs = await reading.RunsAsync(current.Id, ct);
        run = runs.FirstOrDefault(r => r.EngineId == Engine) ?? (runs.Count > 0 ? runs[0] : null);
        var readable = run is { Status: JobStatus.Succeeded } ? run.Id : (OcrRunId?)null;
        if (readable == wordsOf)
            return;
        words = readable is { } id ? await reading.WordsAsync(id, ct) : [];
        wordsOf = readable;
    }

    private string HrefOf(int number, string? engine) => navigation.GetUriWithQueryParameters($"documents/{Id}", new Dictionary<string, object?> { ["page"] = number, ["engine"] = engine });

    private async Task ReadAsync(string engine)
    {
        await reads.RequestAsync([document!.Id], engine, CancellationToken.None);
        navigation.NavigateTo(HrefOf(current.Number, engine));
    }

    private async Task TurnAsync(int quarterTurns)
    {
        if (isTurning)
            return;
        isTurning = true;
        try
        {
            var plan = await turning.PlanAsync((await users.GetAsync()).Reader, current.Id, CancellationToken.None);
            if (plan is { Preparing.Count: 0, Tasks.Cards: > 0 } && !await MayTurnAsync(plan.Tasks))
                return;
            turnNotice = TurnTexts.Told(await turning.TurnAsync(current.Id, quarterTurns, user!.AccountId, CancellationToken.None));
        }
        finally
        {
            isTurning = false;
        }
        document = await reading.FindAsync(document!.Id, CancellationToken.None) ?? document;
        wordsOf = null;
        words = [];
        await LoadPageAsync(CancellationToken.None);
    }

    private Task<bool> MayTurnAsync(TurnedTasks tasks) => dialogs.ConfirmAsync("Turn page", TurnTexts.Ahead(tasks), "Turn");

    private async Task RetryAsync()
    {
        await control.RetryAsync(new JobSubject(JobKind.ReadPage, run!.Id.Value), CancellationToken.None);
        await LoadPageAsync(CancellationToken.None);
    }

    private async Task CancelAsync()
    {
        await control.CancelAsync(new JobSubject(JobKind.ReadPage, run!.Id.Value), user!.DisplayName, CancellationToken.None);
        await LoadPageAsync(CancellationToken.None);
    }
}
