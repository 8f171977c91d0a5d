using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Accounts;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>Who may hold a card is asked everywhere alike, and a right that ends, ends at once.</summary>
public abstract class HoldingContract(DatabaseFixture database)
{
    public static TheoryData<HoldRefusal> Refusals => [.. Enum.GetValues<HoldRefusal>().Where(r => r != HoldRefusal.NotQualified)];

    [DatabaseTheory]
    [MemberData(nameof(Refusals))]
    public async Task What_ends_the_right_to_hold_cards_takes_them_back_and_stops_images_renewals_and_claims(HoldRefusal refusal)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 4);
        var worker = floor.Workers[0];
        var held = await floor.ClaimAsync(worker, 2);
        Assert.NotNull(await floor.Work.ImageAsync(worker, held[0].AssignmentId, default));
        await EndRightAsync(floor, refusal);
        Assert.All(await floor.AssignmentsAsync(), a => Assert.Equal(AssignmentStatus.Open, a.Status));
        Assert.All(await floor.ClaimsAsync(), c => Assert.Equal(ClaimEnding.Recalled, c.Ending));
        await AssertHoldsNothingAsync(floor, worker, held);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseTheory]
    [MemberData(nameof(Refusals))]
    public async Task A_card_that_was_missed_is_good_for_nothing_either(HoldRefusal refusal)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 4);
        var worker = floor.Workers[0];
        var held = await floor.ClaimAsync(worker, 2);
        await EndRightAsync(floor, refusal);
        // as if another node had handed them out at the same moment
        await using (var db = floor.CreateDbContext())
            await db.Assignments.Where(a => a.BatchId == floor.Batch.Id && a.TaskSequence < 2).ExecuteUpdateAsync(s => s
                .SetProperty(a => a.Status, AssignmentStatus.Claimed).SetProperty(a => a.WorkerId, worker).SetProperty(a => a.LeaseEndsAt, floor.Clock.Now.AddMinutes(10)));
        await AssertHoldsNothingAsync(floor, worker, held);
        Assert.All(await floor.AssignmentsAsync(), a => Assert.Equal(AssignmentStatus.Open, a.Status));
    }

    [DatabaseTheory]
    [MemberData(nameof(Refusals))]
    public async Task An_answer_that_was_under_way_is_kept_and_marked_late(HoldRefusal refusal)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var worker = floor.Workers[0];
        var held = await floor.ClaimAsync(worker, 1);
        floor.Clock.Move(TimeSpan.FromSeconds(5));
        await EndRightAsync(floor, refusal);
        Assert.IsType<AnswerOutcome.Late>(await floor.SubmitAsync(worker, held[0].AssignmentId, "Totals"));
        var answer = (await floor.AnswersAsync()).Single();
        // who was sent away counts no more; the batch's own doing costs nobody an answer
        var isSentAway = refusal is HoldRefusal.NotAMember or HoldRefusal.Locked or HoldRefusal.Paused;
        Assert.Equal(("Totals", true, isSentAway), (answer.Text, answer.IsLate, answer.IsSurplus));
        Assert.Equal(0, await floor.Sweep.PromoteSurplusAsync(default));
        Assert.True((await new BatchResults(database).ReadAsync(floor.Batch.Id).ToListAsync()).SelectMany(r => r.Answers).Single().Late);
        Assert.True((await new AnnotationGallery(database).ReadAsync(ProjectScope.Everything, new GalleryFilter(floor.Batch.Id), 0, 10, default)).Tasks.Single().Answers.Single().IsLate);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Wrong_passwords_cost_nobody_a_card()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await using (var db = floor.CreateDbContext())
            await AccountOf(db, floor.Workers[0]).ExecuteUpdateAsync(s => s.SetProperty(a => a.LockoutEnd, DateTimeOffset.UtcNow.AddMinutes(10)));
        Assert.NotNull(await floor.Work.ImageAsync(floor.Workers[0], card.AssignmentId, default));
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId));
    }

    [DatabaseFact]
    public async Task One_worker_holds_at_most_so_many_pages()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 60, overlap: 2, heldPages: 3);
        Assert.Equal(25, (await floor.ClaimAsync(floor.Workers[0], 25)).Count);
        var last = await floor.ClaimAsync(floor.Workers[0], 25);
        Assert.Equal(5, last.Count);
        Assert.IsType<ClaimOutcome.TooManyHeld>(await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default));
        await floor.SubmitAsync(floor.Workers[0], last[0].AssignmentId);
        Assert.Single(await floor.ClaimAsync(floor.Workers[0], 10));
        Assert.Equal(30, (await floor.ClaimAsync(floor.Workers[1], 50)).Count);
    }

    [DatabaseFact]
    public async Task Cards_whose_page_has_died_come_again_however_many_are_held()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 40, heldPages: 1);
        var first = await floor.ClaimAsync(floor.Workers[0], 10);
        floor.Clock.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(first.Select(c => c.AssignmentId), (await floor.ClaimAsync(floor.Workers[0], 10)).Select(c => c.AssignmentId));
    }

    [DatabaseFact]
    public async Task Without_input_a_lease_is_not_extended()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, leaseMinutes: 10);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        floor.Clock.Move(TimeSpan.FromMinutes(9));
        Assert.Equal([card.AssignmentId], await floor.Queue.RenewAsync(floor.Workers[0], [card.AssignmentId], isActive: false, default));
        floor.Clock.Move(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await floor.Sweep.ExpireAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_card_goes_back_after_the_hold_time_however_often_it_is_renewed()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, leaseMinutes: 10);
        await floor.ConfigureAsync(s => s with { HoldMinutes = 30 });
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        var minutes = 0;
        while ((await floor.Queue.RenewAsync(floor.Workers[0], [card.AssignmentId], isActive: true, default)).Count > 0 && minutes < 60)
        {
            floor.Clock.Move(TimeSpan.FromMinutes(1));
            minutes++;
            await floor.Sweep.ExpireAsync(floor.Batch.Id, default);
        }
        Assert.Equal(30, minutes);
    }

    [DatabaseTheory]
    [MemberData(nameof(Refusals))]
    public async Task A_counted_answer_is_not_rewritten_after_the_right_has_ended_and_the_revision_is_kept_beside_it(HoldRefusal refusal)
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var worker = floor.Workers[0];
        var held = await floor.ClaimAsync(worker, 1);
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(worker, held[0].AssignmentId, "Total"));
        await EndRightAsync(floor, refusal);
        var outcome = Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(worker, held[0].AssignmentId, "REWRITTEN", revision: 2));
        Assert.Equal($"Your earlier answer stays as it was: {refusal.Sentence()}", outcome.Reason);
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal(("Total", 1, false), (answer.Text, answer.Revision, answer.IsLate));
        await using var db = floor.CreateDbContext();
        Assert.Equal(("REWRITTEN", outcome.Reason), await db.RefusedAnswers.Where(r => r.BatchId == floor.Batch.Id).Select(r => new ValueTuple<string?, string>(r.Text, r.Reason)).SingleAsync());
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task An_answer_that_came_late_can_still_be_put_right()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var held = await floor.ClaimAsync(floor.Workers[0], 1);
        await EndRightAsync(floor, HoldRefusal.BatchNotOpen);
        Assert.IsType<AnswerOutcome.Late>(await floor.SubmitAsync(floor.Workers[0], held[0].AssignmentId, "Totla"));
        Assert.IsType<AnswerOutcome.Replaced>(await floor.SubmitAsync(floor.Workers[0], held[0].AssignmentId, "Total", revision: 2));
        Assert.Equal(("Total", true), ((await floor.AnswersAsync()).Single().Text, (await floor.AnswersAsync()).Single().IsLate));
    }

    private static async Task AssertHoldsNothingAsync(LabelingFloor floor, WorkerId worker, IReadOnlyList<Card> cards)
    {
        Assert.Null(await floor.Work.ImageAsync(worker, cards[0].AssignmentId, default));
        Assert.Empty(await floor.Queue.RenewAsync(worker, [.. cards.Select(c => c.AssignmentId)], isActive: true, default));
        Assert.IsNotType<ClaimOutcome.Claimed>(await floor.Queue.ClaimAsync(worker, floor.Batch.Id, 10, default));
        Assert.IsType<ReopenOutcome.Refused>(await floor.Own.ReopenAsync(worker, floor.Batch.Id, cards[0].AssignmentId, default));
    }

    private async Task EndRightAsync(LabelingFloor floor, HoldRefusal refusal)
    {
        var (worker, by, audit) = (floor.Workers[0], Guid.NewGuid(), new AuditLog(database, floor.Clock));
        switch (refusal)
        {
            case HoldRefusal.NotAMember:
                await new PoolDirectory(database, floor.Transaction, new HeldCards(floor.Clock), audit, floor.Clock).RemoveMemberAsync(floor.Pool.Id, worker, by, default);
                break;
            case HoldRefusal.Locked:
                await using (var services = AccountServices.On(database))
                await using (var db = floor.CreateDbContext())
                {
                    var account = await AccountOf(db, worker).Select(a => a.Id).SingleAsync();
                    Assert.IsType<AccountOutcome.Done>(await services.GetRequiredService<AccountDirectory>().LockAsync(account, null, default));
                }
                break;
            case HoldRefusal.NdaMissing:
                Assert.IsType<RulesOutcome.Changed>(await new PoolRules(floor.Transaction, database, new HeldCards(floor.Clock), audit, floor.Clock).PublishNdaAsync(floor.Pool.Id, "Tell nobody.", null, by, default));
                break;
            case HoldRefusal.BatchNotOpen:
                Assert.True(await floor.Control.ChangeAsync(floor.Batch.Id, BatchChange.Pause, by, default));
                break;
            case HoldRefusal.Paused:
                await new WorkerSupervision(floor.Transaction, database, floor.Queue, audit, floor.Activity, floor.Clock).PauseAsync(floor.Batch.Id, worker, "Stop.", by, default);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null);
        }
    }

    private static IQueryable<Account> AccountOf(Core.Data.AppDb db, WorkerId worker) => db.Users.Where(a => db.Workers.Any(w => w.Id == worker && w.AccountId == a.Id));
}

public sealed class SqliteHoldingTests(SqliteDatabaseFixture database) : HoldingContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlHoldingTests(PostgreSqlDatabaseFixture database) : HoldingContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerHoldingTests(SqlServerDatabaseFixture database) : HoldingContract(database), IClassFixture<SqlServerDatabaseFixture>;
