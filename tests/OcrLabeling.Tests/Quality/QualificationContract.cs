using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>Cards whose truth is known, before a pool's real work.</summary>
public abstract class QualificationContract(DatabaseFixture database)
{
    private static int made;

    [DatabaseFact]
    public async Task Real_work_opens_with_the_pass_mark()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 5);
        var exam = await AskAsync(floor, cards: 10, percent: 90);
        var worker = floor.Workers[0];
        Assert.IsType<ClaimOutcome.NotQualified>(await floor.Queue.ClaimAsync(worker, floor.Batch.Id, 10, default));
        var work = new WorkList(database, floor.Clock);
        Assert.Equal((exam, 10), (Assert.Single(await work.BatchesAsync(worker, default)).Id, (await work.BatchesAsync(worker, default))[0].Left));

        await AnswerAsync(floor, worker, exam, wrong: 1);
        Assert.Equal(new ClaimOutcome.Qualified(HasPassed: true), await floor.Queue.ClaimAsync(worker, exam, 10, default));
        Assert.Equal(5, (await floor.ClaimAsync(worker)).Count);
        Assert.Equal(floor.Batch.Id, Assert.Single(await work.BatchesAsync(worker, default)).Id);
        var row = (await Service(floor).FindAsync(floor.Pool.Id, default))!.Workers.Single(w => w.WorkerId == worker);
        Assert.Equal((QualificationStatus.Passed, 10, 9, floor.Clock.Now, null), (row.Status, row.Judged, row.Right, row.DecidedAt, row.DecidedBy));
        Assert.Empty(await floor.Recount.CheckAsync(exam, default));
    }

    [DatabaseFact]
    public async Task Who_has_too_many_wrong_gets_no_card_any_more_and_a_revision_does_not_help()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var exam = await AskAsync(floor, cards: 10, percent: 90);
        var worker = floor.Workers[0];
        var cards = await AnswerAsync(floor, worker, exam, wrong: 2);
        Assert.Equal(new ClaimOutcome.Qualified(HasPassed: false), await floor.Queue.ClaimAsync(worker, exam, 10, default));
        foreach (var card in cards)
            await floor.SubmitAsync(worker, card.AssignmentId, "Total", revision: 2);
        Assert.Equal(new ClaimOutcome.Qualified(HasPassed: false), await floor.Queue.ClaimAsync(worker, exam, 10, default));
        Assert.IsType<ClaimOutcome.NotQualified>(await floor.Queue.ClaimAsync(worker, floor.Batch.Id, 10, default));
        Assert.Empty(await new WorkList(database, floor.Clock).BatchesAsync(worker, default));
    }

    [DatabaseFact]
    public async Task Every_worker_gets_his_own_copy_and_no_more_cards_than_it_is_decided_by()
    {
        using var floor = await LabelingFloor.OpenAsync(database, workers: 3);
        var exam = await AskAsync(floor, cards: 8, percent: 100, has: 12);
        foreach (var worker in floor.Workers)
        {
            var first = Cards(await floor.Queue.ClaimAsync(worker, exam, 5, default));
            var second = Cards(await floor.Queue.ClaimAsync(worker, exam, 5, default));
            Assert.Equal((5, 3, 8), (first.Count, second.Count, first.Concat(second).Select(c => c.TaskId).Distinct().Count()));
            Assert.IsType<ClaimOutcome.BeingJudged>(await floor.Queue.ClaimAsync(worker, exam, 5, default, [.. first.Concat(second).Select(c => c.AssignmentId)]));
            foreach (var card in first.Concat(second))
                await floor.SubmitAsync(worker, card.AssignmentId, "Total");
            Assert.Equal(new ClaimOutcome.Qualified(HasPassed: true), await floor.Queue.ClaimAsync(worker, exam, 5, default));
        }
        Assert.Empty(await floor.Recount.CheckAsync(exam, default));
    }

    [DatabaseFact]
    public async Task A_card_given_back_comes_again()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var exam = await AskAsync(floor, cards: 6, percent: 90, has: 20);
        var worker = floor.Workers[0];
        var first = Cards(await floor.Queue.ClaimAsync(worker, exam, 6, default));
        await floor.Queue.ReturnAsync(worker, [.. first.Select(c => c.AssignmentId)], default);
        await floor.Queue.SkipAsync(worker, first[0].AssignmentId, SkipReason.CannotJudge, null, default);
        var again = Cards(await floor.Queue.ClaimAsync(worker, exam, 6, default));
        Assert.Equal(first.Select(c => c.TaskId).OrderBy(t => t.Value), again.Select(c => c.TaskId).OrderBy(t => t.Value));
    }

    [DatabaseFact]
    public async Task A_person_can_let_somebody_in()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var exam = await AskAsync(floor, cards: 10, percent: 90);
        var worker = floor.Workers[0];
        await AnswerAsync(floor, worker, exam, wrong: 10);
        await Service(floor).GrantAsync(floor.Pool.Id, worker, Guid.NewGuid(), default);
        Assert.NotEmpty(await floor.ClaimAsync(worker));
        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "qualification.grant" && e.Subject == $"worker:{worker}"));
    }

    [DatabaseFact]
    public async Task Who_begins_anew_gets_other_cards_and_only_those_count()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var exam = await AskAsync(floor, cards: 10, percent: 90, has: 25);
        var worker = floor.Workers[0];
        var first = await AnswerAsync(floor, worker, exam, wrong: 10);
        Assert.Null(await Service(floor).ResetAsync(floor.Pool.Id, worker, Guid.NewGuid(), default));
        var second = await AnswerAsync(floor, worker, exam, wrong: 0);
        Assert.Equal(10, second.Count);
        Assert.Empty(first.Select(c => c.TaskId).Intersect(second.Select(c => c.TaskId)));
        Assert.Equal(new ClaimOutcome.Qualified(HasPassed: true), await floor.Queue.ClaimAsync(worker, exam, 10, default));
        Assert.Contains("5 cards left", await Service(floor).ResetAsync(floor.Pool.Id, worker, Guid.NewGuid(), default), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task A_new_qualification_is_for_those_who_have_not_passed()
    {
        using var floor = await LabelingFloor.OpenAsync(database, workers: 2);
        var exam = await AskAsync(floor, cards: 5, percent: 90);
        await AnswerAsync(floor, floor.Workers[0], exam, wrong: 0);
        await AnswerAsync(floor, floor.Workers[1], exam, wrong: 5);
        var next = await AskAsync(floor, cards: 5, percent: 50);
        Assert.Single(await floor.ClaimAsync(floor.Workers[0], 1));
        Assert.NotEmpty(await AnswerAsync(floor, floor.Workers[1], next, wrong: 2));
        Assert.Single(await floor.ClaimAsync(floor.Workers[1], 1));
        Assert.Equal(new ClaimOutcome.Qualified(HasPassed: true), await floor.Queue.ClaimAsync(floor.Workers[0], next, 5, default));
        await Service(floor).StopAsync(floor.Pool.Id, Guid.NewGuid(), default);
        Assert.Null(await Service(floor).FindAsync(floor.Pool.Id, default));
        Assert.Equal(new ClaimOutcome.BatchNotOpen(BatchStatus.Closed), await floor.Queue.ClaimAsync(floor.Workers[1], next, 5, default));
    }

    [DatabaseFact]
    public async Task A_corrected_check_lets_in_who_had_failed_by_it()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var exam = await AskAsync(floor, cards: 10, percent: 90);
        var worker = floor.Workers[0];
        var cards = await AnswerAsync(floor, worker, exam, wrong: 2);
        await using (var db = database.CreateDbContext())
        {
            db.GoldDisputes.Add(new GoldDispute(cards[0].TaskId, exam, worker, null, floor.Clock.Now));
            await db.SaveChangesAsync();
        }
        var service = new DisputeService(floor.Transaction, database, new AnnotationGallery(database), new AuditLog(database, floor.Clock), floor.Activity, floor.Clock);
        Assert.True(await service.DecideAsync(cards[0].TaskId, worker, DisputeStatus.Dropped, null, Guid.NewGuid(), default));
        Assert.Equal(new ClaimOutcome.Qualified(HasPassed: true), await floor.Queue.ClaimAsync(worker, exam, 10, default));
    }

    [DatabaseFact]
    public async Task What_cannot_be_asked_is_refused_and_leaves_nothing_behind()
    {
        using var floor = await LabelingFloor.OpenAsync(database, pool: PoolKind.Crowd);
        using var donated = await SettledAsync(10, Privacy.Donated);
        using var few = await SettledAsync(6, Privacy.Public);
        async Task<string> RefusedAsync(BatchId from, int count, int cards, int percent) => Assert.IsType<QualificationOutcome.Refused>(
            await Service(floor).AskAsync(floor.Pool.Id, new QualificationDraft($"Refused {Interlocked.Increment(ref made)}", new GoldDraft(from, count, 0, 0), cards, percent), Guid.NewGuid(), default)).Reason;
        Assert.Contains("Donated", await RefusedAsync(donated.Batch.Id, 10, 10, 90), StringComparison.Ordinal);
        Assert.Contains("fewer than 10", await RefusedAsync(few.Batch.Id, 10, 10, 90), StringComparison.Ordinal);
        Assert.Contains("pass mark", await RefusedAsync(few.Batch.Id, 6, 6, 0), StringComparison.Ordinal);
        Assert.Contains("cards at least", await RefusedAsync(few.Batch.Id, 6, 3, 90), StringComparison.Ordinal);
        Assert.Contains("adjudicated", await RefusedAsync(floor.Batch.Id, 6, 6, 90), StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.Equal(0, await db.Batches.CountAsync(b => b.PoolId == floor.Pool.Id && b.IsQualification));
        Assert.Null(await Service(floor).FindAsync(floor.Pool.Id, default));
    }

    private QualificationService Service(LabelingFloor floor)
    {
        var audit = new AuditLog(database, floor.Clock);
        return new(floor.Transaction, database, new GoldBox(floor.Transaction, audit, floor.Activity), audit, floor.Activity, floor.Clock);
    }

    private async Task<BatchId> AskAsync(LabelingFloor floor, int cards, int percent, int? has = null)
    {
        using var source = await SettledAsync(has ?? cards, Privacy.Public);
        var draft = new QualificationDraft($"Qualification {Interlocked.Increment(ref made)}", new GoldDraft(source.Batch.Id, has ?? cards, 0, 0), cards, percent);
        return Assert.IsType<QualificationOutcome.Asked>(await Service(floor).AskAsync(floor.Pool.Id, draft, Guid.NewGuid(), default)).BatchId;
    }

    /// <summary>A batch whose cards two people have answered alike: "Total".</summary>
    private async Task<LabelingFloor> SettledAsync(int tasks, Privacy privacy)
    {
        var source = await LabelingFloor.OpenAsync(database, tasks, overlap: 2, image: new BlobId(Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()) + new string('0', 32)), privacy: privacy);
        foreach (var worker in source.Workers)
            while (await source.ClaimAsync(worker, 50) is { Count: > 0 } cards)
                foreach (var card in cards)
                    await source.SubmitAsync(worker, card.AssignmentId, "Total");
        await new ConsensusResolver(database, source.Transaction, source.Clock).ResolveAsync(source.Batch.Id, default);
        return source;
    }

    /// <summary>Answers all the qualification hands out, the first <paramref name="wrong"/> of them wrong.</summary>
    private static async Task<List<Card>> AnswerAsync(LabelingFloor floor, WorkerId worker, BatchId exam, int wrong)
    {
        var all = new List<Card>();
        while (await floor.Queue.ClaimAsync(worker, exam, 4, default) is ClaimOutcome.Claimed { Cards: var cards })
        {
            all.AddRange(cards);
            foreach (var card in cards)
                await floor.SubmitAsync(worker, card.AssignmentId, wrong-- > 0 ? "wrong" : "Total");
        }
        return all;
    }

    private static IReadOnlyList<Card> Cards(ClaimOutcome outcome) => Assert.IsType<ClaimOutcome.Claimed>(outcome).Cards;
}

public sealed class SqliteQualificationTests(SqliteDatabaseFixture database) : QualificationContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlQualificationTests(PostgreSqlDatabaseFixture database) : QualificationContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerQualificationTests(SqlServerDatabaseFixture database) : QualificationContract(database), IClassFixture<SqlServerDatabaseFixture>;
