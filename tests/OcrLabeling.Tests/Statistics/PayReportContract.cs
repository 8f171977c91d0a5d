using System.Text;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Statistics;

/// <summary>What is paid by, and what a worker is told, are the figures of the stats page.</summary>
public abstract class PayReportContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task Its_totals_are_those_of_the_stats_page()
    {
        using var floor = await WorkedAsync();
        var filter = StatsFilter.All with { Pools = [floor.Pool.Id] };
        var stats = await new LabelingStatistics(database, floor.Clock).ReadAsync(filter, default);
        var pay = await new PayReport(database).ReadAsync(filter, null, null, default, default);
        Assert.Equal(
            // who only claimed is on the stats page, too
            stats.Workers.Where(w => w.Done + w.Surplus > 0).Select(w => (w.Name, w.Done, w.Surplus, w.Net, w.Active)).Order(),
            pay.Rows.GroupBy(r => r.Worker).Select(g => (g.Key, g.Sum(r => r.Figures.Counted), g.Sum(r => r.Figures.Surplus), Sum(g, r => r.Figures.Net), Sum(g, r => r.Figures.Active))).Order());
        Assert.Equal((stats.Batches.Sum(b => b.Done), stats.Workers.Sum(w => w.Surplus)), (pay.Total.Counted, pay.Total.Surplus));
        Assert.True(pay.Total is { Counted: > 0, Surplus: 1 });
        Assert.Null(pay.Amount);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Days_split_it_without_losing_anything()
    {
        using var floor = await WorkedAsync();
        var report = new PayReport(database);
        var filter = StatsFilter.All with { Batches = [floor.Batch.Id] };
        var last = DateOnly.FromDateTime(floor.Clock.Now);
        var before = await report.ReadAsync(filter, null, last.AddDays(-1), default, default);
        var after = await report.ReadAsync(filter, last, last, default, default);
        Assert.Equal((4, 3), (before.PaidAnswers, after.PaidAnswers));
        Assert.Equal((await report.ReadAsync(filter, null, null, default, default)).Total, before.Total + after.Total);
    }

    [DatabaseFact]
    public async Task Amounts_are_rounded_row_by_row_and_add_up()
    {
        using var floor = await WorkedAsync();
        var filter = StatsFilter.All with { Batches = [floor.Batch.Id] };
        var each = await new PayReport(database).ReadAsync(filter, null, null, new PayRate(PayBasis.PerAnswer, 0.125m), default);
        Assert.Equal([0.50m, 0.38m], each.Rows.Select(r => r.Amount!.Value));
        Assert.Equal(0.88m, each.Amount);
        var hourly = await new PayReport(database).ReadAsync(filter, null, null, new PayRate(PayBasis.PerActiveHour, 36m), default);
        // 8 and 6 seconds at a cent a second
        Assert.Equal([0.08m, 0.06m], hourly.Rows.Select(r => r.Amount!.Value));
    }

    [DatabaseFact]
    public async Task The_file_is_safe_to_open_in_a_spreadsheet()
    {
        var (pool, worker, batch) = (PoolId.New(), WorkerId.New(), BatchId.New());
        var row = new PayRow(worker, "=cmd|' /C calc'!A0", batch, "words, \"old\"\nand new", "Readers", false, new PayFigures(10, 1, 2, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(45.5), TimeSpan.FromSeconds(4))) { Rate = new PayRate(PayBasis.PerAnswer, 0.1m) };
        using var file = new MemoryStream();
        await PayReport.WriteCsvAsync(new PayView(new DateOnly(2026, 3, 1), null, row.Rate, [row]), file, default);
        var text = Encoding.UTF8.GetString(file.ToArray());
        Assert.Contains("'=cmd", text, StringComparison.Ordinal);
        Assert.Contains("\"words, \"\"old\"\"\nand new\"", text, StringComparison.Ordinal);
        Assert.Contains(",2026-03-01,,10,1,2,13,90.000,45.500,0.0126,4.000,answer,0.1,1.30", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task A_worker_sees_his_days_and_cannot_tell_checks_from_other_answers()
    {
        using var floor = await WorkedAsync();
        var diary = await new WorkerDiary(database, floor.Clock).ReadAsync(floor.Workers[0], default);
        Assert.Equal((2, 4, 4), (diary.Today.Figures.Answers, diary.Week.Figures.Answers, diary.All.Figures.Answers));
        Assert.Equal((TimeSpan.FromSeconds(8), 0, 1), (diary.All.Figures.Active, diary.All.Figures.Late, diary.All.Figures.Flagged));
        Assert.Equal([2, 2], diary.Days.TakeLast(2).Select(d => d.Submissions));
        Assert.Equal(30, diary.Days.Count);
        Assert.Equal((floor.Batch.Id, 4), (Assert.Single(diary.Batches).Id, diary.Batches[0].Figures.Answers));
        Assert.Equal(CheckGrade.TooFew, diary.Checks);
        var late = await new WorkerDiary(database, floor.Clock).ReadAsync(floor.Workers[1], default);
        Assert.Equal((3, 1), (late.All.Figures.Answers, late.All.Figures.Late));
    }

    [DatabaseFact]
    public async Task A_worker_is_told_what_the_pay_report_says_at_the_rate_of_the_pool()
    {
        using var floor = await WorkedAsync();
        var diary = new WorkerDiary(database, floor.Clock);
        Assert.Empty((await diary.ReadAsync(floor.Workers[0], default)).All.Earned);
        Assert.Null((await diary.ReadAsync(floor.Workers[0], default)).Batches.Single().Earned);
        foreach (var rate in new[] { new PayRate(PayBasis.PerAnswer, 0.125m, "EUR"), new PayRate(PayBasis.PerActiveHour, 36m, "USD") })
        {
            var rules = new PoolRules(floor.Transaction, database, new HeldCards(floor.Clock), new AuditLog(database, floor.Clock), floor.Clock);
            Assert.IsType<RulesOutcome.Changed>(await rules.PayAsync(floor.Pool.Id, rate, (await rules.FindAsync(floor.Pool.Id, default))!.Rate, Guid.NewGuid(), default));
            Assert.Equal(rate, (await new WorkList(database, floor.Clock).PoolsAsync(floor.Workers[0], default)).Single().Rate);
            var today = DateOnly.FromDateTime(floor.Clock.Now);
            foreach (var worker in floor.Workers.Take(2))
            {
                var told = await diary.ReadAsync(worker, default);
                Assert.Equal(new Earning(await PaidAsync(null), rate.Currency), Assert.Single(told.All.Earned));
                Assert.Equal(new Earning(await PaidAsync(today), rate.Currency), Assert.Single(told.Today.Earned));
                Assert.Equal(told.All.Earned.Single(), told.Batches.Single().Earned);

                async Task<decimal> PaidAsync(DateOnly? from) =>
                    (await new PayReport(database).ReadAsync(StatsFilter.All with { Pools = [floor.Pool.Id] }, from, null, rate, default)).Rows.Where(r => r.WorkerId == worker).Sum(r => r.Amount!.Value);
            }
        }
    }

    [Theory]
    [InlineData(19, 19, CheckGrade.TooFew)]
    [InlineData(20, 20, CheckGrade.Excellent)]
    [InlineData(97, 100, CheckGrade.Excellent)]
    [InlineData(96, 100, CheckGrade.Good)]
    [InlineData(85, 100, CheckGrade.Fair)]
    [InlineData(84, 100, CheckGrade.NeedsCare)]
    public void Checks_are_told_in_four_grades(int right, int all, CheckGrade grade) => Assert.Equal(grade, WorkerDiary.Grade(right, all));

    /// <summary>Worker 0: two answers yesterday, two today, one of them a flag. Worker 1: two yesterday, one today that is late. Two seconds each.</summary>
    private async Task<LabelingFloor> WorkedAsync()
    {
        var floor = await LabelingFloor.OpenAsync(database, tasks: 4, overlap: 2, workers: 3, leaseMinutes: 15);
        var (first, second) = (await floor.ClaimAsync(floor.Workers[0], 4), await floor.ClaimAsync(floor.Workers[1], 3));
        await AnswerAsync(floor, floor.Workers[0], first[0]);
        await AnswerAsync(floor, floor.Workers[0], first[1]);
        await AnswerAsync(floor, floor.Workers[1], second[0]);
        await AnswerAsync(floor, floor.Workers[1], second[1]);
        floor.Clock.Move(TimeSpan.FromDays(1));
        // both leases have ended; worker 2 takes what they left, and worker 1 comes late for one of them
        await floor.Sweep.ExpireAsync(null, default);
        await AnswerAsync(floor, floor.Workers[0], first[2]);
        await AnswerAsync(floor, floor.Workers[0], first[3], flag: true);
        var third = await floor.ClaimAsync(floor.Workers[2], 4);
        Assert.Contains(third, c => c.TaskId == second[2].TaskId);
        await AnswerAsync(floor, floor.Workers[1], second[2]);
        return floor;
    }

    private static async Task AnswerAsync(LabelingFloor floor, WorkerId worker, Card card, bool flag = false)
    {
        floor.Clock.Move(TimeSpan.FromSeconds(3));
        var timing = new AnswerTiming(floor.Clock.Now.AddSeconds(-2), floor.Clock.Now, 2000, 100);
        await floor.SubmitAsync(worker, card.AssignmentId, flag ? null : "Total", kind: flag ? AnswerKind.Unreadable : AnswerKind.Transcribed, timing: timing);
    }

    private static TimeSpan Sum(IEnumerable<PayRow> rows, Func<PayRow, TimeSpan> of) => rows.Aggregate(TimeSpan.Zero, (sum, row) => sum + of(row));
}

public sealed class SqlitePayReportTests(SqliteDatabaseFixture database) : PayReportContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlPayReportTests(PostgreSqlDatabaseFixture database) : PayReportContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerPayReportTests(SqlServerDatabaseFixture database) : PayReportContract(database), IClassFixture<SqlServerDatabaseFixture>;
