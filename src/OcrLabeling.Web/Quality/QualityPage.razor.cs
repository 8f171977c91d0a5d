using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Quality;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Labeling;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Quality;

public sealed partial class QualityPage(
    QualityReport report, GoldBox gold, ContestDesk contests, WorkerSupervision supervision, StatsChoices choices, LabelingActivity activity, SignedImageUrls urls, CurrentUserSource users)
{
    private const int MostContested = 24;

    private QualitySnapshot? quality;
    private IReadOnlyList<BatchChoice> sources = [];
    private IReadOnlyList<ContestedCheck> contested = [];
    private Guid accountId;
    private string? notice;
    private bool missing;
    private LiveRefresh? live;

    [Parameter] public Guid Key { get; set; }

    private BatchId Id => new(Key);

    private string GoldLine => (quality!.Gold.Values.Sum(), quality.GoldPercent) switch
    {
        (0, _) => "None yet: nobody's accuracy can be told.",
        (_, 0) => "Not handed out: the batch's settings say 0 % of the cards.",
        var (_, percent) => $"{percent} % of the cards. {string.Join(", ", quality.Gold.OrderBy(g => g.Key).Select(g => $"{g.Value:N0} {g.Key.Label()}"))}.",
    };

    protected override void OnInitialized() => live = LiveRefresh.OfLabeling(activity, ct => InvokeAsync(() => LoadAsync(ct)), batch => batch == Id);

    protected override async Task OnParametersSetAsync()
    {
        accountId = (await users.GetAsync()).AccountId;
        sources = [.. (await choices.ReadAsync(CancellationToken.None)).Batches.Where(b => b.Id != Id)];
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        quality = await report.ReadAsync(Id, ct);
        missing = quality is null;
        contested = await contests.OpenAsync(Id, MostContested, ct);
        StateHasChanged();
    }

    private async Task<string?> AddGoldAsync(GoldDraft draft)
    {
        var outcome = await gold.AddAsync(Id, draft, accountId, CancellationToken.None);
        if (outcome is AddGoldOutcome.Refused refused)
            return refused.Reason;
        notice = $"{BatchTexts.Count(((AddGoldOutcome.Added)outcome).Count, "gold task")} added.";
        await LoadAsync(CancellationToken.None);
        return null;
    }

    private async Task PauseAsync(WorkerQuality worker)
    {
        await supervision.PauseAsync(Id, worker.Id, "The team has paused your work on this batch.", accountId, CancellationToken.None);
        await LoadAsync(CancellationToken.None);
    }

    private async Task ResumeAsync(WorkerQuality worker)
    {
        await supervision.LiftAsync(Id, worker.Id, accountId, CancellationToken.None);
        await LoadAsync(CancellationToken.None);
    }

    private async Task TakeBackAsync(WorkerQuality worker)
    {
        var taken = await supervision.TakeCardsBackAsync(Id, worker.Id, CancellationToken.None);
        notice = $"{BatchTexts.Count(taken, "card")} of {worker.Name} {(taken == 1 ? "is" : "are")} with the others again.";
        await LoadAsync(CancellationToken.None);
    }

    private async Task DecideAsync(ContestedCheck check, ContestStatus status, string reply)
    {
        var decided = await contests.DecideAsync(check.Task.Id, check.WorkerId, status, reply, accountId, CancellationToken.None);
        notice = decided ? null : "That check has been decided meanwhile.";
        await LoadAsync(CancellationToken.None);
    }

    private string ImageUrlOf(AnnotatedTask task) => urls.For(task.Image, task.ImageMediaType, accountId);
}
