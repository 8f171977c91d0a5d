using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>Accuracy of workers and agreement between them, as the quality page shows them.</summary>
public abstract class QualityReportContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task The_report_tells_accuracy_and_agreement()
    {
        using var floor = await GoldContract.OpenAsync(database, tasks: 20, gold: 20);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        foreach (var card in await GoldContract.ClaimAllAsync(floor, floor.Workers[0]))
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total");
        var report = (await new QualityReport(database).ReadAsync(floor.Batch.Id, default))!;
        var worker = report.Workers.Single();
        Assert.Equal((1.0, 20), (worker.Accuracy!.Value.Share, worker.Answers));
        Assert.Equal(20, report.Gold.Values.Sum());
        Assert.Equal((0, null), (report.Sampled, report.Agreement.Exact));
        Assert.Null(await new QualityReport(database).ReadAsync(BatchId.New(), default));
    }

    [DatabaseFact]
    public async Task Agreement_is_taken_from_undecided_tasks_too()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 3);
        string[][] said = [["Total", "Sum"], ["Total", "Total"]];
        for (var worker = 0; worker < 2; worker++)
            foreach (var card in await floor.ClaimAsync(floor.Workers[worker]))
                await floor.SubmitAsync(floor.Workers[worker], card.AssignmentId, said[card.Sequence][worker]);
        await new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);
        var report = (await new QualityReport(database).ReadAsync(floor.Batch.Id, default))!;
        Assert.Equal((2, 0.5, 0.0), (report.Sampled, report.Agreement.Exact!.Value, report.Agreement.CharacterErrorRate!.Value));
        Assert.Equal(1 - 3 * 2 / 6.0, report.Agreement.AlphaNominal!.Value, 9);
        // two tasks in common tell nothing of a pair
        Assert.Equal((null, null), (report.Agreement.Cohen, report.Agreement.BoxOverlap));
    }

    [DatabaseFact]
    public async Task Agreement_of_two_workers_is_Cohens_kappa()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 10, overlap: 2);
        for (var worker = 0; worker < 2; worker++)
            foreach (var card in await floor.ClaimAsync(floor.Workers[worker]))
                await floor.SubmitAsync(floor.Workers[worker], card.AssignmentId, card.Sequence < 5 + worker ? "yes" : "no");
        var report = (await new QualityReport(database).ReadAsync(floor.Batch.Id, default))!;
        // they agree on 9 of 10; by chance on 0.5 * 0.6 + 0.5 * 0.4
        Assert.Equal((0.9 - 0.5) / 0.5, report.Agreement.Cohen!.Value, 9);
    }

    [DatabaseTheory]
    [InlineData(Template.RectSelect, """{"words":2}""", "[[0,0,10,10],[20,0,30,10]]", "[[0,0,10,20],[20,0,30,10]]", 0.75, null)]
    [InlineData(Template.Custom, """{"fields":[{"type":"boxes","name":"seals"},{"type":"boxes","name":"none"},{"type":"text","name":"total"}]}""",
        """{"seals":[[0,0,10,10]],"none":[],"total":"1"}""", """{"seals":[[0,0,10,20]],"none":[],"total":"2"}""", 0.5, null)]
    [InlineData(Template.DocumentCorners, "{}", "[[0,0],[20,0],[20,20],[0,20]]", "[[10,0],[30,0],[30,20],[10,20]]", null, 1 / 3.0)]
    public async Task Agreement_of_what_is_drawn_is_its_overlap(Template template, string formJson, string first, string second, double? boxes, double? corners)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2, preLabel: null, template: template, formJson: formJson);
        string[] drawn = [first, second];
        for (var worker = 0; worker < 2; worker++)
            foreach (var card in await floor.ClaimAsync(floor.Workers[worker]))
                Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[worker], card.AssignmentId, drawn[worker], kind: AnswerKind.Labeled));
        var agreement = (await new QualityReport(database).ReadAsync(floor.Batch.Id, default))!.Agreement;
        Assert.Equal((boxes, corners, null, null), (agreement.BoxOverlap, agreement.CornerOverlap, agreement.AlphaText, agreement.CharacterErrorRate));
    }
}

public sealed class SqliteQualityReportTests(SqliteDatabaseFixture database) : QualityReportContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlQualityReportTests(PostgreSqlDatabaseFixture database) : QualityReportContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerQualityReportTests(SqlServerDatabaseFixture database) : QualityReportContract(database), IClassFixture<SqlServerDatabaseFixture>;
