using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Scoring;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Documents;

namespace OcrLabeling.Web.Evaluation;

public sealed partial class ComparePage(
    EvaluationList list, RunComparisons comparisons, SignedImageUrls urls, CurrentUserSource users, NavigationManager navigation)
{
    public const int PageSize = 24;

    private EvaluationRow? a, b;
    private RunComparison? comparison;
    private Rows<DifferingItem>? differences;
    private DatasetItemKind kind;
    private BetterEngine better;
    private Guid accountId;
    private string? fault;

    [SupplyParameterFromQuery(Name = "runs")] private string? Runs { get; set; }

    [SupplyParameterFromQuery(Name = "items")] private string? Items { get; set; }

    [SupplyParameterFromQuery(Name = "better")] private string? Better { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    private int CurrentPage => PageLinks.NumberOf(Number);

    protected override async Task OnParametersSetAsync()
    {
        var user = await users.GetAsync();
        accountId = user.AccountId;
        (a, b, fault) = await FindAsync(user.Reader);
        if (a is null || b is null)
            return;
        better = Choice.Parse<BetterEngine>(Better) ?? BetterEngine.Either;
        kind = Choice.Parse<DatasetItemKind>(Items) ?? (EvaluationReport.Parse(a.ReportJson!).Crops is null ? DatasetItemKind.Page : DatasetItemKind.Crop);
        differences = await list.DifferencesAsync(a.Id, b.Id, kind, better, (CurrentPage - 1) * PageSize, PageSize, CancellationToken.None);
        StateHasChanged();
        comparison = await comparisons.CompareAsync(a, b, CancellationToken.None);
    }

    private async Task<(EvaluationRow? A, EvaluationRow? B, string? Fault)> FindAsync(ProjectScope reader)
    {
        var found = new List<EvaluationRow>();
        foreach (var part in (Runs ?? "").Split(',').Distinct())
        {
            if (Guid.TryParse(part, out var id) && await list.FindAsync(reader, new EvaluationRunId(id), CancellationToken.None) is { } run)
                found.Add(run);
        }
        if (found.Count != 2)
            return (null, null, "Two runs are needed.");
        if (found.Any(r => r.ReportJson is null))
            return (null, null, "Both must have ended well.");
        return found[0].DatasetId == found[1].DatasetId ? (found[0], found[1], null) : (null, null, "They ran over different datasets.");
    }

    /// <summary>The scores of both, each over all items it has read.</summary>
    private IReadOnlyList<(string Engine, ScoreReport Report)> ScoresOf(ScoreKind of) =>
        [.. new[] { (Name: "A", Run: a!), (Name: "B", Run: b!) }.Select(r => (Engine: $"{r.Name}: {r.Run.EngineId}", Report: EvaluationReport.Parse(r.Run.ReportJson!)))
            .Select(r => (r.Engine, Report: of == ScoreKind.Crops ? r.Report.Crops : r.Report.Pages)).Where(r => r.Report is not null).Select(r => (r.Engine, r.Report!))];

    private void Go(string name, ChangeEventArgs e) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { [name] = (e.Value as string)?.ToLowerInvariant(), ["page"] = null }));
}
