using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>A worker says that a check is wrong, and the team decides.</summary>
public abstract class DisputeContract(DatabaseFixture database)
{
    private static readonly Guid team = Guid.NewGuid();

    [DatabaseFact]
    public async Task A_missed_check_is_shown_only_when_a_revision_is_judged_no_more()
    {
        using var floor = await OpenAsync();
        var card = await MissAsync(floor, floor.Workers[0], "Sum");
        Assert.Equal(0, (await MissedAsync(floor, floor.Workers[0])).Total);
        Assert.Equal(DisputeOutcome.NotMissed, await Missed(floor).DisputeAsync(floor.Workers[0], card.TaskId, null, default));
        floor.Clock.Move(MissedChecks.ShownAfter);
        var check = Assert.Single((await MissedAsync(floor, floor.Workers[0])).Items);
        Assert.Equal(("Sum", "Total", true), (check.Task.Answers.Single().Text, check.Task.Consensus!.Text, check.ShowsImage));
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total", revision: 2);
        check = Assert.Single((await MissedAsync(floor, floor.Workers[0])).Items);
        Assert.Equal("Total", check.Task.Answers.Single().Text);
        Assert.Equal((1, 0), await GoldAsync(floor, floor.Workers[0]));
        Assert.Equal(0, (await MissedAsync(floor, floor.Workers[1])).Total);
    }

    [DatabaseFact]
    public async Task When_the_worker_is_right_the_truth_changes_for_everybody()
    {
        using var floor = await OpenAsync();
        var card = await MissAsync(floor, floor.Workers[0], "Sum");
        await AnswerAsync(floor, floor.Workers[1], card.TaskId, "Total");
        floor.Clock.Move(MissedChecks.ShownAfter);
        Assert.Equal(DisputeOutcome.Made, await Missed(floor).DisputeAsync(floor.Workers[0], card.TaskId, " Look at it. ", default));
        Assert.Equal(DisputeOutcome.MadeBefore, await Missed(floor).DisputeAsync(floor.Workers[0], card.TaskId, null, default));
        var open = Assert.Single(await Service(floor).OpenAsync(floor.Batch.Id, 10, default));
        Assert.Equal(("Look at it.", 2, "Total"), (open.Note, open.Task.Answers.Count, open.Task.Consensus!.Text));
        Assert.True(await Service(floor).DecideAsync(card.TaskId, floor.Workers[0], DisputeStatus.Agreed, "You are right.", team, default));
        Assert.False(await Service(floor).DecideAsync(card.TaskId, floor.Workers[0], DisputeStatus.Kept, null, team, default));
        Assert.Equal((1, 1), await GoldAsync(floor, floor.Workers[0]));
        Assert.Equal((1, 0), await GoldAsync(floor, floor.Workers[1]));
        var check = Assert.Single((await MissedAsync(floor, floor.Workers[0])).Items);
        Assert.Equal(new DisputeView(DisputeStatus.Agreed, "Look at it.", "You are right."), check.Dispute);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_dropped_check_judges_nobody_and_is_handed_out_no_more()
    {
        using var floor = await OpenAsync(gold: 1, corruptedPercent: 100);
        var card = await MissAsync(floor, floor.Workers[0], null);
        Assert.Equal((1, 0), await GoldAsync(floor, floor.Workers[0]));
        floor.Clock.Move(MissedChecks.ShownAfter);
        await Missed(floor).DisputeAsync(floor.Workers[0], card.TaskId, null, default);
        Assert.True(await Service(floor).DecideAsync(card.TaskId, floor.Workers[0], DisputeStatus.Dropped, null, team, default));
        Assert.Equal((1, 1), await GoldAsync(floor, floor.Workers[0]));
        await using (var db = floor.CreateDbContext())
        {
            var totals = await db.WorkTotals.SingleAsync(t => t.WorkerId == floor.Workers[0]);
            Assert.Equal((1, 1), (totals.Corrupted, totals.Caught));
        }
        while (await floor.ClaimAsync(floor.Workers[1]) is { Count: > 0 } page)
            Assert.DoesNotContain(page, c => c.IsGold);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_kept_truth_changes_nothing_and_leaves_the_disputes_of_others_open()
    {
        using var floor = await OpenAsync();
        var card = await MissAsync(floor, floor.Workers[0], "Sum");
        await AnswerAsync(floor, floor.Workers[1], card.TaskId, "Tota1");
        floor.Clock.Move(MissedChecks.ShownAfter);
        foreach (var worker in floor.Workers.Take(2))
            Assert.Equal(DisputeOutcome.Made, await Missed(floor).DisputeAsync(worker, card.TaskId, null, default));
        Assert.True(await Service(floor).DecideAsync(card.TaskId, floor.Workers[0], DisputeStatus.Kept, "There is an a.", team, default));
        Assert.Equal((1, 0), await GoldAsync(floor, floor.Workers[0]));
        Assert.Equal(floor.Workers[1], Assert.Single(await Service(floor).OpenAsync(floor.Batch.Id, 10, default)).WorkerId);
        Assert.Equal(DisputeStatus.Kept, Assert.Single((await MissedAsync(floor, floor.Workers[0])).Items).Dispute!.Status);
    }

    [DatabaseFact]
    public async Task A_pause_that_rested_on_a_wrong_check_is_lifted()
    {
        using var floor = await OpenAsync(gold: 20);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50, GoldFloorPercent = 55 });
        var (worker, wrong) = (floor.Workers[0], new List<TaskId>());
        // the pause comes with the card after which the interval ends below the floor
        while (await floor.Queue.ClaimAsync(worker, floor.Batch.Id, 10, default) is ClaimOutcome.Claimed { Cards: var cards })
        {
            foreach (var card in cards)
            {
                await floor.SubmitAsync(worker, card.AssignmentId, wrong.Count < 3 || !card.IsGold ? "Sum" : "nonsense");
                if (card.IsGold)
                    wrong.Add(card.TaskId);
            }
        }
        Assert.IsType<ClaimOutcome.WorkerPaused>(await floor.Queue.ClaimAsync(worker, floor.Batch.Id, 1, default));
        floor.Clock.Move(MissedChecks.ShownAfter);
        foreach (var task in wrong)
        {
            Assert.Equal(DisputeOutcome.Made, await Missed(floor).DisputeAsync(worker, task, null, default));
            Assert.True(await Service(floor).DecideAsync(task, worker, DisputeStatus.Agreed, null, team, default));
        }
        Assert.IsNotType<ClaimOutcome.WorkerPaused>(await floor.Queue.ClaimAsync(worker, floor.Batch.Id, 1, default));
    }

