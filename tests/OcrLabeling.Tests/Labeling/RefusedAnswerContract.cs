using OcrLabeling.Core.Labeling;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>What cannot be taken is kept where the team sees it, until it is put right.</summary>
public abstract class RefusedAnswerContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task A_refused_answer_is_kept_with_its_reason_until_one_is_taken()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var card = (await floor.ClaimAsync(floor.Workers[0]))[1];
        var tooLong = new string('x', Answer.MaxTextLength + 1);
        var refused = Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, tooLong));
        Assert.Contains("at most 400", refused.Reason, StringComparison.Ordinal);
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, tooLong + "y", revision: 2);
        var list = new RefusedAnswerList(database);
        var rows = await list.ListAsync(floor.Batch.Id, 0, 10, default);
        Assert.Equal((1, "Worker 0", 1, tooLong + "y"), (rows.Total, rows.Items[0].Worker, rows.Items[0].Sequence, rows.Items[0].Text));
        Assert.Empty(await floor.AnswersAsync());
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "short", revision: 3));
        Assert.Equal(0, (await list.ListAsync(floor.Batch.Id, 0, 10, default)).Total);
    }

    [DatabaseFact]
    public async Task An_earlier_answer_stays_while_a_later_one_is_refused()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total");
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "[]", revision: 2, kind: AnswerKind.Labeled));
        Assert.Equal(("Total", 1), ((await floor.AnswersAsync()).Single().Text, (await floor.AnswersAsync()).Single().Revision));
        Assert.Equal(1, (await new RefusedAnswerList(database).ListAsync(floor.Batch.Id, 0, 10, default)).Total);
    }

    [DatabaseTheory]
    [InlineData("a\0b\uD800c")]
    [InlineData("\uDC00")]
    public async Task What_no_database_can_store_is_kept_as_far_as_it_can_be(string text)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, text + new string('x', Answer.MaxTextLength)));
        Assert.DoesNotContain('\0', (await new RefusedAnswerList(database).ListAsync(floor.Batch.Id, 0, 10, default)).Items.Single().Text!);
    }

    [DatabaseFact]
    public async Task What_was_never_handed_out_leaves_nothing()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        await floor.SubmitAsync(floor.Workers[0], AssignmentId.New());
        Assert.Equal(0, (await new RefusedAnswerList(database).ListAsync(floor.Batch.Id, 0, 10, default)).Total);
    }
}

public sealed class SqliteRefusedAnswerTests(SqliteDatabaseFixture database) : RefusedAnswerContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlRefusedAnswerTests(PostgreSqlDatabaseFixture database) : RefusedAnswerContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerRefusedAnswerTests(SqlServerDatabaseFixture database) : RefusedAnswerContract(database), IClassFixture<SqlServerDatabaseFixture>;
