using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Statistics;

/// <summary>Active time is paid as far as the server has seen signs of work; what a page claims beyond that is shown.</summary>
public abstract class PaidTimeContract(DatabaseFixture database)
{
    private const string Page = """[{"text":"a","box":[0,0,20,10],"line":0}]""";

    [DatabaseFact]
    public async Task An_hour_on_one_word_is_not_paid_on_the_word_of_the_page()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, leaseMinutes: 120);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        floor.Clock.Move(TimeSpan.FromHours(1));
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, timing: new AnswerTiming(DateTime.UnixEpoch, floor.Clock.Now, 3_600_000, null));
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal((CardCeiling.Unquestioned, 3_600_000 - CardCeiling.Unquestioned), (answer.ActiveMilliseconds, answer.UnseenMilliseconds));
        var pay = (await new PayReport(database).ReadAsync(StatsFilter.All with { Batches = [floor.Batch.Id] }, null, null, new PayRate(PayBasis.PerActiveHour, 60), default)).Rows.Single();
        Assert.Equal((1.00m, TimeSpan.FromMinutes(59)), (pay.Amount, pay.Figures.Unseen));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Renewals_with_input_are_evidence_of_an_hour_on_one_page()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, leaseMinutes: 120, template: Template.DocumentTranscription, preLabel: null);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        for (var beat = 0; beat < 120; beat++)
        {
            floor.Clock.Move(TimeSpan.FromSeconds(30));
            await floor.Queue.RenewAsync(floor.Workers[0], [card.AssignmentId], isActive: true, default);
        }
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "[]", kind: AnswerKind.Labeled, timing: new AnswerTiming(DateTime.UnixEpoch, floor.Clock.Now, 3_600_000, null));
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal((3_600_000L, 0L), (answer.ActiveMilliseconds, answer.UnseenMilliseconds));
    }

    [DatabaseFact]
    public async Task Renewals_without_a_key_do_not_stretch_a_word()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, leaseMinutes: 120);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        for (var beat = 0; beat < 12; beat++)
        {
            floor.Clock.Move(TimeSpan.FromSeconds(30));
            await floor.Queue.RenewAsync(floor.Workers[0], [card.AssignmentId], isActive: true, default);
        }
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, timing: new AnswerTiming(DateTime.UnixEpoch, floor.Clock.Now, 354_000, null));
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal((CardCeiling.Unquestioned, 354_000 - CardCeiling.Unquestioned), (answer.ActiveMilliseconds, answer.UnseenMilliseconds));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Work_between_an_undo_and_the_next_submit_is_added()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, leaseMinutes: 120, template: Template.DocumentTranscription, preLabel: null);
        var (worker, card) = (floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0])).Single());
        var shown = floor.Clock.Now;
        floor.Clock.Move(TimeSpan.FromSeconds(4));
        await floor.SubmitAsync(worker, card.AssignmentId, "[]", kind: AnswerKind.Labeled, timing: new AnswerTiming(shown, floor.Clock.Now, 4_000, null));
        await floor.SubmitAsync(worker, card.AssignmentId, "[]", revision: 2, kind: AnswerKind.Labeled, takenBack: true);
        floor.Clock.Move(TimeSpan.FromSeconds(93));
        await floor.SubmitAsync(worker, card.AssignmentId, Page, revision: 3, kind: AnswerKind.Labeled, timing: new AnswerTiming(shown, floor.Clock.Now, 90_000, null));
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal((97_000L, 94_000L, 0L), (answer.NetMilliseconds, answer.ActiveMilliseconds, answer.UnseenMilliseconds));
        var live = (await new LiveMonitor(database, floor.Clock).ReadAsync(ProjectScope.Everything, floor.Batch.Id, null, 10, default))!.Stream.Single();
        Assert.Equal((TimeSpan.FromSeconds(97), TimeSpan.FromSeconds(97)), (live.Net, live.OnScreen));
        var result = await new BatchResults(database).ReadAsync(floor.Batch.Id, default).SingleAsync();
        Assert.Equal((97_000L, 93_000L), (result.Answers.Single().NetMs, result.Answers.Single().ShownAgainMs));
        var pay = (await new PayReport(database).ReadAsync(StatsFilter.All with { Batches = [floor.Batch.Id] }, null, null, new PayRate(PayBasis.PerActiveHour, 60), default)).Rows.Single();
        Assert.Equal((1, TimeSpan.FromSeconds(97), TimeSpan.FromSeconds(94)), (pay.PaidAnswers, pay.Figures.Net, pay.Figures.Active));
        // sent again, it adds nothing
        await floor.SubmitAsync(worker, card.AssignmentId, "[]", revision: 4, kind: AnswerKind.Labeled, timing: new AnswerTiming(shown, floor.Clock.Now, 90_000, null));
        Assert.Equal(97_000L, (await floor.AnswersAsync()).Single().NetMilliseconds);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_card_that_was_on_screen_during_an_undo_does_not_count_the_same_time_again()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var (worker, cards, begin) = (floor.Workers[0], await floor.ClaimAsync(floor.Workers[0], 2), floor.Clock.Now);
        floor.Clock.Move(TimeSpan.FromSeconds(2));
        await floor.SubmitAsync(worker, cards[0].AssignmentId, "Totla", timing: new AnswerTiming(begin, floor.Clock.Now, 2_000, null));
        await floor.SubmitAsync(worker, cards[0].AssignmentId, "Totla", revision: 2, takenBack: true);
        // longer than a part that rework is kept in
        floor.Clock.Move(TimeSpan.FromMinutes(25));
        await floor.SubmitAsync(worker, cards[0].AssignmentId, revision: 3, timing: new AnswerTiming(begin, floor.Clock.Now, 0, null));
        floor.Clock.Move(TimeSpan.FromSeconds(3));
        await floor.SubmitAsync(worker, cards[1].AssignmentId, timing: new AnswerTiming(begin.AddSeconds(2), floor.Clock.Now, 0, null));
        Assert.Equal((long)(floor.Clock.Now - begin).TotalMilliseconds, (await floor.AnswersAsync()).Sum(a => a.NetMilliseconds));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Renewals_without_input_are_none()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, leaseMinutes: 120);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        for (var beat = 0; beat < 20; beat++)
        {
            floor.Clock.Move(TimeSpan.FromSeconds(30));
            await floor.Queue.RenewAsync(floor.Workers[0], [card.AssignmentId], isActive: false, default);
        }
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, timing: new AnswerTiming(DateTime.UnixEpoch, floor.Clock.Now, 600_000, null));
        Assert.Equal(CardCeiling.Unquestioned, (await floor.AnswersAsync()).Single().ActiveMilliseconds);
    }

    [DatabaseFact]
    public async Task Answers_given_without_a_network_are_paid_by_their_spacing()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 30);
        var started = floor.Clock.Now;
        var cards = await floor.ClaimAsync(floor.Workers[0], 30);
        floor.Clock.Move(TimeSpan.FromMinutes(30));
        var answers = cards.Select((card, i) => new SubmittedAnswer(card.AssignmentId, 1, AnswerKind.Transcribed, "Total", 1, new AnswerTiming(started.AddSeconds(20 * i), started.AddSeconds(20 * (i + 1)), 20_000, null)));
        await floor.Intake.SubmitAsync(floor.Workers[0], [.. answers], default);
        Assert.Equal(30 * 20_000, (await floor.AnswersAsync()).Sum(a => a.ActiveMilliseconds));
        Assert.Equal(0, (await floor.AnswersAsync()).Sum(a => a.UnseenMilliseconds));
    }

    [DatabaseFact]
    public async Task A_long_page_without_a_network_is_paid_up_to_what_pages_of_its_batch_take()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, leaseMinutes: 600, template: Template.DocumentTranscription, preLabel: null);
        var cards = await floor.ClaimAsync(floor.Workers[0], 2);
        floor.Clock.Move(TimeSpan.FromMinutes(50));
        await floor.SubmitAsync(floor.Workers[0], cards[0].AssignmentId, "[]", kind: AnswerKind.Labeled, timing: new AnswerTiming(DateTime.UnixEpoch, floor.Clock.Now, 50 * 60_000, null));
        Assert.Equal(50 * 60_000, (await floor.AnswersAsync())[0].ActiveMilliseconds);
        await using (var db = floor.CreateDbContext())
            await db.Batches.Where(b => b.Id == floor.Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.CardCeilingMilliseconds, 10 * 60_000));
        var before = floor.Clock.Now;
        floor.Clock.Move(TimeSpan.FromMinutes(50));
        await floor.SubmitAsync(floor.Workers[0], cards[1].AssignmentId, "[]", kind: AnswerKind.Labeled, timing: new AnswerTiming(before, floor.Clock.Now, 50 * 60_000, null));
        Assert.Equal((10 * 60_000L, 40 * 60_000L), ((await floor.AnswersAsync())[1].ActiveMilliseconds, (await floor.AnswersAsync())[1].UnseenMilliseconds));
    }

    [DatabaseFact]
    public async Task The_ceiling_of_a_batch_follows_its_answers()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 60, template: Template.DocumentTranscription, preLabel: null);
        foreach (var card in await floor.ClaimAsync(floor.Workers[0], 50))
        {
            var shown = floor.Clock.Now;
            floor.Clock.Move(TimeSpan.FromMinutes(2));
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "[]", kind: AnswerKind.Labeled, timing: new AnswerTiming(shown, floor.Clock.Now, 0, null));
        }
        Assert.Equal(1, await new CardCeiling(database, floor.Clock).RefreshAsync(default));
        await using var db = floor.CreateDbContext();
        Assert.Equal(6 * 60_000, await db.Batches.Where(b => b.Id == floor.Batch.Id).Select(b => b.CardCeilingMilliseconds).SingleAsync());
    }
}

public sealed class SqlitePaidTimeTests(SqliteDatabaseFixture database) : PaidTimeContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlPaidTimeTests(PostgreSqlDatabaseFixture database) : PaidTimeContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerPaidTimeTests(SqlServerDatabaseFixture database) : PaidTimeContract(database), IClassFixture<SqlServerDatabaseFixture>;