    private MissedChecks Missed(LabelingFloor floor) => new(floor.Transaction, database, floor.Activity, floor.Clock);

    private DisputeService Service(LabelingFloor floor) => new(floor.Transaction, database, new AnnotationGallery(database), new AuditLog(database, floor.Clock), floor.Activity, floor.Clock);

    private Task<Core.Data.Rows<MissedCheck>> MissedAsync(LabelingFloor floor, WorkerId worker) => Missed(floor).ListAsync(worker, 0, 10, default);

    /// <param name="text">Null: what the card begins with.</param>
    private static async Task<Card> MissAsync(LabelingFloor floor, WorkerId worker, string? text)
    {
        while (await floor.ClaimAsync(worker) is { Count: > 0 } page)
        {
            if (page.FirstOrDefault(c => c.IsGold) is not { } card)
                continue;
            await floor.SubmitAsync(worker, card.AssignmentId, text ?? card.PreLabel!);
            await floor.Queue.ReturnAsync(worker, [.. page.Select(c => c.AssignmentId)], default);
            return card;
        }
        throw new InvalidOperationException("No check came.");
    }

    private static async Task AnswerAsync(LabelingFloor floor, WorkerId worker, TaskId task, string text)
    {
        while (await floor.ClaimAsync(worker) is { Count: > 0 } page)
        {
            if (page.FirstOrDefault(c => c.TaskId == task) is not { } card)
                continue;
            await floor.SubmitAsync(worker, card.AssignmentId, text);
            return;
        }
        throw new InvalidOperationException("The check never came.");
    }

    private static async Task<(int, int)> GoldAsync(LabelingFloor floor, WorkerId worker)
    {
        await using var db = floor.CreateDbContext();
        var totals = await db.WorkTotals.SingleAsync(t => t.BatchId == floor.Batch.Id && t.WorkerId == worker);
        return (totals.Gold, totals.GoldRight);
    }

    private async Task<LabelingFloor> OpenAsync(int gold = 1, int corruptedPercent = 0)
    {
        var floor = await GoldContract.OpenAsync(database, tasks: 60, gold, corruptedPercent);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        return floor;
    }
}

public sealed class SqliteDisputeTests(SqliteDatabaseFixture database) : DisputeContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlDisputeTests(PostgreSqlDatabaseFixture database) : DisputeContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerDisputeTests(SqlServerDatabaseFixture database) : DisputeContract(database), IClassFixture<SqlServerDatabaseFixture>;
