using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>A worker finds what was refused on any page, and can put it right there.</summary>
public abstract class OwnRefusedAnswerContract(DatabaseFixture database)
{
    private static readonly string tooLong = new('x', Transcription.MaxLength + 1);

    [DatabaseFact]
    public async Task A_worker_gets_the_latest_refused_revision_of_each_own_card_until_it_is_put_right()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 2);
        var (worker, other) = (floor.Workers[0], floor.Workers[1]);
        var cards = await floor.ClaimAsync(worker);
        foreach (var card in cards)
            await floor.SubmitAsync(worker, card.AssignmentId, tooLong);
        floor.Clock.Move(TimeSpan.FromSeconds(1));
        await floor.SubmitAsync(worker, cards[0].AssignmentId, tooLong + "later", revision: 2);
        await floor.SubmitAsync(other, (await floor.ClaimAsync(other))[0].AssignmentId, tooLong + "of another");
        var own = await ListAsync(floor, worker);
        Assert.Equal([(cards[1].AssignmentId, 1, tooLong), (cards[0].AssignmentId, 2, tooLong + "later")], own.Select(r => (r.AssignmentId, r.Revision, r.Text!)));
        Assert.All(own, r => Assert.Contains("at most 400", r.Reason, StringComparison.Ordinal));
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(worker, cards[0].AssignmentId, "Total", revision: 3));
        Assert.Equal([cards[1].AssignmentId], (await ListAsync(floor, worker)).Select(r => r.AssignmentId));
    }

    [DatabaseFact]
    public async Task A_dismissed_one_is_offered_no_more_and_the_team_still_sees_it()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        var (worker, other) = (floor.Workers[0], floor.Workers[1]);
        var card = (await floor.ClaimAsync(worker)).Single();
        await floor.SubmitAsync(worker, card.AssignmentId, tooLong);
        var own = new OwnRefusedAnswers(database, floor.Clock);
        await own.DismissAsync(other, card.AssignmentId, default);
        Assert.Single(await ListAsync(floor, worker));
        await own.DismissAsync(worker, card.AssignmentId, default);
        Assert.Empty(await ListAsync(floor, worker));
        Assert.True((await new RefusedAnswerList(database).ListAsync(floor.Batch.Id, 0, 10, default)).Items.Single().IsDismissed);
        // another one is another one
        await floor.SubmitAsync(worker, card.AssignmentId, tooLong, revision: 2);
        Assert.Equal(2, (await ListAsync(floor, worker)).Single().Revision);
    }

    [DatabaseFact]
    public async Task A_page_learns_what_was_settled_elsewhere_and_nothing_is_deleted_before_a_good_answer()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3);
        var worker = floor.Workers[0];
        var cards = await floor.ClaimAsync(worker);
        foreach (var card in cards)
            await floor.SubmitAsync(worker, card.AssignmentId, tooLong, revision: 2);
        var own = new OwnRefusedAnswers(database, floor.Clock);
        KeptRefusal[] kept = [.. cards.Select(c => new KeptRefusal(c.AssignmentId, 2))];
        Assert.Empty(await own.SettledAsync(worker, kept, default));
        await floor.SubmitAsync(worker, cards[0].AssignmentId, "Total", revision: 3);
        await own.DismissAsync(worker, cards[1].AssignmentId, default);
        Assert.Equal([cards[0].AssignmentId, cards[1].AssignmentId], await own.SettledAsync(worker, kept, default));
        Assert.Empty(await own.SettledAsync(floor.Workers[1], kept, default));

        await floor.SubmitAsync(worker, cards[0].AssignmentId, tooLong, revision: 4);
        Assert.Equal(new AnswerOutcome.Outdated(3), await floor.SubmitAsync(worker, cards[0].AssignmentId, "Machine", revision: 1));
        Assert.Contains(await ListAsync(floor, worker), r => r.AssignmentId == cards[0].AssignmentId && r.Text == tooLong);
    }

    [DatabaseFact]
    public async Task Who_left_the_pool_is_shown_nothing()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var worker = floor.Workers[0];
        await floor.SubmitAsync(worker, (await floor.ClaimAsync(worker)).Single().AssignmentId, tooLong);
        await using (var db = floor.CreateDbContext())
            await db.PoolMembers.Where(m => m.WorkerId == worker).ExecuteDeleteAsync();
        Assert.Empty(await ListAsync(floor, worker));
    }

    private Task<IReadOnlyList<OwnRefusedAnswer>> ListAsync(LabelingFloor floor, WorkerId worker) => new OwnRefusedAnswers(database, floor.Clock).ListAsync(worker, floor.Batch.Id, default);
}

public sealed class SqliteOwnRefusedAnswerTests(SqliteDatabaseFixture database) : OwnRefusedAnswerContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlOwnRefusedAnswerTests(PostgreSqlDatabaseFixture database) : OwnRefusedAnswerContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerOwnRefusedAnswerTests(SqlServerDatabaseFixture database) : OwnRefusedAnswerContract(database), IClassFixture<SqlServerDatabaseFixture>;
