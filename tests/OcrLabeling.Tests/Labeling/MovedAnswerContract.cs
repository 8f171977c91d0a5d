using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>An answer that came in another slot than its card was handed out as is its worker's like any other: whatever is handed out can be answered, and no answer vanishes.</summary>
public abstract class MovedAnswerContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task A_card_handed_out_again_in_the_slot_its_late_answer_took_is_answered_like_any()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        var (other, worker) = (floor.Workers[0], floor.Workers[1]);
        var card = await LateInAnotherSlotAsync(floor, other, worker);
        Assert.IsType<AnswerOutcome.TakenBack>(await floor.SubmitAsync(worker, card.AssignmentId, revision: 2, takenBack: true));
        floor.Clock.Move(TaskQueue.AbandonedAfter + TimeSpan.FromSeconds(1));
        var again = Assert.Single(await floor.ClaimAsync(worker));
        Assert.NotEqual(card.AssignmentId, again.AssignmentId);
        var talk = await new TaskComments(floor.Transaction, database, floor.Activity, floor.Clock).WriteAsync(worker, again.AssignmentId, "Is this a 7?", default);
        Assert.IsType<CommentOutcome.Written>(talk);
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(worker, again.AssignmentId, "Totals", revision: 3));
        await CheckAsync(floor);
    }

    [DatabaseFact]
    public async Task It_can_be_passed_on_too()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        var worker = floor.Workers[1];
        await LateInAnotherSlotAsync(floor, floor.Workers[0], worker);
        var again = Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(worker, floor.Batch.Id, null, default)).Card;
        Assert.IsType<SkipOutcome.Skipped>(await floor.Queue.SkipAsync(worker, again.AssignmentId, SkipReason.CannotJudge, null, default));
        await CheckAsync(floor);
    }

    [DatabaseFact]
    public async Task An_answer_that_the_sweep_gave_a_slot_can_be_changed()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var (worker, other) = (floor.Workers[0], floor.Workers[1]);
        var card = (await floor.ClaimAsync(worker)).Single();
        await floor.Queue.ReturnAsync(worker, [card.AssignmentId], default);
        var theirs = (await floor.ClaimAsync(other)).Single();
        Assert.IsType<AnswerOutcome.Surplus>(await floor.SubmitAsync(worker, card.AssignmentId, "Totla"));
        Assert.False((await floor.Own.ListAsync(worker, null, 0, 10, default)).Items.Single().CanReopen);
        await floor.Queue.ReturnAsync(other, [theirs.AssignmentId], default);
        Assert.Equal(1, await floor.Sweep.PromoteSurplusAsync(default));
        var row = (await floor.Own.ListAsync(worker, null, 0, 10, default)).Items.Single();
        var again = Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(worker, null, row.AssignmentId, default)).Card;
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(worker, again.AssignmentId, "Total", revision: again.Answer!.Revision + 1));
        await CheckAsync(floor);
    }

    [DatabaseFact]
    public async Task Two_workers_finish_a_task_whose_answer_was_taken_back_and_whose_lease_ended()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        foreach (var each in floor.Workers)
            await floor.SubmitAsync(each, (await floor.ClaimAsync(each)).Single().AssignmentId, "Total");
        var worker = floor.Workers[0];
        Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(worker, floor.Batch.Id, null, default));
        floor.Clock.Move(TimeSpan.FromHours(3));
        Assert.Equal(1, await floor.Sweep.ExpireAsync(null, default));
        var row = (await floor.Own.ListAsync(worker, null, 0, 10, default)).Items.Single();
        Assert.True(row.CanReopen);
        var again = Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(worker, null, row.AssignmentId, default)).Card;
        Assert.NotNull(await floor.Work.ImageAsync(worker, again.AssignmentId, default));
        Assert.Equal(("Total", 2), (again.Answer!.Text, again.Answer.Revision));
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(worker, again.AssignmentId, "Totals", revision: 3));
        Assert.All(await floor.AssignmentsAsync(), a => Assert.Equal(AssignmentStatus.Submitted, a.Status));
        await CheckAsync(floor);
    }

    [DatabaseFact]
    public async Task Moved_slots_are_not_counted_as_claims()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        await LateInAnotherSlotAsync(floor, floor.Workers[0], floor.Workers[1]);
        await using var db = floor.CreateDbContext();
        Assert.Equal(1, await db.WorkTotals.Where(t => t.BatchId == floor.Batch.Id && t.WorkerId == floor.Workers[1]).Select(t => t.Claims).SingleAsync());
        Assert.Equal(2, await db.Claims.CountAsync(c => c.BatchId == floor.Batch.Id && c.WorkerId == floor.Workers[1]));
    }

    [DatabaseFact]
    public async Task A_moved_answer_from_before_moved_slots_had_claims_is_found()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        var worker = floor.Workers[1];
        await LateInAnotherSlotAsync(floor, floor.Workers[0], worker);
        await using (var db = floor.CreateDbContext())
            await db.Claims.Where(c => c.Ending == ClaimEnding.Moved).ExecuteDeleteAsync();
        var again = Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(worker, floor.Batch.Id, null, default)).Card;
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(worker, again.AssignmentId, "Total", revision: 3));
        await CheckAsync(floor);
    }

    [DatabaseFact]
    public async Task What_a_worker_of_the_pool_says_about_a_card_never_theirs_is_kept_as_refused()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        using var elsewhere = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[1], card.AssignmentId, "Total"));
        var refused = Assert.Single((await new RefusedAnswerList(database).ListAsync(floor.Batch.Id, 0, 10, default)).Items);
        Assert.Equal((floor.Workers[1], "Total", "This card was never assigned to you."), (refused.WorkerId, refused.Text, refused.Reason));
        var own = new OwnRefusedAnswers(database, floor.Clock);
        await own.DismissAsync(floor.Workers[1], card.AssignmentId, default);
        Assert.Empty(await own.ListAsync(floor.Workers[1], floor.Batch.Id, default));
        // of a batch that is none of theirs nothing is
        await floor.SubmitAsync(elsewhere.Workers[0], card.AssignmentId, "Total");
        Assert.Equal(1, (await new RefusedAnswerList(database).ListAsync(floor.Batch.Id, 0, 10, default)).Total);
    }

    /// <summary>The worker loses the card, another takes the same slot, and the worker's late answer fills the other one. Gives the card as it was handed out.</summary>
    private static async Task<Card> LateInAnotherSlotAsync(LabelingFloor floor, WorkerId other, WorkerId worker)
    {
        var card = (await floor.ClaimAsync(worker)).Single();
        await floor.Queue.ReturnAsync(worker, [card.AssignmentId], default);
        Assert.Equal(card.AssignmentId, (await floor.ClaimAsync(other)).Single().AssignmentId);
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(worker, card.AssignmentId, "Totla"));
        Assert.NotEqual(card.AssignmentId, (await floor.AnswersAsync()).Single().AssignmentId);
        return card;
    }

    private static async Task CheckAsync(LabelingFloor floor)
    {
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
        var claims = (await floor.ClaimsAsync()).Select(c => (c.AssignmentId, c.WorkerId)).ToHashSet();
        Assert.All(await floor.AnswersAsync(), a => Assert.Contains((a.AssignmentId, a.WorkerId), claims));
    }
}

public sealed class SqliteMovedAnswerTests(SqliteDatabaseFixture database) : MovedAnswerContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlMovedAnswerTests(PostgreSqlDatabaseFixture database) : MovedAnswerContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerMovedAnswerTests(SqlServerDatabaseFixture database) : MovedAnswerContract(database), IClassFixture<SqlServerDatabaseFixture>;
