using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Statistics;

public abstract class LabelingStatisticsContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly ManualClock clock = new();
    private Batch receipts = null!, letters = null!, untouched = null!;
    private Worker ada = null!, ben = null!, eve = null!;
    private Pool contractors = null!, crowd = null!;

    private LabelingStatistics Statistics => new(database, clock);

    // noon is now; Ada and Ben work on receipts since 11:00, Ada alone on letters two days ago
    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        using var scene = new Scene(database);
        contractors = scene.Pool("Contractors");
        crowd = scene.Pool("Crowd", PoolKind.Crowd);
        (ada, ben, eve) = (scene.Worker("Ada"), scene.Worker("Ben"), scene.Worker("Eve"));
        receipts = scene.Batch("receipts", contractors, 2, ["a", "b", "c"], createdAt: Scene.Noon.AddHours(-2));
        letters = scene.Batch("letters", crowd, 1, ["x", "y"], Template.DocumentTranscription, createdAt: Scene.Noon.AddDays(-3));
        untouched = scene.Batch("untouched", crowd, 1, ["z"], createdAt: Scene.Noon.AddDays(-4));
        scene.Answer(ada, receipts, 0, "a", Minute(-60), Minute(-58), 4000, 3000);
        scene.Answer(ada, receipts, 1, "b", Minute(-60), Minute(-57), 1001, 1000);
        scene.Answer(ada, receipts, 2, "c", Minute(-60), Minute(-40), 9000, 2500);
        scene.Answer(ben, receipts, 0, "a", Minute(-50), Minute(-30), 7000, 7000);
        scene.Answer(ben, receipts, 2, "c", Minute(-20), Minute(-10), 500, 400, surplus: true);
        scene.ClaimAndReturn(eve, receipts, 1, Minute(-5));
        scene.Answer(ada, letters, 0, "x", Scene.Noon.AddDays(-2), Scene.Noon.AddDays(-2).AddMinutes(1), 3000, 3000);
        await scene.SaveAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task The_batches_table_counts_tasks_assignments_claims_and_answers()
    {
        var rows = (await Statistics.ReadAsync(StatsFilter.All, default)).Batches;
        Assert.Equal(["receipts", "letters", "untouched"], rows.Select(r => r.Name));
        var row = rows[0];
        Assert.Equal((3, 6, 6, 4, 2), (row.Tasks, row.Assignments, row.Claimed, row.Done, row.ToDo));
        Assert.Equal((Template.WordTranscription, "Contractors"), (row.Template, row.Pool));
        Assert.Equal((2, 2, 1, 1, 1), (rows[1].Tasks, rows[1].Assignments, rows[1].Claimed, rows[1].Done, rows[1].ToDo));
        Assert.Equal((1, 1, 0, 0, 1), (rows[2].Tasks, rows[2].Assignments, rows[2].Claimed, rows[2].Done, rows[2].ToDo));
    }

    [DatabaseFact]
    public async Task The_ETA_follows_the_rate_of_the_last_day()
    {
        var rows = (await Statistics.ReadAsync(StatsFilter.All, default)).Batches;
        // 4 counted answers in the 60 minutes since the first claim, 2 to do
        Assert.Equal(Minute(30), Assert.IsType<Eta.At>(rows[0].Eta).Time);
        Assert.Equal(new Eta.NotAvailable(), rows[1].Eta);
        Assert.Equal(new Eta.NotAvailable(), rows[2].Eta);
    }

    [DatabaseFact]
    public async Task The_workers_table_adds_up_times_to_the_millisecond()
    {
        var rows = (await Statistics.ReadAsync(StatsFilter.All, default)).Workers.ToDictionary(w => w.Name);
        var row = rows["Ada"];
        Assert.Equal((4, 0), (row.Done, row.Surplus));
        Assert.Equal(TimeSpan.FromDays(2) - TimeSpan.FromMinutes(40), row.FullPeriod);
        Assert.Equal(TimeSpan.FromMilliseconds(17001), row.Net);
        Assert.Equal(TimeSpan.FromMilliseconds(9500), row.Active);
        Assert.Equal(Minute(-40), row.LastActiveAt);
        Assert.Equal(TimeSpan.FromMilliseconds(1001), row.Min);
        Assert.Equal(TimeSpan.FromMilliseconds(3500), row.Median);
        Assert.Equal(TimeSpan.FromMilliseconds(9000), row.Percentile90);
        Assert.Equal(1 - 9500.0 / 17001, row.Idle);
    }

    [DatabaseFact]
    public async Task Late_answers_count_as_time_but_not_as_done()
    {
        var row = (await Statistics.ReadAsync(StatsFilter.All, default)).Workers.Single(w => w.Name == "Ben");
        Assert.Equal((1, 1), (row.Done, row.Surplus));
        Assert.Equal(TimeSpan.FromMilliseconds(7500), row.Net);
        Assert.Equal(TimeSpan.FromMilliseconds(500), row.Min);
        Assert.Equal(TimeSpan.FromMilliseconds(3750), row.Median);
        Assert.Equal(TimeSpan.FromMinutes(40), row.FullPeriod);
    }

    [DatabaseFact]
    public async Task A_worker_who_only_claimed_has_a_row_without_times()
    {
        var row = (await Statistics.ReadAsync(StatsFilter.All, default)).Workers.Single(w => w.Name == "Eve");
        Assert.Equal(new WorkerStats(eve.Id, "Eve", 0, 0, 0, null, TimeSpan.Zero, TimeSpan.Zero, Minute(-5), null, null, null), row);
    }

    [DatabaseFact]
    public async Task One_answer_has_no_median()
    {
        var rows = (await Statistics.ReadAsync(StatsFilter.All with { Batches = [letters.Id] }, default)).Workers;
        var row = Assert.Single(rows);
        Assert.Equal((1, TimeSpan.FromMilliseconds(3000), null), (row.Done, row.Min, row.Median));
    }

    [DatabaseFact]
    public async Task Filters_by_job_batch_and_pool_narrow_both_tables()
    {
        var byTemplate = await Statistics.ReadAsync(StatsFilter.All with { Templates = [Template.DocumentTranscription] }, default);
        Assert.Equal(["letters"], byTemplate.Batches.Select(b => b.Name));
        Assert.Equal(["Ada"], byTemplate.Workers.Select(w => w.Name));
        var byPool = await Statistics.ReadAsync(StatsFilter.All with { Pools = [crowd.Id] }, default);
        Assert.Equal(["letters", "untouched"], byPool.Batches.Select(b => b.Name));
        var byBatches = await Statistics.ReadAsync(StatsFilter.All with { Batches = [receipts.Id, untouched.Id] }, default);
        Assert.Equal(["receipts", "untouched"], byBatches.Batches.Select(b => b.Name));
        Assert.Equal(TimeSpan.FromMilliseconds(4000), byBatches.Workers.Single(w => w.Name == "Ada").Median);
        var none = await Statistics.ReadAsync(StatsFilter.All with { Batches = [receipts.Id], Pools = [crowd.Id] }, default);
        Assert.Empty(none.Batches);
        Assert.Empty(none.Workers);
    }

    [DatabaseFact]
    public async Task Both_tables_agree_on_what_is_done()
    {
        var snapshot = await Statistics.ReadAsync(StatsFilter.All, default);
        Assert.Equal(snapshot.Batches.Sum(b => b.Done), snapshot.Workers.Sum(w => w.Done));
    }

    [DatabaseFact]
    public async Task Activity_is_counted_by_hour()
    {
        var activity = new ActivityOverTime(database);
        var hours = await activity.ReadHoursAsync(StatsFilter.All, Scene.Noon.AddDays(-1), default);
        Assert.Equal([new ActivityColumn(Scene.Noon.AddHours(-1), 5)], hours);
        var all = await activity.ReadHoursAsync(StatsFilter.All, Scene.Noon.AddDays(-30), default);
        Assert.Equal([new(Scene.Noon.AddDays(-2), 1), new(Scene.Noon.AddHours(-1), 5)], all);
        Assert.Empty(await activity.ReadHoursAsync(StatsFilter.All with { Pools = [crowd.Id] }, Scene.Noon.AddDays(-1), default));
    }

    private static DateTime Minute(int fromNoon) => Scene.Noon.AddMinutes(fromNoon);
}

public sealed class SqliteLabelingStatisticsTests(SqliteDatabaseFixture database) : LabelingStatisticsContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlLabelingStatisticsTests(PostgreSqlDatabaseFixture database) : LabelingStatisticsContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerLabelingStatisticsTests(SqlServerDatabaseFixture database) : LabelingStatisticsContract(database), IClassFixture<SqlServerDatabaseFixture>;
