using Bunit;
using MudBlazor.Services;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Statistics;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Tests.Statistics;

public sealed class StatsTablesTests : BunitContext, IAsyncLifetime
{
    private static readonly BatchStats Receipts = new(
        BatchId.New(), "receipts", Template.WordTranscription, BatchStatus.Open, "Contractors", Scene.Noon, 441, 3739, 3739, 1, new Eta.At(Scene.Noon.AddMinutes(5), Scene.Noon.AddMinutes(4), Scene.Noon.AddDays(1)));

    private static readonly WorkerStats Ada = new(
        WorkerId.New(), "Ada", 1234, 0, 0, TimeSpan.FromHours(30.5), TimeSpan.FromSeconds(240), TimeSpan.FromSeconds(60), Scene.Noon,
        TimeSpan.FromMilliseconds(912), TimeSpan.FromMilliseconds(125118), TimeSpan.FromMilliseconds(150000));

    public StatsTablesTests()
    {
        Services.AddMudServices();
        Services.AddTexts();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void The_batches_table_has_every_column()
    {
        var heads = Batches(Receipts).FindAll("thead th").Select(h => h.TextContent.Trim());
        Assert.Equal(["Job", "Batch", "# Tasks", "# Assignments", "# Claimed", "# Done", "# To-do", "ETA", "Annotations", "Download"], heads);
    }

    [Fact]
    public void A_batch_is_shown_with_its_figures_and_links()
    {
        var row = Batches(Receipts).Find(".batch-row");
        var cells = row.QuerySelectorAll("td").Select(Text).ToList();
        Assert.Equal(["Word transcription", "receipts", "441", "3,739", "3,739", "1", "3,738", "2026-03-02 12:05 03-02 12:04 – 03-03 12:00", "Show annotations"], cells[..9]);
        var links = row.QuerySelectorAll("a").Select(a => a.GetAttribute("href"));
        Assert.Equal(
            ["", "/annotations"],
            links.Where(l => l!.StartsWith("batches/", StringComparison.Ordinal)).Select(l => l!.Replace($"batches/{Receipts.Id}", "", StringComparison.Ordinal)));
        Assert.Contains($"api/batches/{Receipts.Id}/results.csv", links);
        Assert.Contains($"api/batches/{Receipts.Id}/results.jsonl", links);
    }

    [Fact]
    public void An_ETA_is_a_time_or_done_or_not_available()
    {
        var table = Batches(Receipts, Receipts with { Id = BatchId.New(), Eta = new Eta.Done() }, Receipts with { Id = BatchId.New(), Eta = new Eta.NotAvailable() });
        Assert.Equal(["2026-03-02 12:05 03-02 12:04 – 03-03 12:00", "done", "N/A"], table.FindAll("td.eta").Select(Text));
    }

    [Fact]
    public void A_span_has_its_dates_so_that_the_estimate_is_seen_to_lie_inside()
    {
        string Span(Eta.At eta) => Batches(Receipts with { Eta = eta }).Find("td.eta .interval").TextContent;
        Assert.Equal("03-02 12:00 – 03-02 20:53", Span(new(Scene.Noon.AddHours(3), Scene.Noon, Scene.Noon.AddHours(8).AddMinutes(53))));
        // the latest falls on the day of the estimate, the earliest on the day before
        Assert.Equal("03-01 19:20 – 03-02 20:53", Span(new(Scene.Noon.AddHours(-11), Scene.Noon.AddHours(-16).AddMinutes(-40), Scene.Noon.AddHours(8).AddMinutes(53))));
        Assert.Equal("2026-12-31 12:00 – 2027-01-01 12:00", Span(new(new(2026, 12, 31, 20, 0, 0), new(2026, 12, 31, 12, 0, 0), new(2027, 1, 1, 12, 0, 0))));
    }

    [Fact]
    public void Every_column_is_explained_without_a_mouse()
    {
        foreach (var (heads, legend) in new[] { (Batches(Receipts).FindAll("thead th a"), Batches(Receipts).FindAll("[data-testid=column-legend] dt")), (Workers(Ada).FindAll("thead th a"), Workers(Ada).FindAll("[data-testid=column-legend] dt")) })
        {
            Assert.Equal(heads.Select(h => h.TextContent.Trim()), legend.Select(d => d.TextContent));
            Assert.All(heads, h => Assert.NotEmpty(h.GetAttribute("title")!));
        }
    }

    [Fact]
    public void The_workers_table_has_every_column()
    {
        var heads = Workers(Ada).FindAll("thead th").Select(h => h.TextContent.Trim());
        Assert.Equal(["Worker", "# Done", "Full period", "Total net", "Total active", "Idle", "Last active", "Min task time", "Median task time", "p90", "Annotations"], heads);
    }

    [Fact]
    public void A_worker_is_shown_with_times_to_the_millisecond()
    {
        var cells = Workers(Ada).FindAll(".worker-row td").Select(c => c.TextContent.Trim());
        Assert.Equal(["Ada", "1,234", "30:30:00", "0:04:00", "0:01:00", "75\u202f%", "2026-03-02 12:00:00", "0.912 s", "2:05.118", "2:30.000", "Show annotations"], cells);
    }

    [Fact]
    public void Without_answers_times_are_blank()
    {
        var cells = Workers(Ada with { Done = 0, FullPeriod = null, Net = default, Active = default, Min = null, Median = null, Percentile90 = null, LastActiveAt = null }).FindAll(".worker-row td");
        Assert.All([2, 5, 6, 7, 8, 9], i => Assert.Equal("", cells[i].TextContent.Trim()));
    }

    [Fact]
    public void Late_answers_stand_beside_the_counted_ones() =>
        Assert.Equal("1,234 +3 late", Workers(Ada with { Surplus = 3 }).FindAll(".worker-row td")[1].TextContent.Trim());

    [Fact]
    public void Skipped_tasks_stand_beside_the_done_ones() =>
        Assert.Equal("1,234 · 2 skipped", Workers(Ada with { Skipped = 2 }).FindAll(".worker-row td")[1].TextContent.Trim());

    [Fact]
    public void Rows_are_sorted_as_the_address_says_and_cut_into_pages()
    {
        var rows = Enumerable.Range(0, 30).Select(i => Receipts with { Id = BatchId.New(), Name = $"batch {i:00}", Done = i }).ToArray();
        var table = Batches(new TableAddress("-done", 2, Prefix: "b"), rows);
        Assert.Equal(["batch 04", "batch 03", "batch 02", "batch 01", "batch 00"], table.FindAll("td.name a").Select(c => c.TextContent));
        Assert.Equal("descending", table.Find("th:nth-child(6) a").GetAttribute("data-direction"));
        Assert.EndsWith("?b-sort=done", table.Find("th:nth-child(6) a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("30 batches", table.Find("[data-testid=total]").TextContent);
    }

    [Fact]
    public void A_time_is_shown_in_the_zone_of_the_reader_and_in_UTC_under_the_pointer()
    {
        var table = Render<BatchesTable>(p => p.Add(t => t.Batches, [Receipts]).Add(t => t.State, new TableAddress(Prefix: "b"))
            .AddCascadingValue(ReaderZone.Name, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")));
        Assert.Equal("2026-03-02 21:05 03-02 21:04 – 03-03 21:00", Text(table.Find("td.eta")));
        Assert.Equal("2026-03-02 12:05:00 UTC", table.Find("td.eta time").GetAttribute("title"));
    }

    private static string Text(AngleSharp.Dom.IElement cell) => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private IRenderedComponent<BatchesTable> Batches(params BatchStats[] rows) => Batches(new TableAddress(Prefix: "b"), rows);

    private IRenderedComponent<BatchesTable> Batches(TableAddress state, BatchStats[] rows) => Render<BatchesTable>(p => p.Add(t => t.Batches, rows).Add(t => t.State, state));

    private IRenderedComponent<WorkersTable> Workers(params WorkerStats[] rows) => Render<WorkersTable>(p => p.Add(t => t.Workers, rows).Add(t => t.State, new TableAddress(Prefix: "w")));
}
