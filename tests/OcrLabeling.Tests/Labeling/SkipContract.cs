using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

public abstract class SkipContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task A_skipped_card_goes_to_others_and_never_back_to_its_worker()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<SkipOutcome.Skipped>(await floor.Queue.SkipAsync(floor.Workers[0], card.AssignmentId, SkipReason.BrokenImage, "black", default));
        Assert.Equal(new ClaimOutcome.NothingLeft(MayComeBack: false), await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default));
        Assert.Equal(ClaimEnding.Skipped, (await floor.ClaimsAsync()).Single().Ending);
        Assert.Single(await floor.ClaimAsync(floor.Workers[1]));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task The_team_sees_who_skipped_what_and_why_and_can_ask_again()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var card = (await floor.ClaimAsync(floor.Workers[0], 1)).Single();
        await Assert.ThrowsAsync<ArgumentException>(() => floor.Queue.SkipAsync(floor.Workers[0], card.AssignmentId, SkipReason.Other, new string('x', OptionalNote.MaxLength + 1), default));
        await floor.Queue.SkipAsync(floor.Workers[0], card.AssignmentId, SkipReason.Other, $" {new string('x', OptionalNote.MaxLength)} ", default);
        await floor.Queue.SkipAsync(floor.Workers[0], card.AssignmentId, SkipReason.Sensitive, "again", default);
        var list = new SkipList(floor.Transaction, database, floor.Activity);
        var rows = await list.ListAsync(floor.Batch.Id, 0, 10, default);
        Assert.Equal((1, "Worker 0", SkipReason.Other, new string('x', OptionalNote.MaxLength)), (rows.Total, rows.Items[0].Worker, rows.Items[0].Reason, rows.Items[0].Note));
        await list.ForgetAsync(card.TaskId, floor.Workers[0], default);
        Assert.Equal([0, 1], (await floor.ClaimAsync(floor.Workers[0])).Select(c => c.Sequence).Order());
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task An_answer_takes_a_skip_back_and_a_skip_never_takes_an_answer_back()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.Queue.SkipAsync(floor.Workers[0], card.AssignmentId, SkipReason.CannotJudge, null, default);
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId));
        Assert.Equal(0, await floor.SkipCountAsync());
        Assert.IsType<SkipOutcome.Answered>(await floor.Queue.SkipAsync(floor.Workers[0], card.AssignmentId, SkipReason.CannotJudge, null, default));
        Assert.Equal(AssignmentStatus.Submitted, (await floor.AssignmentsAsync()).Single().Status);
    }

    [DatabaseFact]
    public async Task The_team_sees_what_nobody_in_the_pool_is_left_to_answer()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, workers: 2);
        Assert.Equal(0, await UnaskableAsync());
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        floor.Clock.Move(TimeSpan.FromMinutes(2));
        await floor.SubmitAsync(floor.Workers[0], cards[0].AssignmentId);
        await floor.Queue.SkipAsync(floor.Workers[0], cards[1].AssignmentId, SkipReason.Other, null, default);
        floor.Clock.Move(TimeSpan.FromMinutes(1));
        await floor.ConfigureAsync(overlap: 3);
        await floor.Slots.FitAllAsync(default);
        var others = await floor.ClaimAsync(floor.Workers[1], 1);
        // the first is held by the second worker and open beyond that; the second may still go to the second worker
        Assert.Equal(1, await UnaskableAsync());
        Assert.IsType<Eta.At>(await EtaAsync());
        await floor.SubmitAsync(floor.Workers[1], others.Single().AssignmentId);
        foreach (var card in await floor.ClaimAsync(floor.Workers[1]))
            await floor.SubmitAsync(floor.Workers[1], card.AssignmentId);
        Assert.Equal(2, await UnaskableAsync());
        Assert.IsType<Eta.NobodyLeft>(await EtaAsync());
        using var other = await LabelingFloor.OpenAsync(database, tasks: 1, workers: 1);
        await floor.JoinAsync(other.Workers[0]);
        Assert.Equal(0, await UnaskableAsync());
        Assert.IsType<Eta.At>(await EtaAsync());
        await floor.SetStatusAsync(BatchStatus.Paused);
        Assert.Equal(0, await UnaskableAsync());

        async Task<Eta> EtaAsync() => (await new LabelingStatistics(database, floor.Clock).ReadAsync(StatsFilter.All with { Batches = [floor.Batch.Id] }, default)).Batches.Single().Eta;
        async Task<int> UnaskableAsync() => (await new BatchList(database).FindAsync(floor.Batch.Id, default))!.Unaskable;
    }

    [DatabaseTheory]
    [InlineData("skips"), InlineData("is paused"), InlineData("leaves the pool")]
    public async Task A_slot_reserved_for_someone_who_will_not_come_is_anybodys(string what)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, workers: 2);
        var (chosen, other) = (floor.Workers[0], floor.Workers[1]);
        await using (var db = floor.CreateDbContext())
            await db.Assignments.Where(a => a.BatchId == floor.Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.ReservedFor, chosen));
        Assert.Empty((await floor.Queue.ClaimAsync(other, floor.Batch.Id, 10, default) as ClaimOutcome.Claimed)?.Cards ?? []);
        var audit = new AuditLog(database, floor.Clock);
        switch (what)
        {
            case "skips":
                await floor.Queue.SkipAsync(chosen, (await floor.ClaimAsync(chosen)).Single().AssignmentId, SkipReason.Other, null, default);
                break;
            case "is paused":
                await new WorkerSupervision(floor.Transaction, database, floor.Queue, audit, floor.Activity, floor.Clock).PauseAsync(floor.Batch.Id, chosen, "no reason", Guid.NewGuid(), default);
                break;
            default:
                await new PoolDirectory(database, floor.Transaction, new HeldCards(floor.Clock), audit, floor.Clock).RemoveMemberAsync(floor.Pool.Id, chosen, null, default);
                break;
        }
        Assert.Single(await floor.ClaimAsync(other));
    }

    [DatabaseFact]
    public async Task Nobody_skips_a_card_he_never_held()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<SkipOutcome.NeverHeld>(await floor.Queue.SkipAsync(floor.Workers[1], card.AssignmentId, SkipReason.Other, null, default));
        Assert.Equal(AssignmentStatus.Claimed, (await floor.AssignmentsAsync()).Single().Status);
    }
}

public sealed class SqliteSkipTests(SqliteDatabaseFixture database) : SkipContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlSkipTests(PostgreSqlDatabaseFixture database) : SkipContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerSkipTests(SqlServerDatabaseFixture database) : SkipContract(database), IClassFixture<SqlServerDatabaseFixture>;
