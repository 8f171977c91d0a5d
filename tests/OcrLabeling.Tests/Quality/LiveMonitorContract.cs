using OcrLabeling.Core.Access;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>A batch and a worker as they are at this moment.</summary>
public abstract class LiveMonitorContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task A_batch_shows_its_last_answers_and_who_gives_them()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3, overlap: 2);
        await AnswerAsync(floor, floor.Workers[0], seconds: 2, "Total");
        await AnswerAsync(floor, floor.Workers[1], seconds: 4, "Sum");
        await new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);
        var live = (await Floor(floor).ReadAsync(ProjectScope.Everything, floor.Batch.Id, null, 4, default))!;
        Assert.Equal((floor.Batch.Name, 6, 6, 4), (live.Name, live.LastMinutes, live.Recent, live.Stream.Count));
        Assert.Equal([2, 1, 0, 2], live.Stream.Select(a => a.Sequence));
        Assert.Equal([("Sum", PreLabelRelation.Edited, TimeSpan.FromSeconds(4)), ("Total", PreLabelRelation.Accepted, TimeSpan.FromSeconds(2))],
            new[] { live.Stream[0], live.Stream[3] }.Select(a => (a.Text!, a.Relation, a.OnScreen)));
        Assert.Equal([(floor.Workers[1], 3, 0.0), (floor.Workers[0], 3, 1.0)], live.Rows.Select(r => (r.WorkerId, r.Answers, r.Accepted)));
        // all three are disputed: nobody can be held against a truth
        Assert.All(live.Rows, r => Assert.Equal((null, 0, false), (r.Agreement, r.Held, r.Speed.IsSuspicious)));
        Assert.Equal(6, live.Pace.Sum(p => p.Submissions));
        Assert.Equal(18, live.Pace.Count);
    }

    [DatabaseFact]
    public async Task A_worker_shows_his_batches_and_how_often_he_says_the_truth()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 4, overlap: 2);
        await AnswerAsync(floor, floor.Workers[0], seconds: 2, "Total");
        await AnswerAsync(floor, floor.Workers[1], seconds: 2, "Total");
        await new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);
        floor.Clock.Move(LiveMonitor.Now + TimeSpan.FromSeconds(1));
        var live = (await Floor(floor).ReadAsync(ProjectScope.Everything, null, floor.Workers[0], 10, default))!;
        Assert.Equal(("Worker 0", 0, 4), (live.Name, live.LastMinutes, live.Stream.Count));
        var row = Assert.Single(live.Rows);
        Assert.Equal((floor.Batch.Id, 1.0, 0.0), (row.BatchId, row.Agreement!.Value, row.Flags));
    }

    [DatabaseTheory]
    [InlineData("TOTAL")]
    [InlineData("\uFF34otal")]
    public async Task Texts_that_differ_in_capitals_or_width_alone_differ(string other)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 3, workers: 3);
        foreach (var (worker, text) in floor.Workers.Zip(["Total", "Total", other]))
            await AnswerAsync(floor, worker, seconds: 2, text);
        await new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);
        var rows = (await Floor(floor).ReadAsync(ProjectScope.Everything, floor.Batch.Id, null, 10, default))!.Rows;
        Assert.Equal([1.0, 1.0, 0.0], floor.Workers.Select(w => rows.Single(r => r.WorkerId == w).Agreement!.Value));
        var disagreements = await new AnnotationGallery(database).ReadAsync(ProjectScope.Everything, new GalleryFilter(floor.Batch.Id, OnlyDisagreements: true), 0, 10, default);
        Assert.Equal(2, disagreements.Total);
    }

    [DatabaseFact]
    public async Task What_does_not_exist_has_nothing_to_show()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        Assert.Null(await Floor(floor).ReadAsync(ProjectScope.Everything, BatchId.New(), null, 1, default));
        Assert.Null(await Floor(floor).ReadAsync(ProjectScope.Everything, null, WorkerId.New(), 1, default));
        var untouched = (await Floor(floor).ReadAsync(ProjectScope.Everything, floor.Batch.Id, null, 1, default))!;
        Assert.Equal((0, 0, 0), (untouched.Recent, untouched.Rows.Count, untouched.Stream.Count));
    }

    private LiveMonitor Floor(LabelingFloor floor) => new(database, floor.Clock);

    private static async Task AnswerAsync(LabelingFloor floor, WorkerId worker, int seconds, string text)
    {
        foreach (var card in await floor.ClaimAsync(worker))
        {
            var shown = floor.Clock.Now;
            floor.Clock.Move(TimeSpan.FromSeconds(seconds));
            await floor.SubmitAsync(worker, card.AssignmentId, text, timing: new AnswerTiming(shown, floor.Clock.Now, seconds * 1000, null));
        }
    }
}

public sealed class SqliteLiveMonitorTests(SqliteDatabaseFixture database) : LiveMonitorContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlLiveMonitorTests(PostgreSqlDatabaseFixture database) : LiveMonitorContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerLiveMonitorTests(SqlServerDatabaseFixture database) : LiveMonitorContract(database), IClassFixture<SqlServerDatabaseFixture>;
