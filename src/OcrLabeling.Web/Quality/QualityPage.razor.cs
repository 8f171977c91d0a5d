using Microsoft.AspNetCore.Components;
using MudBlazor;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Labeling;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Quality;

public sealed partial class QualityPage(
    QualityReport report, AgreementOverTime agreement, GoldBox gold, DisputeService disputes, StatsChoices choices, LabelingActivity activity, SignedImageUrls urls, CurrentUserSource users, ISnackbar snackbar)
{
    private const int MostDisputed = 24;
    private const int MostDays = 60;

    private QualitySnapshot? quality;
    private IReadOnlyList<AgreementDay> days = [];
    private IReadOnlyList<BatchChoice> sources = [];
    private IReadOnlyList<DisputedCheck> disputed = [];
    private Guid accountId;
    private bool missing;
    private LiveRefresh? live;

    [Parameter] public Guid Key { get; set; }

    private BatchId Id => new(Key);

    private string GoldLine => (quality!.Gold.Values.Sum(), quality.GoldPercent) switch
    {
        (0, _) => "No gold tasks yet, so accuracy cannot be measured.",
        (_, 0) => "Not handed out: the batch's settings say 0 % of the cards.",
        var (_, percent) => $"{percent} % of the cards. {string.Join(", ", quality.Gold.OrderBy(g => g.Key).Select(g => $"{g.Value:N0} {g.Key.Label()}"))}.",
    };

    protected override void OnInitialized() => live = LiveRefresh.OfLabeling(activity, DispatchExceptionAsync, ct => InvokeAsync(() => LoadAsync(ct)), batch => batch == Id);

    protected override async Task OnParametersSetAsync()
    {
        var user = await users.GetAsync();
        accountId = user.AccountId;
        sources = [.. (await choices.ReadAsync(user.Reader, CancellationToken.None)).Batches.OrderByDescending(b => b.Id == Id).Select(b => b.Id == Id ? b with { Name = $"{b.Name} (this batch)" } : b)];
        await LoadAsync(CancellationToken.None);
    }

    public void Dispose() => live?.Dispose();

    private async Task LoadAsync(CancellationToken ct)
    {
        quality = await report.ReadAsync(Id, ct);
        missing = quality is null;
        days = await agreement.ReadAsync(Id, MostDays, ct);
        disputed = await disputes.OpenAsync(Id, MostDisputed, ct);
        StateHasChanged();
    }

    private async Task<string?> AddGoldAsync(GoldDraft draft)
    {
        var outcome = await gold.AddAsync(Id, draft, accountId, CancellationToken.None);
        if (outcome is AddGoldOutcome.Refused refused)
            return refused.Reason;
        snackbar.Add($"{Nouns.Count(((AddGoldOutcome.Added)outcome).Count, "gold task")} added.", Severity.Success);
        await LoadAsync(CancellationToken.None);
        return null;
    }

    private Task StoppedAsync(string? what)
    {
        if (what is not null)
            snackbar.Add(what, Severity.Success);
        return LoadAsync(CancellationToken.None);
    }

    private async Task DecideAsync(DisputedCheck check, DisputeStatus status, string reply)
    {
        if (!await disputes.DecideAsync(check.Task.Id, check.WorkerId, status, reply, accountId, CancellationToken.None))
            snackbar.Add("Somebody else has decided that gold task meanwhile.", Severity.Warning);
        await LoadAsync(CancellationToken.None);
    }

    private static IEnumerable<(string Name, string Hint, string? Value)> Figures(AgreementFigures of)
    {
        static string? Percent(double? share) => share is null ? null : QualityTexts.Percent(share);
        static string? Measure(double? value) => value is null ? null : QualityTexts.Measure(value);
        yield return ("Equal pairs", "Share of pairs of answers to the same task that are equal", Percent(of.Exact));
        yield return ("Overlap of boxes", "Mean of intersection over union of the boxes two people drew; a box the other has not counts 0", Percent(of.BoxOverlap));
        yield return ("Overlap of documents", "Mean of intersection over union of the outlines that the corners of two people give", Percent(of.CornerOverlap));
        yield return ("Cohen's kappa", "Above chance, between two people; the mean over pairs with enough tasks in common", Measure(of.Cohen));
        yield return ("Fleiss' kappa", "Above chance; only where every task has the same number of answers", Measure(of.Fleiss));
        yield return ("Krippendorff's alpha", "Above chance; answers are the same or not", Measure(of.AlphaNominal));
        yield return ("Alpha by edit distance", "Above chance; a wrong letter counts less than a wrong word", Measure(of.AlphaText));
        yield return ("Character errors", "Wrong characters of a hundred, against the truth", Percent(of.CharacterErrorRate));
        yield return ("Word errors", "Wrong words of a hundred, against the truth", Percent(of.WordErrorRate));
    }

    private string ImageUrlOf(AnnotatedTask task) => urls.For(task.Image, task.ImageMediaType, accountId);
}
