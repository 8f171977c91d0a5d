using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

public abstract class AnswerIntakeContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task An_answer_of_the_holder_counts()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Totals"));
        var slot = (await floor.AssignmentsAsync()).Single();
        Assert.Equal((AssignmentStatus.Submitted, floor.Workers[0], (DateTime?)null), (slot.Status, slot.WorkerId!.Value, slot.LeaseEndsAt));
        Assert.Equal(ClaimEnding.Submitted, (await floor.ClaimsAsync()).Single().Ending);
    }

    [DatabaseFact]
    public async Task Sending_an_answer_twice_changes_nothing()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "one");
        Assert.IsType<AnswerOutcome.Unchanged>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "one"));
        // what says something else is not taken for a copy
        Assert.Equal(new AnswerOutcome.Outdated(1), await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "two"));
        Assert.Equal("one", (await floor.AnswersAsync()).Single().Text);
    }

    [DatabaseFact]
    public async Task A_later_revision_replaces_and_an_earlier_one_does_not()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "one");
        var submittedAt = (await floor.AnswersAsync()).Single().SubmittedAt;
        floor.Clock.Move(TimeSpan.FromSeconds(5));
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, kind: AnswerKind.Unreadable, revision: 3));
        Assert.Equal(new AnswerOutcome.Outdated(3), await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "two", revision: 2));
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal((AnswerKind.Unreadable, null, 3, PreLabelRelation.Flagged, submittedAt), (answer.Kind, answer.Text, answer.Revision, answer.Relation, answer.SubmittedAt));
    }

    [DatabaseFact]
    public async Task A_late_answer_counts_while_its_slot_is_open()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        floor.Clock.Move(TimeSpan.FromMinutes(20));
        await floor.Sweep.ExpireAsync(floor.Batch.Id, default);
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId));
        Assert.Equal(AssignmentStatus.Submitted, (await floor.AssignmentsAsync()).Single().Status);
    }

    [DatabaseFact]
    public async Task A_late_answer_takes_a_slot_whose_new_lease_has_ended_too()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        floor.Clock.Move(TimeSpan.FromMinutes(20));
        await floor.ClaimAsync(floor.Workers[1]);
        floor.Clock.Move(TimeSpan.FromMinutes(20));
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId));
        Assert.IsType<AnswerOutcome.Surplus>(await floor.SubmitAsync(floor.Workers[1], card.AssignmentId));
    }

    [DatabaseFact]
    public async Task A_late_answer_is_kept_as_surplus_when_somebody_else_has_filled_the_slot()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        floor.Clock.Move(TimeSpan.FromMinutes(20));
        var again = (await floor.ClaimAsync(floor.Workers[1])).Single();
        await floor.SubmitAsync(floor.Workers[1], again.AssignmentId, "theirs");
        Assert.IsType<AnswerOutcome.Surplus>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "mine"));
        Assert.IsType<AnswerOutcome.Unchanged>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "mine"));
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "corrected", revision: 2));
        Assert.Equal([(0, AssignmentStatus.Submitted), (1, AssignmentStatus.Surplus)], (await floor.AssignmentsAsync()).Select(a => (a.Slot, a.Status)));
        Assert.Equal([("theirs", false), ("corrected", true)], (await floor.AnswersAsync()).Select(a => (a.Text!, a.IsSurplus)));
    }

    [DatabaseFact]
    public async Task A_surplus_answer_fills_the_slot_when_its_holder_gives_up()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        floor.Clock.Move(TimeSpan.FromMinutes(20));
        var again = (await floor.ClaimAsync(floor.Workers[1])).Single();
        Assert.IsType<AnswerOutcome.Surplus>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "mine"));
        Assert.Equal(0, await floor.Sweep.PromoteSurplusAsync(default));
        await floor.Queue.ReturnAsync(floor.Workers[1], [again.AssignmentId], default);
        Assert.Equal(1, await floor.Sweep.PromoteSurplusAsync(default));
        var slot = (await floor.AssignmentsAsync()).Single();
        Assert.Equal((AssignmentStatus.Submitted, floor.Workers[0]), (slot.Status, slot.WorkerId!.Value));
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal((slot.Id, false), (answer.AssignmentId, answer.IsSurplus));
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "mine, better", revision: 2));
    }

    [DatabaseFact]
    public async Task A_finished_assignment_never_opens_again()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId);
        floor.Clock.Move(TimeSpan.FromDays(1));
        Assert.Equal(0, await floor.Sweep.ExpireAsync(floor.Batch.Id, default));
        Assert.Equal(0, await floor.Queue.ReturnAsync(floor.Workers[0], [card.AssignmentId], default));
        Assert.Empty(await floor.ClaimAsync(floor.Workers[1]));
        Assert.Equal(AssignmentStatus.Submitted, (await floor.AssignmentsAsync()).Single().Status);
    }

    [DatabaseTheory]
    [InlineData(BatchStatus.Paused)]
    [InlineData(BatchStatus.Closed)]
    public async Task An_answer_that_was_under_way_when_its_batch_stopped_is_kept_and_counts_while_there_is_room(BatchStatus status)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.SetStatusAsync(status);
        Assert.IsType<AnswerOutcome.Late>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId));
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal((true, false, "Total"), (answer.IsLate, answer.IsSurplus, answer.Text));
    }

    [DatabaseFact]
    public async Task A_card_that_was_never_handed_out_is_refused()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[1], card.AssignmentId));
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], AssignmentId.New()));
    }

    [DatabaseFact]
    public async Task A_bad_answer_does_not_hold_up_the_good_ones_beside_it()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        var receipts = await floor.Intake.SubmitAsync(floor.Workers[0],
        [
            new(cards[0].AssignmentId, 1, AnswerKind.Transcribed, new string('x', Transcription.MaxLength + 1), 0, default),
            new(cards[1].AssignmentId, 1, AnswerKind.Transcribed, "fine", 0, default),
        ], default);
        Assert.Equal(cards.Select(c => c.AssignmentId), receipts.Select(r => r.AssignmentId));
        Assert.Contains("401", Assert.IsType<AnswerOutcome.Refused>(receipts[0].Outcome).Reason, StringComparison.Ordinal);
        Assert.IsType<AnswerOutcome.Counted>(receipts[1].Outcome);
    }

    [DatabaseTheory]
    [InlineData("Total", true, "Total", AnswerKind.Transcribed, PreLabelRelation.Accepted, 0)]
    [InlineData("Total", true, "  Total ", AnswerKind.Transcribed, PreLabelRelation.Accepted, 0)]
    [InlineData("Cafe\u0301", true, "Caf\u00e9", AnswerKind.Transcribed, PreLabelRelation.Accepted, 0)]
    [InlineData("Total", true, "T0tals", AnswerKind.Transcribed, PreLabelRelation.Edited, 2)]
    [InlineData("Total", true, "", AnswerKind.Transcribed, PreLabelRelation.Cleared, 5)]
    [InlineData("Total", false, "Total", AnswerKind.Transcribed, PreLabelRelation.Typed, 0)]
    [InlineData(null, true, "Total", AnswerKind.Transcribed, PreLabelRelation.Typed, null)]
    [InlineData("Total", true, "left over", AnswerKind.BadOrientation, PreLabelRelation.Flagged, null)]
    public async Task The_relation_to_the_pre_label_is_recorded(string? preLabel, bool prefill, string text, AnswerKind kind, PreLabelRelation relation, int? distance)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, prefill: prefill, preLabel: preLabel);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, text, kind: kind, keystrokes: 7);
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal((relation, distance, 7), (answer.Relation, answer.EditDistance, answer.Keystrokes));
        Assert.Equal(kind == AnswerKind.Transcribed, answer.Text is not null);
    }

    [DatabaseFact]
    public async Task An_empty_transcription_is_refused_where_there_was_nothing_to_clear()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, preLabel: null);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, " "));
    }

    [DatabaseFact]
    public async Task Cards_on_screen_together_are_counted_once()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        var claimedAt = floor.Clock.Now;
        floor.Clock.Move(TimeSpan.FromSeconds(30));
        // all shown at 10 s; submitted at 15, 21 and 30 s; sent together, the last first
        await floor.Intake.SubmitAsync(floor.Workers[0],
        [
            new(cards[2].AssignmentId, 1, AnswerKind.Transcribed, "c", 0, At(10, 30, 60_000, null)),
            new(cards[1].AssignmentId, 1, AnswerKind.Transcribed, "b", 0, At(10, 21, 2_000, 300)),
            new(cards[0].AssignmentId, 1, AnswerKind.Transcribed, "a", 0, At(10, 15, 4_000, null)),
        ], default);
        var answers = (await floor.AnswersAsync()).OrderBy(a => a.SubmittedAt).ToList();
        Assert.Equal([5_000, 6_000, 9_000], answers.Select(a => a.NetMilliseconds));
        // a minute of work in the last one cannot be: what is left of the 20 seconds is taken
        Assert.Equal([4_000, 2_000, 14_000], answers.Select(a => a.ActiveMilliseconds));
        Assert.Equal([null, 300, null], answers.Select(a => a.FirstKeyMilliseconds));
        Assert.Equal(claimedAt.AddSeconds(15), answers[0].SubmittedAt);

        AnswerTiming At(int shown, int submitted, long active, long? firstKey) => new(claimedAt.AddSeconds(shown), claimedAt.AddSeconds(submitted), active, firstKey);
    }

    [DatabaseFact]
    public async Task Times_are_held_between_the_claim_and_now()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        var claimedAt = floor.Clock.Now;
        floor.Clock.Move(TimeSpan.FromSeconds(10));
        await floor.SubmitAsync(floor.Workers[0], cards[0].AssignmentId, timing: new AnswerTiming(DateTime.MinValue, DateTime.MaxValue, long.MaxValue, -1));
        floor.Clock.Move(TimeSpan.FromHours(-1));
        await floor.SubmitAsync(floor.Workers[0], cards[1].AssignmentId, timing: new AnswerTiming(claimedAt.AddSeconds(5), claimedAt.AddSeconds(9), 5_000, null));
        var answers = await floor.AnswersAsync();
        Assert.Equal((claimedAt, claimedAt.AddSeconds(10), 10_000L, 10_000L), (answers[0].ShownAt, answers[0].SubmittedAt, answers[0].NetMilliseconds, answers[0].ActiveMilliseconds));
        Assert.Equal((claimedAt, claimedAt, 0L), (answers[1].ShownAt, answers[1].SubmittedAt, answers[1].NetMilliseconds));
    }

    [DatabaseFact]
    public async Task An_answer_tells_the_screens_and_a_copy_does_not()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        var told = 0;
        using var subscription = floor.Activity.Subscribe(_ => told++);
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId);
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId);
        Assert.Equal(1, told);
    }
}

public sealed class SqliteAnswerIntakeTests(SqliteDatabaseFixture database) : AnswerIntakeContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlAnswerIntakeTests(PostgreSqlDatabaseFixture database) : AnswerIntakeContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerAnswerIntakeTests(SqlServerDatabaseFixture database) : AnswerIntakeContract(database), IClassFixture<SqlServerDatabaseFixture>;
