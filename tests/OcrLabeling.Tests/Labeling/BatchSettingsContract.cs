using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

public abstract class BatchSettingsContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task A_batch_is_renamed_unless_another_one_has_the_name()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        using var other = await LabelingFloor.OpenAsync(database);
        Assert.Null(await floor.Control.RenameAsync(floor.Batch.Id, " Receipts of May ", Guid.NewGuid(), default));
        Assert.Contains("Another batch", await floor.Control.RenameAsync(other.Batch.Id, "Receipts of May", Guid.NewGuid(), default), StringComparison.Ordinal);
        Assert.Contains("1 to 120", await floor.Control.RenameAsync(other.Batch.Id, new string('x', Batch.MaxNameLength + 1), Guid.NewGuid(), default), StringComparison.Ordinal);
        await using var db = floor.CreateDbContext();
        Assert.Equal("Receipts of May", (await db.Batches.SingleAsync(b => b.Id == floor.Batch.Id)).Name);
        Assert.Contains("-> Receipts of May", (await db.AuditEntries.SingleAsync(e => e.Action == "batch.rename")).Detail, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task A_closed_batch_is_archived_restored_and_reopened()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        Assert.False(await ChangeAsync(BatchChange.Archive));
        Assert.False(await ChangeAsync(BatchChange.Reopen));
        Assert.True(await ChangeAsync(BatchChange.Close));
        Assert.True(await ChangeAsync(BatchChange.Archive));
        Assert.False(await ChangeAsync(BatchChange.Archive));
        Assert.True(await ChangeAsync(BatchChange.Restore));
        Assert.True(await ChangeAsync(BatchChange.Archive));
        Assert.True(await ChangeAsync(BatchChange.Reopen));
        Assert.Single(await floor.ClaimAsync(floor.Workers[0]));
        await using var db = floor.CreateDbContext();
        Assert.Equal((BatchStatus.Open, null), ((await db.Batches.SingleAsync(b => b.Id == floor.Batch.Id)).Status, (await db.Batches.SingleAsync(b => b.Id == floor.Batch.Id)).ArchivedAt));
        // held cards stay when a batch is opened again
        Assert.Equal(1, await db.Assignments.CountAsync(a => a.BatchId == floor.Batch.Id && a.Status == AssignmentStatus.Claimed));

        Task<bool> ChangeAsync(BatchChange change) => floor.Control.ChangeAsync(floor.Batch.Id, change, Guid.NewGuid(), default);
    }

    [DatabaseFact]
    public async Task A_higher_overlap_makes_slots_for_other_people()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 1);
        await floor.SubmitAsync(floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0], 1)).Single().AssignmentId);
        Assert.IsType<ConfigureOutcome.Changed>(await floor.ConfigureAsync(overlap: 3));
        Assert.Equal([3, 3], await LiveAsync(floor));
        Assert.Equal([1], (await floor.ClaimAsync(floor.Workers[0])).Select(c => c.Sequence));
        Assert.Equal([0, 1], (await floor.ClaimAsync(floor.Workers[1])).Select(c => c.Sequence));
        Assert.Equal((6, true), await CountAsync(floor));
    }

    [DatabaseFact]
    public async Task A_lower_overlap_withdraws_open_slots_only()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 3);
        await floor.ClaimAsync(floor.Workers[0], 1);
        var second = (await floor.ClaimAsync(floor.Workers[1], 1)).Single();
        await floor.SubmitAsync(floor.Workers[1], second.AssignmentId);
        await floor.ConfigureAsync(overlap: 1);
        Assert.Equal([2, 1], await LiveAsync(floor));
        Assert.Equal((3, true), await CountAsync(floor));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_card_given_back_is_not_handed_out_again_when_others_suffice()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        var cards = new[] { (await floor.ClaimAsync(floor.Workers[0])).Single(), (await floor.ClaimAsync(floor.Workers[1])).Single() };
        await floor.ConfigureAsync(overlap: 1);
        Assert.Equal([2], await LiveAsync(floor));
        await floor.Queue.ReturnAsync(floor.Workers[0], [cards[0].AssignmentId], default);
        Assert.Equal([1], await LiveAsync(floor));
        floor.Clock.Move(TimeSpan.FromHours(1));
        await floor.Sweep.ExpireAsync(null, default);
        Assert.Equal([AssignmentStatus.Withdrawn, AssignmentStatus.Open], (await floor.AssignmentsAsync()).Select(a => a.Status));
        Assert.Equal((1, true), await CountAsync(floor));
    }

    [DatabaseFact]
    public async Task An_answer_to_a_withdrawn_slot_is_kept_as_surplus_and_counts_when_the_overlap_rises()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        var first = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.Queue.ReturnAsync(floor.Workers[0], [first.AssignmentId], default);
        await floor.SubmitAsync(floor.Workers[1], (await floor.ClaimAsync(floor.Workers[1])).Single().AssignmentId);
        await floor.ConfigureAsync(overlap: 1);
        Assert.IsType<AnswerOutcome.Surplus>(await floor.SubmitAsync(floor.Workers[0], first.AssignmentId));
        await floor.ConfigureAsync(overlap: 2);
        Assert.Equal(1, await floor.Sweep.PromoteSurplusAsync(default));
        Assert.All(await floor.AnswersAsync(), a => Assert.False(a.IsSurplus));
        Assert.Equal((2, true), await CountAsync(floor));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_withdrawn_slot_is_used_again_before_a_new_one_is_made()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3, overlap: 3);
        await floor.ConfigureAsync(overlap: 1);
        await floor.ConfigureAsync(overlap: 2);
        Assert.Equal(9, (await floor.AssignmentsAsync()).Count);
        Assert.Equal([2, 2, 2], await LiveAsync(floor));
    }

    [DatabaseFact]
    public async Task What_a_process_left_unfinished_the_next_sweep_finishes()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 1);
        await using (var db = floor.CreateDbContext())
        {
            await db.Batches.Where(b => b.Id == floor.Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.Overlap, 2).SetProperty(b => b.SlotsFit, false));
            await db.Tasks.Where(t => t.BatchId == floor.Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Wanted, 2));
        }
        await floor.Slots.FitAllAsync(default);
        Assert.Equal([2, 2], await LiveAsync(floor));
        Assert.Equal((4, true), await CountAsync(floor));
    }

    [DatabaseFact]
    public async Task A_new_lease_holds_from_the_next_claim_on()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, leaseMinutes: 10);
        Assert.Equal(floor.Clock.Now.AddMinutes(10), (await floor.ClaimAsync(floor.Workers[0], 1)).Single().LeaseEndsAt);
        await floor.ConfigureAsync(leaseMinutes: 30, priority: 7, instructions: "  Anew. ");
        Assert.Equal(floor.Clock.Now.AddMinutes(30), (await floor.ClaimAsync(floor.Workers[0], 1)).Single().LeaseEndsAt);
        await using var db = floor.CreateDbContext();
        var batch = await db.Batches.SingleAsync(b => b.Id == floor.Batch.Id);
        Assert.Equal((30, 7, "Anew."), (batch.LeaseMinutes, batch.Priority, batch.Instructions));
        Assert.Contains("lease 10 -> 30 min", (await db.AuditEntries.SingleAsync(e => e.Subject == $"batch:{batch.Id}")).Detail, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Faulty_settings_change_nothing_and_a_closed_batch_takes_none()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var refused = Assert.IsType<ConfigureOutcome.Refused>(await floor.ConfigureAsync(overlap: 10, leaseMinutes: 0, priority: 101));
        Assert.Equal([nameof(BatchSettings.Priority), nameof(BatchSettings.LeaseMinutes), nameof(BatchSettings.Overlap)], refused.Faults.Select(f => f.Field));
        await floor.SetStatusAsync(BatchStatus.Closed);
        Assert.IsType<ConfigureOutcome.NotRunning>(await floor.ConfigureAsync(overlap: 2));
        Assert.Equal(1, (await floor.AssignmentsAsync()).Count(a => a.TaskSequence == 0));
    }

    [DatabaseFact]
    public async Task Of_two_people_who_change_the_settings_the_second_overwrites_nothing_unseen()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var seen = (await new BatchList(database).FindAsync(floor.Batch.Id, default))!.Settings;
        Assert.IsType<ConfigureOutcome.Changed>(await floor.Control.ConfigureAsync(floor.Batch.Id, seen with { Overlap = 3, AcceptPercent = 95.5, MaxAnswers = 4 }, seen, Guid.NewGuid(), default));
        Assert.IsType<ConfigureOutcome.ChangedMeanwhile>(await floor.Control.ConfigureAsync(floor.Batch.Id, seen with { Priority = 9 }, seen, Guid.NewGuid(), default));
        var now = (await new BatchList(database).FindAsync(floor.Batch.Id, default))!.Settings;
        Assert.Equal((3, 0, 95.5), (now.Overlap, now.Priority, now.AcceptPercent));
        Assert.Equal([3, 3], await LiveAsync(floor));
        Assert.IsType<ConfigureOutcome.Changed>(await floor.Control.ConfigureAsync(floor.Batch.Id, now with { Priority = 9 }, now, Guid.NewGuid(), default));
    }

    /// <summary>Slots of the N asked for, by task.</summary>
    private static async Task<IEnumerable<int>> LiveAsync(LabelingFloor floor) => (await floor.AssignmentsAsync()).GroupBy(a => a.TaskSequence)
        .Select(g => g.Count(a => a.Status is not (AssignmentStatus.Surplus or AssignmentStatus.Withdrawn)));

    private static async Task<(int, bool)> CountAsync(LabelingFloor floor)
    {
        await using var db = floor.CreateDbContext();
        var batch = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == floor.Batch.Id);
        return (batch.AssignmentCount, batch.SlotsFit);
    }
}

public sealed class SqliteBatchSettingsTests(SqliteDatabaseFixture database) : BatchSettingsContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlBatchSettingsTests(PostgreSqlDatabaseFixture database) : BatchSettingsContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerBatchSettingsTests(SqlServerDatabaseFixture database) : BatchSettingsContract(database), IClassFixture<SqlServerDatabaseFixture>;
