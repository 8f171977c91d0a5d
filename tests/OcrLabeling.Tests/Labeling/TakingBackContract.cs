using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Quality;

namespace OcrLabeling.Tests.Labeling;

/// <summary>A worker takes an answer back, and gives it again.</summary>
public abstract class TakingBackContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task An_answer_taken_back_does_not_count_until_it_is_given_again()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        Assert.IsType<AnswerOutcome.TakenBack>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true));
        var taken = (await floor.AnswersAsync()).Single();
        Assert.Equal(("Totla", true, floor.Clock.Now), (taken.Text, taken.IsSurplus, taken.TakenBackAt));
        Assert.Equal((0, AssignmentStatus.Claimed), (await DoneAsync(floor), (await floor.AssignmentsAsync()).Single().Status));
        Assert.NotNull(await floor.Work.ImageAsync(floor.Workers[0], card.AssignmentId, default));
        Assert.Empty(await floor.ClaimAsync(floor.Workers[1]));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));

        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total", revision: 3));
        var given = (await floor.AnswersAsync()).Single();
        Assert.Equal(("Total", false, null), (given.Text, given.IsSurplus, given.TakenBackAt));
        Assert.Equal((1, AssignmentStatus.Submitted), (await DoneAsync(floor), (await floor.AssignmentsAsync()).Single().Status));
        Assert.Equal(ClaimEnding.Submitted, (await floor.ClaimsAsync()).Single().Ending);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task What_was_resolved_from_it_is_resolved_anew()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        await ResolveAsync(floor);
        Assert.Equal("Totla", await TruthAsync(floor, card.TaskId));
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true);
        await ResolveAsync(floor);
        Assert.Null(await TruthAsync(floor, card.TaskId));
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total", revision: 3);
        await ResolveAsync(floor);
        Assert.Equal("Total", await TruthAsync(floor, card.TaskId));
    }

    [DatabaseFact]
    public async Task An_older_or_a_missing_answer_is_not_taken_back()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<AnswerOutcome.Unchanged>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true));
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total", revision: 3);
        Assert.IsType<AnswerOutcome.Unchanged>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 3, takenBack: true));
        Assert.Equal(1, await DoneAsync(floor));
    }

    [DatabaseFact]
    public async Task What_was_taken_back_comes_first_on_the_next_page_while_it_is_held()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        Assert.Null(await floor.Own.TakenBackAsync(floor.Workers[0], floor.Batch.Id, default));
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true);
        Assert.Equal(card.AssignmentId, await floor.Own.TakenBackAsync(floor.Workers[0], floor.Batch.Id, default));
        Assert.Null(await floor.Own.TakenBackAsync(floor.Workers[1], floor.Batch.Id, default));
        floor.Clock.Move(TimeSpan.FromMinutes(20));
        await floor.Sweep.ExpireAsync(floor.Batch.Id, default);
        Assert.Null(await floor.Own.TakenBackAsync(floor.Workers[0], floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_card_not_answered_again_goes_to_others_and_its_answer_is_kept()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true);
        floor.Clock.Move(TimeSpan.FromMinutes(20));
        Assert.Equal(1, await floor.Sweep.ExpireAsync(floor.Batch.Id, default));
        Assert.Equal(0, await floor.Sweep.PromoteSurplusAsync(default));
        var other = (await floor.ClaimAsync(floor.Workers[1])).Single();
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[1], other.AssignmentId, "Total"));
        // given again after all, it is extra
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Totals", revision: 3));
        var own = (await floor.AnswersAsync()).Single(a => a.WorkerId == floor.Workers[0]);
        Assert.Equal(("Totals", true, null), (own.Text, own.IsSurplus, own.TakenBackAt));
        Assert.Equal(1, await DoneAsync(floor));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task An_answer_given_again_takes_the_slot_that_is_still_open()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true);
        floor.Clock.Move(TimeSpan.FromMinutes(20));
        await floor.Sweep.ExpireAsync(floor.Batch.Id, default);
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total", revision: 3);
        Assert.Equal(0, await floor.Sweep.PromoteSurplusAsync(default));
        Assert.Equal(1, await DoneAsync(floor));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task An_answer_that_was_late_is_in_time_once_it_is_given_again_by_right()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await LateAsync(floor, "Totla");
        Assert.True((await floor.Own.ListAsync(floor.Workers[0], null, 0, 10, default)).Items.Single().CanReopen);
        var again = Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(floor.Workers[0], null, card.AssignmentId, default)).Card;
        Assert.Equal("Totla", again.Answer!.Text);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
        // the lease runs out while it is worked on
        floor.Clock.Move(TimeSpan.FromMinutes(20));
        await floor.Sweep.ExpireAsync(floor.Batch.Id, default);
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(floor.Workers[0], again.AssignmentId, "Total", revision: again.Answer.Revision + 1));
        var given = (await floor.AnswersAsync()).Single();
        Assert.Equal(("Total", false, false, null), (given.Text, given.IsSurplus, given.IsLate, given.TakenBackAt));
        Assert.Equal((1, AssignmentStatus.Submitted), (await DoneAsync(floor), (await floor.AssignmentsAsync()).Single().Status));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_late_answer_whose_slot_others_have_filled_stays_as_it_was()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await LateAsync(floor, "Totla");
        var others = (await floor.ClaimAsync(floor.Workers[1])).Single();
        await floor.SubmitAsync(floor.Workers[1], others.AssignmentId, "Total");
        Assert.False((await floor.Own.ListAsync(floor.Workers[0], null, 0, 10, default)).Items.Single().CanReopen);
        Assert.Equal("Others have answered this card in the meantime. Your answer stays as it was.",
            Assert.IsType<ReopenOutcome.Refused>(await floor.Own.ReopenAsync(floor.Workers[0], null, card.AssignmentId, default)).Reason);
        Assert.Equal((true, true, null), (await floor.AnswersAsync()).Where(a => a.WorkerId == floor.Workers[0]).Select(a => (a.IsSurplus, a.IsLate, a.TakenBackAt)).Single());
    }

    [DatabaseFact]
    public async Task A_card_whose_page_died_while_its_answer_was_taken_back_comes_with_it()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true);
        floor.Clock.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(new OwnAnswer(AnswerKind.Transcribed, "Totla", 2), (await floor.ClaimAsync(floor.Workers[0])).Single().Answer);
    }

    [DatabaseFact]
    public async Task Undo_reopens_the_last_answer_and_the_same_one_again_after_a_reload()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        foreach (var card in cards.Take(2))
        {
            floor.Clock.Move(TimeSpan.FromSeconds(3));
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, $"Text {card.Sequence}", timing: new AnswerTiming(floor.Clock.Now.AddSeconds(-2), floor.Clock.Now, 0, null));
        }
        for (var turn = 0; turn < 2; turn++)
        {
            var again = Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(floor.Workers[0], floor.Batch.Id, null, default)).Card;
            Assert.Equal((cards[1].AssignmentId, "Text 1", 2), (again.AssignmentId, again.Answer!.Text, again.Answer.Revision));
        }
        Assert.Equal(1, await DoneAsync(floor));
        Assert.IsType<ReopenOutcome.Refused>(await floor.Own.ReopenAsync(floor.Workers[1], floor.Batch.Id, null, default));
        Assert.IsType<ReopenOutcome.Refused>(await floor.Own.ReopenAsync(floor.Workers[1], null, cards[0].AssignmentId, default));
    }

    [DatabaseFact]
    public async Task A_worker_sees_own_answers_and_reopens_them_until_the_task_is_resolved()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 1);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        foreach (var card in cards)
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total");
        var rows = await floor.Own.ListAsync(floor.Workers[0], null, 0, 10, default);
        Assert.Equal((2, true, true), (rows.Total, rows.Items[0].CanReopen, rows.Items[1].CanReopen));
        Assert.Empty((await floor.Own.ListAsync(floor.Workers[1], null, 0, 10, default)).Items);
        await ResolveAsync(floor);
        floor.Clock.Move(TimeSpan.FromMinutes(5));
        Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(floor.Workers[0], null, cards[0].AssignmentId, default));
        floor.Clock.Move(OwnAnswers.UndoneWithin);
        Assert.Equal("The task is resolved; your answer stays as it was.", Assert.IsType<ReopenOutcome.Refused>(await floor.Own.ReopenAsync(floor.Workers[0], null, cards[1].AssignmentId, default)).Reason);
        Assert.False((await floor.Own.ListAsync(floor.Workers[0], null, 0, 10, default)).Items.Single(r => r.AssignmentId == cards[1].AssignmentId).CanReopen);
    }

    [DatabaseFact]
    public async Task What_a_person_has_decided_is_not_taken_back()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        await ResolveAsync(floor);
        await using (var db = floor.CreateDbContext())
        {
            (await db.Consensus.SingleAsync(c => c.TaskId == card.TaskId)).Adjudicate(AnswerKind.Transcribed, "Total", Guid.NewGuid(), floor.Clock.Now);
            await db.SaveChangesAsync();
        }
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true));
        Assert.IsType<ReopenOutcome.Refused>(await floor.Own.ReopenAsync(floor.Workers[0], null, card.AssignmentId, default));
        Assert.Equal(1, await DoneAsync(floor));
    }

    [DatabaseFact]
    public async Task A_card_lost_meanwhile_is_claimed_again_where_there_is_room()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.Queue.ReturnAsync(floor.Workers[0], [card.AssignmentId], default);
        var again = Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(floor.Workers[0], null, card.AssignmentId, default)).Card;
        Assert.Null(again.Answer);
        Assert.NotNull(await floor.Work.ImageAsync(floor.Workers[0], again.AssignmentId, default));
        await floor.Queue.ReturnAsync(floor.Workers[0], [again.AssignmentId], default);
        await floor.ClaimAsync(floor.Workers[1]);
        Assert.IsType<ReopenOutcome.Refused>(await floor.Own.ReopenAsync(floor.Workers[0], null, card.AssignmentId, default));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Each_undo_goes_one_answer_further_back_when_the_page_says_what_is_open()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        foreach (var card in cards)
        {
            floor.Clock.Move(TimeSpan.FromSeconds(3));
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total", timing: new AnswerTiming(floor.Clock.Now.AddSeconds(-2), floor.Clock.Now, 0, null));
        }
        var open = new List<AssignmentId>();
        for (var back = 2; back >= 0; back--)
        {
            var again = Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(floor.Workers[0], floor.Batch.Id, null, default, open)).Card;
            Assert.Equal(cards[back].AssignmentId, again.AssignmentId);
            open.Add(again.AssignmentId);
        }
        Assert.IsType<ReopenOutcome.Refused>(await floor.Own.ReopenAsync(floor.Workers[0], floor.Batch.Id, null, default, open));
    }

    [DatabaseFact]
    public async Task Reopened_cards_are_held_like_any_others_and_only_so_many()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 60, heldPages: 1);
        var answered = new List<AssignmentId>();
        for (var page = 0; page < 4; page++)
        {
            foreach (var card in await floor.ClaimAsync(floor.Workers[0], 10))
            {
                await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total");
                answered.Add(card.AssignmentId);
            }
        }
        var outcomes = new List<ReopenOutcome>();
        foreach (var card in answered)
            outcomes.Add(await floor.Own.ReopenAsync(floor.Workers[0], null, card, default));
        Assert.Equal((20, 20), (outcomes.Count(o => o is ReopenOutcome.Reopened), outcomes.Count(o => o is ReopenOutcome.Refused)));
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], answered[^1], revision: 2, takenBack: true));
        Assert.Equal(20, (await floor.AssignmentsAsync()).Count(a => a.Status == AssignmentStatus.Claimed));
    }

    [DatabaseFact]
    public async Task Reopening_a_card_does_not_make_it_be_held_longer()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, leaseMinutes: 10);
        await floor.ConfigureAsync(s => s with { HoldMinutes = 20 });
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        for (var minutes = 0; minutes < 40; minutes += 5)
        {
            floor.Clock.Move(TimeSpan.FromMinutes(5));
            await floor.Own.ReopenAsync(floor.Workers[0], null, card.AssignmentId, default);
        }
        Assert.Null(await floor.Work.ImageAsync(floor.Workers[0], card.AssignmentId, default));
        Assert.Empty(await floor.Queue.RenewAsync(floor.Workers[0], [card.AssignmentId], isActive: true, default));
    }

    [DatabaseFact]
    public async Task An_answer_taken_back_is_not_paid_until_it_is_given_again()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        async Task<int> PaidAsync() => (await new PayReport(database).ReadAsync(StatsFilter.All with { Batches = [floor.Batch.Id] }, null, null, new PayRate(PayBasis.PerAnswer, 1), default)).PaidAnswers;
        Assert.Equal(1, await PaidAsync());
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true);
        Assert.Equal(0, await PaidAsync());
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total", revision: 3);
        Assert.Equal(1, await PaidAsync());
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_card_taken_back_can_be_passed_on()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true);
        Assert.IsType<SkipOutcome.Skipped>(await floor.Queue.SkipAsync(floor.Workers[0], card.AssignmentId, SkipReason.CannotJudge, null, default));
        Assert.Single(await floor.ClaimAsync(floor.Workers[1]));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task An_answer_given_again_takes_a_skip_back()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = await AnsweredAsync(floor, "Totla");
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 2, takenBack: true);
        await floor.Queue.SkipAsync(floor.Workers[0], card.AssignmentId, SkipReason.CannotJudge, null, default);
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total", revision: 3));
        Assert.Equal(0, await floor.SkipCountAsync());
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Whatever_a_worker_sees_and_is_paid_is_alike_for_checks_and_cards()
    {
        using var floor = await GoldContract.OpenAsync(database, tasks: 40, gold: 20);
        await floor.ConfigureAsync(s => s with { GoldPercent = 40 });
        var worker = floor.Workers[0];
        async Task<(int Done, int Left)> SeenAsync() => (await floor.Work.FindAsync(worker, floor.Batch.Id, default)) is { } batch ? (batch.Done, batch.Left) : default;
        var left = (await SeenAsync()).Left;
        var page = await floor.ClaimAsync(worker, 10);
        // what is held is left to do
        Assert.Equal(left, (await SeenAsync()).Left);
        Assert.Contains(page, c => c.IsGold);
        foreach (var card in page)
            await floor.SubmitAsync(worker, card.AssignmentId);
        Assert.Equal(left - 10, (await SeenAsync()).Left);
        foreach (var isCheck in new[] { false, true })
        {
            var card = page.First(c => c.IsGold == isCheck);
            var before = (await SeenAsync(), await floor.Work.DoneTodayAsync(worker, default), await DiaryAsync(), await PaidAsync());
            Assert.IsType<AnswerOutcome.TakenBack>(await floor.SubmitAsync(worker, card.AssignmentId, revision: 2, takenBack: true));
            Assert.Equal((before.Item1.Done - 1, before.Item2 - 1, before.Item3 - 1, before.Item4 - 1), ((await SeenAsync()).Done, await floor.Work.DoneTodayAsync(worker, default), await DiaryAsync(), await PaidAsync()));
            Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
            await floor.SubmitAsync(worker, card.AssignmentId, revision: 3);
            Assert.Equal(before, (await SeenAsync(), await floor.Work.DoneTodayAsync(worker, default), await DiaryAsync(), await PaidAsync()));
            Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
        }

        async Task<int> DiaryAsync() => (await new WorkerDiary(database, floor.Clock).ReadAsync(worker, default)).Today.Figures.Answers;
        async Task<int> PaidAsync() => (await new PayReport(database).ReadAsync(StatsFilter.All with { Batches = [floor.Batch.Id] }, null, null, new PayRate(PayBasis.PerAnswer, 1), default)).PaidAnswers;
    }

    [DatabaseFact]
    public async Task An_extra_answer_taken_back_is_in_no_figure_of_the_team()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var (worker, other) = (floor.Workers[0], floor.Workers[1]);
        var card = (await floor.ClaimAsync(worker)).Single();
        await floor.Queue.ReturnAsync(worker, [card.AssignmentId], default);
        await floor.SubmitAsync(other, (await floor.ClaimAsync(other)).Single().AssignmentId);
        Assert.IsType<AnswerOutcome.Surplus>(await floor.SubmitAsync(worker, card.AssignmentId, "Totla"));
        async Task<(int Extra, int Live)> FiguresAsync() => (
            (await new BatchList(database).FindAsync(floor.Batch.Id, default))!.Extra, (await new LiveMonitor(database, floor.Clock).ReadAsync(ProjectScope.Everything, floor.Batch.Id, null, 10, default))!.Recent);
        Assert.Equal((1, 2), await FiguresAsync());
        Assert.IsType<AnswerOutcome.TakenBack>(await floor.SubmitAsync(worker, card.AssignmentId, revision: 2, takenBack: true));
        Assert.Equal((0, 1), await FiguresAsync());
    }

    [DatabaseFact]
    public async Task A_revision_that_leaves_no_room_for_later_ones_is_refused()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        foreach (var revision in new[] { 0, -1, 1_000_001, int.MaxValue })
            Assert.Equal("Revisions count from 1 to 1000000.", Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: revision)).Reason);
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, revision: 1_000_000));
        Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(floor.Workers[0], floor.Batch.Id, card.AssignmentId, default));
    }

    /// <summary>Removed from the pool while it is answered, and added again.</summary>
    private async Task<Card> LateAsync(LabelingFloor floor, string text)
    {
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await new PoolDirectory(database, floor.Transaction, new HeldCards(floor.Clock), new AuditLog(database, floor.Clock), floor.Clock).RemoveMemberAsync(floor.Pool.Id, floor.Workers[0], Guid.NewGuid(), default);
        Assert.IsType<AnswerOutcome.Late>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, text));
        await floor.JoinAsync(floor.Workers[0]);
        return card;
    }

    private static async Task<Card> AnsweredAsync(LabelingFloor floor, string text)
    {
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, text));
        return card;
    }

    private Task<int> ResolveAsync(LabelingFloor floor) => new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);

    private static async Task<string?> TruthAsync(LabelingFloor floor, TaskId task)
    {
        await using var db = floor.CreateDbContext();
        return await db.Consensus.Where(c => c.TaskId == task).Select(c => c.Text).SingleOrDefaultAsync();
    }

    private static async Task<int> DoneAsync(LabelingFloor floor) => (await new BatchList(floor.Databases).FindAsync(floor.Batch.Id, default))!.Row.Done;
}

public sealed class SqliteTakingBackTests(SqliteDatabaseFixture database) : TakingBackContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlTakingBackTests(PostgreSqlDatabaseFixture database) : TakingBackContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerTakingBackTests(SqlServerDatabaseFixture database) : TakingBackContract(database), IClassFixture<SqlServerDatabaseFixture>;
