using System.Globalization;
using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Workers;

public sealed partial class PayPage(PayReport report, PoolList poolList, NavigationManager navigation, TimeProvider clock)
{
    /// <summary>Who worked for more batches than these is one row until it is unfolded.</summary>
    private const int MostUnfolded = 5;

    private readonly HashSet<WorkerId> unfolded = [];
    private IReadOnlyList<PoolRow> pools = [];
    private PayView? view;
    private string pool = "", per = "";
    private DateOnly? from, until;
    private decimal? amount;

    [SupplyParameterFromQuery(Name = "pool")] private Guid? Pool { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "until")] private string? Until { get; set; }

    [SupplyParameterFromQuery(Name = "per")] private string? Per { get; set; }

    [SupplyParameterFromQuery(Name = "rate")] private string? Rate { get; set; }

    [SupplyParameterFromQuery(Name = "page")] private int? Number { get; set; }

    [SupplyParameterFromQuery(Name = "size")] private int? Size { get; set; }

    /// <summary>A page holds so many workers.</summary>
    private TableAddress State => new(null, Number, Size);

    private int WorkerCount => view!.Rows.Select(r => r.WorkerId).Distinct().Count();

    private IReadOnlyList<PayLine> Lines =>
    [
        .. view!.Rows.GroupBy(r => (r.WorkerId, r.Worker)).Skip(State.Skip).Take(State.Size).SelectMany(LinesOf),
        PayLine.SumOf(PayLineKind.Total, default, "All", view),
    ];

    private bool HasRate => view?.Rate.Basis is not (null or PayBasis.None);

    private string CsvPath => navigation.GetUriWithQueryParameters("api/pay.csv", Query());

    internal static string Money(decimal? amount) => amount?.ToString("N2", CultureInfo.InvariantCulture) ?? "";

    protected override async Task OnInitializedAsync() => pools = await poolList.ListAsync(CancellationToken.None);

    protected override async Task OnParametersSetAsync()
    {
        // an address without anything asks for this month
        var today = DateOnly.FromDateTime(clock.UtcNow());
        if (From is null && Until is null)
            (From, Until) = (PayQuery.Text(new DateOnly(today.Year, today.Month, 1)), PayQuery.Text(today));
        var query = new PayQuery(Pool, From, Until, Per, Rate);
        (pool, from, until) = (Pool?.ToString() ?? "", query.First, query.Last);
        (per, amount) = query.PayRate.Basis == PayBasis.None ? (per, amount) : (Per!, query.PayRate.Amount);
        view = await report.ReadAsync(query.Filter, query.First, query.Last, query.PayRate, CancellationToken.None);
    }

    private IEnumerable<PayLine> LinesOf(IGrouping<(WorkerId WorkerId, string Worker), PayRow> worker)
    {
        var sum = view! with { Rows = [.. worker] };
        if (sum.Rows.Count <= MostUnfolded || unfolded.Contains(worker.Key.WorkerId))
            foreach (var row in worker)
                yield return PayLine.Of(row);
        if (sum.Rows.Count > 1)
            yield return PayLine.SumOf(PayLineKind.Worker, worker.Key.WorkerId, $"{worker.Key.Worker}, total", sum);
    }

    private void Fold(WorkerId worker)
    {
        if (!unfolded.Remove(worker))
            unfolded.Add(worker);
    }

    private void Go()
    {
        (Pool, From, Until, Per, Rate) = (Guid.TryParse(pool, out var id) ? id : null, PayQuery.Text(from) ?? "", PayQuery.Text(until) ?? "",
            per.Length > 0 && amount is not null ? per : null, per.Length > 0 ? amount?.ToString(CultureInfo.InvariantCulture) : null);
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(Query()) { ["page"] = null }));
    }

    private Dictionary<string, object?> Query() => new() { ["pool"] = Pool, ["from"] = From, ["until"] = Until, ["per"] = Per, ["rate"] = Rate };
}
