using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Scoring;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>What nobody can see is no difference between answers, and none to a gold truth.</summary>
public abstract class UnseenDifferenceContract(DatabaseFixture database)
{
    [DatabaseTheory]
    [InlineData("1 234", "1\u00A0234")]
    [InlineData("1 234", "1\u202F234")]
    [InlineData("a b", "a  b")]
    [InlineData("INV OICE", "INV\tOICE")]
    [InlineData("Total", "\uFEFFTo\u200Btal")]
    [InlineData("caf\u00E9", "cafe\u0301")]
    public async Task Answers_that_look_alike_agree(string one, string other)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2, preLabel: null);
        foreach (var (worker, text) in floor.Workers.Zip([one, other]))
            Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(worker, (await floor.ClaimAsync(worker))[0].AssignmentId, text));
        await new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);
        var summary = (await new ConsensusSummaries(database).ReadAsync(floor.Batch.Id, default))!;
        Assert.Equal((1, 1.0, 1.0), (summary.Resolved, summary.Agreement, summary.Unanimous));
        var agreement = (await new QualityReport(database).ReadAsync(floor.Batch.Id, default))!.Agreement;
        Assert.Equal((1.0, 0.0), (agreement.Exact, agreement.CharacterErrorRate));
        Assert.All(await floor.AnswersAsync(), a => Assert.Equal(TextRules.Clean(one), a.Text));
    }

    [DatabaseFact]
    public async Task Pages_that_look_alike_agree()
    {
        static string Page(string text) => PageTextForm.Write([new(text, [5, 5, 60, 20], 0)]);
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2, preLabel: null, template: Template.DocumentTranscription);
        foreach (var (worker, text) in floor.Workers.Zip(["1 234", "1\u00A0234\u200B"]))
            await floor.SubmitAsync(worker, (await floor.ClaimAsync(worker))[0].AssignmentId, Page(text), kind: AnswerKind.Labeled);
        await new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);
        Assert.Equal((1, 1.0), ((await new ConsensusSummaries(database).ReadAsync(floor.Batch.Id, default))!.Resolved, (await new ConsensusSummaries(database).ReadAsync(floor.Batch.Id, default))!.Unanimous));
    }

    [DatabaseFact]
    public async Task A_gold_answer_that_looks_right_is_right()
    {
        using var floor = await GoldContract.OpenAsync(database, tasks: 10, gold: 5, blankPercent: 100, truth: "1 234");
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        var worker = floor.Workers[0];
        foreach (var card in await GoldContract.ClaimAllAsync(floor, worker))
            await floor.SubmitAsync(worker, card.AssignmentId, "1\u00A0\u200B234");
        var gold = (await floor.AnswersAsync()).Where(a => a.IsRight is not null).ToList();
        Assert.NotEmpty(gold);
        Assert.All(gold, a => Assert.True(a.IsRight));
    }
}

public sealed class SqliteUnseenDifferenceTests(SqliteDatabaseFixture database) : UnseenDifferenceContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlUnseenDifferenceTests(PostgreSqlDatabaseFixture database) : UnseenDifferenceContract(database), IClassFixture<PostgreSqlDatabaseFixture>;
