using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

public abstract class TaskQueueContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task Cards_come_in_the_order_of_the_batch()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 5);
        Assert.Equal([0, 1, 2], (await floor.ClaimAsync(floor.Workers[0], 3)).Select(c => c.Sequence));
        Assert.Equal([3, 4], (await floor.ClaimAsync(floor.Workers[0], 3)).Select(c => c.Sequence));
    }

    [DatabaseFact]
    public async Task A_held_task_cannot_be_claimed()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        await floor.ClaimAsync(floor.Workers[0]);
        var outcome = await floor.Queue.ClaimAsync(floor.Workers[1], floor.Batch.Id, 10, default);
        Assert.Equal(new ClaimOutcome.NothingLeft(MayComeBack: true), outcome);
    }

    [DatabaseFact]
    public async Task Nobody_gets_two_slots_of_one_task()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 3);
        Assert.Equal(2, (await floor.ClaimAsync(floor.Workers[0])).Count);
        Assert.IsNotType<ClaimOutcome.Claimed>(await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default));
        Assert.Equal(2, (await floor.ClaimAsync(floor.Workers[1])).Count);
    }

    [DatabaseFact]
    public async Task Who_holds_cards_on_another_page_is_not_told_that_nothing_is_left()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var held = await floor.ClaimAsync(floor.Workers[0]);
        Assert.Equal(2, (await floor.Work.BatchesAsync(floor.Workers[0], default)).Single().Left);
        Assert.Equal(new ClaimOutcome.HeldElsewhere(2), await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default));
        Assert.Equal(new ClaimOutcome.HeldElsewhere(1), await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default, [held[0].AssignmentId]));
        Assert.Equal(new ClaimOutcome.NothingLeft(MayComeBack: false), await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default, [.. held.Select(c => c.AssignmentId)]));
        // the page has died
        floor.Clock.Move(TaskQueue.AbandonedAfter + TimeSpan.FromSeconds(1));
        Assert.Equal(held.Select(c => c.AssignmentId), (await floor.ClaimAsync(floor.Workers[0])).Select(c => c.AssignmentId));
    }

    [DatabaseFact]
    public async Task Only_members_of_the_pool_get_cards()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        using var other = await LabelingFloor.OpenAsync(database);
        Assert.IsType<ClaimOutcome.NotAMember>(await floor.Queue.ClaimAsync(other.Workers[0], floor.Batch.Id, 10, default));
    }

    [DatabaseFact]
    public async Task A_crowd_never_gets_donated_cards_even_of_a_batch_that_should_not_exist()
    {
        using var floor = await LabelingFloor.OpenAsync(database, privacy: Privacy.Donated, pool: PoolKind.Crowd);
        Assert.IsType<ClaimOutcome.NotAMember>(await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default));
    }

    [DatabaseTheory]
    [InlineData(BatchStatus.Preparing)]
    [InlineData(BatchStatus.Paused)]
    [InlineData(BatchStatus.Closed)]
    public async Task A_batch_that_is_not_open_hands_nothing_out(BatchStatus status)
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        await floor.SetStatusAsync(status);
        Assert.Equal(new ClaimOutcome.BatchNotOpen(status), await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default));
    }

    [DatabaseFact]
    public async Task A_batch_that_does_not_exist_is_named_so()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        Assert.IsType<ClaimOutcome.NoSuchBatch>(await floor.Queue.ClaimAsync(floor.Workers[0], BatchId.New(), 10, default));
    }

    [DatabaseFact]
    public async Task The_pre_label_is_shown_only_where_the_batch_prefills()
    {
        using var shown = await LabelingFloor.OpenAsync(database, prefill: true);
        using var hidden = await LabelingFloor.OpenAsync(database, prefill: false);
        Assert.Equal("Total", (await shown.ClaimAsync(shown.Workers[0], 1))[0].PreLabel);
        Assert.Null((await hidden.ClaimAsync(hidden.Workers[0], 1))[0].PreLabel);
    }

    [DatabaseFact]
    public async Task An_expired_lease_goes_to_whoever_asks_next()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        await floor.ClaimAsync(floor.Workers[0]);
        floor.Clock.Move(TimeSpan.FromMinutes(15));
        Assert.Single(await floor.ClaimAsync(floor.Workers[1]));
        Assert.Equal([ClaimEnding.Expired, ClaimEnding.Held], (await floor.ClaimsAsync()).Select(c => c.Ending));
    }

    [DatabaseFact]
    public async Task The_sweep_reopens_expired_leases_only()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        await floor.ClaimAsync(floor.Workers[0], 1);
        floor.Clock.Move(TimeSpan.FromMinutes(10));
        await floor.ClaimAsync(floor.Workers[1], 1);
        floor.Clock.Move(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await floor.Sweep.ExpireAsync(floor.Batch.Id, default));
        Assert.Equal([AssignmentStatus.Open, AssignmentStatus.Claimed], (await floor.AssignmentsAsync()).Select(a => a.Status));
        Assert.Equal(0, await floor.Sweep.ExpireAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_renewed_lease_does_not_expire()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        floor.Clock.Move(TimeSpan.FromMinutes(14));
        Assert.Equal([card.AssignmentId], await floor.Queue.RenewAsync(floor.Workers[0], [card.AssignmentId], true, default));
        floor.Clock.Move(TimeSpan.FromMinutes(14));
        Assert.Equal(0, await floor.Sweep.ExpireAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Renewing_names_what_is_still_held()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var cards = await floor.ClaimAsync(floor.Workers[0], 2);
        await floor.Queue.ReturnAsync(floor.Workers[0], [cards[0].AssignmentId], default);
        Assert.Equal([cards[1].AssignmentId], await floor.Queue.RenewAsync(floor.Workers[0], cards.Select(c => c.AssignmentId).ToList(), true, default));
        Assert.Empty(await floor.Queue.RenewAsync(floor.Workers[1], [cards[1].AssignmentId], true, default));
    }

    [DatabaseFact]
    public async Task Returned_cards_are_open_at_once_and_the_claim_is_remembered()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        Assert.Equal(2, await floor.Queue.ReturnAsync(floor.Workers[0], cards.Select(c => c.AssignmentId).ToList(), default));
        Assert.Equal(2, (await floor.ClaimAsync(floor.Workers[1])).Count);
        Assert.Equal(2, (await floor.ClaimsAsync()).Count(c => c.Ending == ClaimEnding.Returned));
    }

    [DatabaseFact]
    public async Task Nobody_returns_the_cards_of_another()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.Equal(0, await floor.Queue.ReturnAsync(floor.Workers[1], [card.AssignmentId], default));
        Assert.Equal(AssignmentStatus.Claimed, (await floor.AssignmentsAsync()).Single().Status);
    }

    [DatabaseFact]
    public async Task A_returned_card_can_come_back_to_the_same_worker_last()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3);
        var first = (await floor.ClaimAsync(floor.Workers[0], 2))[0];
        await floor.Queue.ReturnAsync(floor.Workers[0], [first.AssignmentId], default);
        Assert.Equal([0, 2], (await floor.ClaimAsync(floor.Workers[0], 2)).Select(c => c.Sequence));
    }

    [DatabaseFact]
    public async Task Cards_of_a_page_that_died_are_shown_to_their_worker_again()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3);
        var lost = await floor.ClaimAsync(floor.Workers[0], 2);
        Assert.Equal([2], (await floor.ClaimAsync(floor.Workers[0], 2)).Select(c => c.Sequence));
        floor.Clock.Move(TaskQueue.AbandonedAfter + TimeSpan.FromSeconds(1));
        Assert.Equal(lost.Select(c => c.AssignmentId), (await floor.ClaimAsync(floor.Workers[0], 2)).Select(c => c.AssignmentId));
        Assert.Equal(3, (await floor.ClaimsAsync()).Count);
    }

    [DatabaseFact]
    public async Task A_claim_and_a_return_tell_the_screens()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var told = new List<BatchId>();
        using var subscription = floor.Activity.Subscribe(told.Add);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.Queue.ReturnAsync(floor.Workers[0], [card.AssignmentId], default);
        Assert.Equal([floor.Batch.Id, floor.Batch.Id], told);
    }

    [DatabaseFact]
    public async Task A_batch_with_something_left_stands_above_one_without()
    {
        using var done = await LabelingFloor.OpenAsync(database, tasks: 1);
        using var newer = await LabelingFloor.OpenAsync(database, tasks: 1);
        var worker = done.Workers[0];
        await newer.JoinAsync(worker);
        await using (var db = done.CreateDbContext())
            await db.Batches.Where(b => b.Id == newer.Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.PoolId, done.Pool.Id).SetProperty(b => b.Priority, -1));
        var work = new WorkList(database, done.Clock);
        Assert.Equal([done.Batch.Id, newer.Batch.Id], (await work.BatchesAsync(worker, default)).Select(b => b.Id));
        var card = Assert.Single(await done.ClaimAsync(worker));
        await done.SubmitAsync(worker, card.AssignmentId);
        Assert.Equal([(newer.Batch.Id, 1), (done.Batch.Id, 0)], (await work.BatchesAsync(worker, default)).Select(b => (b.Id, b.Left)));
    }
}

public sealed class SqliteTaskQueueTests(SqliteDatabaseFixture database) : TaskQueueContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlTaskQueueTests(PostgreSqlDatabaseFixture database) : TaskQueueContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerTaskQueueTests(SqlServerDatabaseFixture database) : TaskQueueContract(database), IClassFixture<SqlServerDatabaseFixture>;
