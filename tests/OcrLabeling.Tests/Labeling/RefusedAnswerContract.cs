using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>What cannot be taken is kept where the team sees it, until it is put right.</summary>
public abstract class RefusedAnswerContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task The_latest_refused_revision_is_kept_with_its_reason_until_one_is_taken()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var card = (await floor.ClaimAsync(floor.Workers[0]))[1];
        var tooLong = new string('x', Transcription.MaxLength + 1);
        var refused = Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, tooLong));
        Assert.Contains("at most 400", refused.Reason, StringComparison.Ordinal);
        var longer = new string('y', 250_000);
        floor.Clock.Move(TimeSpan.FromSeconds(1));
        for (var time = 0; time < 2; time++)
            Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, longer, revision: 2));
        var list = new RefusedAnswerList(database);
        var rows = await list.ListAsync(floor.Batch.Id, 0, 10, default);
        Assert.Equal([("Worker 0", 1, 2, longer[..500], true)], rows.Items.Select(r => (r.Worker, r.Sequence, r.Revision, r.Text!, r.IsLonger)));
        Assert.Equal(1, rows.Total);
        // no other page can put right what is not kept whole
        await using (var db = floor.CreateDbContext())
            Assert.Equal(RefusedAnswer.MaxTextLength, (await db.RefusedAnswers.SingleAsync(r => r.BatchId == floor.Batch.Id)).Text!.Length);
        Assert.Empty(await new OwnRefusedAnswers(database, floor.Clock).ListAsync(floor.Workers[0], floor.Batch.Id, default));
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
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, text + new string('x', Transcription.MaxLength)));
        Assert.DoesNotContain('\0', (await new RefusedAnswerList(database).ListAsync(floor.Batch.Id, 0, 10, default)).Items.Single().Text!);
    }

    [DatabaseFact]
    public async Task Under_another_claim_the_revisions_begin_anew_and_nothing_is_overwritten()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        var worker = floor.Workers[0];
        var tooLong = new string('x', Transcription.MaxLength + 1);
        var first = (await floor.ClaimAsync(worker)).Single();
        await floor.SubmitAsync(worker, first.AssignmentId, tooLong + 1);
        await floor.Queue.ReturnAsync(worker, [first.AssignmentId], default);
        // others take the slot, so that the next claim is of another one
        await floor.ClaimAsync(floor.Workers[1]);
        var second = (await floor.ClaimAsync(worker)).Single();
        Assert.NotEqual(first.AssignmentId, second.AssignmentId);
        await floor.SubmitAsync(worker, second.AssignmentId, tooLong + 2);
        var list = new RefusedAnswerList(database);
        Assert.Equal([tooLong + 1, tooLong + 2], (await list.ListAsync(floor.Batch.Id, 0, 10, default)).Items.Select(r => r.Text!).Order(StringComparer.Ordinal));
        await floor.SubmitAsync(worker, second.AssignmentId, "Total", revision: 2);
        Assert.Equal(0, (await list.ListAsync(floor.Batch.Id, 0, 10, default)).Total);
    }

    [DatabaseFact]
    public async Task A_copy_of_what_was_put_right_since_is_not_kept()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var (worker, card) = (floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0])).Single());
        var tooLong = new string('x', Transcription.MaxLength + 1);
        await floor.SubmitAsync(worker, card.AssignmentId, tooLong);
        await floor.SubmitAsync(worker, card.AssignmentId, "Total", revision: 2);
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(worker, card.AssignmentId, tooLong));
        Assert.Equal(0, (await new RefusedAnswerList(database).ListAsync(floor.Batch.Id, 0, 10, default)).Total);
    }

    [DatabaseFact]
    public async Task One_worker_cannot_fill_the_disk()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 50);
        var cards = await floor.ClaimAsync(floor.Workers[0], 50);
        foreach (var card in cards)
            for (var revision = 1; revision <= 2; revision++)
                Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, new string('x', 2_000_000), revision));
        await using var db = floor.CreateDbContext();
        Assert.InRange(await db.RefusedAnswers.Where(r => r.BatchId == floor.Batch.Id).SumAsync(r => r.Text!.Length), 1, 4_000_000);
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
