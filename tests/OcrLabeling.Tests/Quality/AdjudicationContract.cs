using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>Two people say different things about every task; somebody decides.</summary>
public abstract class AdjudicationContract(DatabaseFixture database)
{
    private static readonly Guid ada = Guid.NewGuid(), ben = Guid.NewGuid();

    private AdjudicationQueue Queue => new(database, new AnnotationGallery(database));

    [DatabaseFact]
    public async Task The_queue_goes_by_priority_and_then_by_the_order_of_the_batch()
    {
        await database.ClearAsync();
        using var urgent = await DisputedAsync(2);
        using var usual = await DisputedAsync(1);
        await usual.ConfigureAsync(priority: 1);
        await urgent.ConfigureAsync(priority: 5);
        Assert.Equal([(urgent.Batch.Id, 2), (usual.Batch.Id, 1)], (await Queue.BatchesAsync(ProjectScope.Everything, default)).Select(b => (b.Id, b.Disputed)));
        var passed = new List<TaskId>();
        while (await Queue.NextAsync(ProjectScope.Everything, null, passed, default) is { } next)
            passed.Add(next);
        Assert.Equal([.. await TasksAsync(urgent), .. await TasksAsync(usual)], passed);
        Assert.Equal((await TasksAsync(usual))[0], await Queue.NextAsync(ProjectScope.Everything, usual.Batch.Id, [], default));
    }

    [DatabaseFact]
    public async Task A_decision_takes_the_task_out_and_its_undoing_brings_it_back()
    {
        using var floor = await DisputedAsync(1);
        var task = (await TasksAsync(floor))[0];
        var people = People(floor);
        Assert.Equal(new AdjudicationOutcome.Decided(floor.Batch.Id), await people.DecideAsync(task, AnswerKind.Transcribed, "Total", ada, default));
        Assert.Null(await Queue.NextAsync(ProjectScope.Everything, floor.Batch.Id, [], default));
        Assert.IsType<AdjudicationOutcome.DecidedByAnother>(await people.DecideAsync(task, AnswerKind.Transcribed, "Tota1", ben, default));
        Assert.IsType<AdjudicationOutcome.DecidedByAnother>(await people.ReopenAsync(task, ben, default));
        Assert.Equal(new AdjudicationOutcome.Decided(floor.Batch.Id), await people.ReopenAsync(task, ada, default));
        Assert.Equal(task, await Queue.NextAsync(ProjectScope.Everything, floor.Batch.Id, [], default));
        await ResolveAsync(floor);
        await using (var db = floor.CreateDbContext())
        {
            var consensus = await db.Consensus.SingleAsync(c => c.TaskId == task);
            Assert.Equal((ConsensusStatus.Disputed, "Word 0", (Guid?)null), (consensus.Status, consensus.Text, consensus.AdjudicatedBy));
        }
        Assert.IsType<AdjudicationOutcome.NotFound>(await people.ReopenAsync(task, ada, default));
    }

    [DatabaseFact]
    public async Task One_more_worker_can_be_asked_instead()
    {
        using var floor = await DisputedAsync(1);
        var task = (await TasksAsync(floor))[0];
        Assert.True((await Queue.FindAsync(task, default))!.CanAskMore);
        Assert.IsType<AdjudicationOutcome.Decided>(await People(floor).AskOneMoreAsync(task, ada, default));
        Assert.Null(await Queue.NextAsync(ProjectScope.Everything, floor.Batch.Id, [], default));
        var card = Assert.Single(await floor.ClaimAsync(floor.Workers[2]));
        await floor.SubmitAsync(floor.Workers[2], card.AssignmentId, "Word 1");
        await ResolveAsync(floor);
        await using (var db = floor.CreateDbContext())
        {
            var consensus = await db.Consensus.SingleAsync(c => c.TaskId == task);
            Assert.Equal((ConsensusStatus.Resolved, "Word 1"), (consensus.Status, consensus.Text));
        }
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Nobody_is_asked_for_a_closed_batch()
    {
        using var floor = await DisputedAsync(1);
        var task = (await TasksAsync(floor))[0];
        await floor.SetStatusAsync(BatchStatus.Closed);
        Assert.False((await Queue.FindAsync(task, default))!.CanAskMore);
        Assert.IsType<AdjudicationOutcome.Refused>(await People(floor).AskOneMoreAsync(task, ada, default));
        Assert.Equal(task, await Queue.NextAsync(ProjectScope.Everything, floor.Batch.Id, [], default));
    }

    [DatabaseFact]
    public async Task Candidates_are_what_people_said_and_what_the_machine_read()
    {
        using var floor = await DisputedAsync(1);
        var found = (await Queue.FindAsync((await TasksAsync(floor))[0], default))!;
        Assert.Equal([("Word 0", 1, false), ("Word 1", 1, false), ("Total", 0, true)], Candidate.Of(found.Task).Select(c => (c.Vote.Text!, c.Voters.Count, c.IsMachine)));
        Assert.Empty(found.Accuracy);
        Assert.Null(await Queue.FindAsync(TaskId.New(), default));
    }

    [DatabaseFact]
    public async Task The_counts_of_a_decided_task_are_those_of_its_answers_against_the_decision()
    {
        using var floor = await DisputedAsync(1);
        var (task, people) = ((await TasksAsync(floor))[0], People(floor));
        await people.DecideAsync(task, AnswerKind.Transcribed, "nobody said this", ada, default);
        Assert.Equal((2, 0), await CountsAsync());
        await people.DecideAsync(task, AnswerKind.Transcribed, "Word 1", ada, default);
        Assert.Equal((2, 1), await CountsAsync());
        // one more answer comes; a change of it is kept beside it, since a person has decided
        await floor.ConfigureAsync(overlap: 3);
        var card = Assert.Single(await floor.ClaimAsync(floor.Workers[2]));
        await floor.SubmitAsync(floor.Workers[2], card.AssignmentId, "Word 1");
        Assert.Equal(1, await ResolveAsync(floor));
        Assert.Equal((3, 2), await CountsAsync());
        Assert.Equal(0, await ResolveAsync(floor));
        await floor.SubmitAsync(floor.Workers[2], card.AssignmentId, "Word 2", revision: 2);
        await ResolveAsync(floor);
        Assert.Equal((3, 2), await CountsAsync());

        async Task<(int, int)> CountsAsync()
        {
            await using var db = floor.CreateDbContext();
            var consensus = await db.Consensus.SingleAsync(c => c.TaskId == task);
            Assert.Equal(ConsensusStatus.Adjudicated, consensus.Status);
            return (consensus.Votes, consensus.AgreeingVotes);
        }
    }

    [DatabaseFact]
    public async Task Nothing_is_decided_on_answers_that_have_changed_since_they_were_looked_at()
    {
        using var floor = await DisputedAsync(1);
        var (task, people) = ((await TasksAsync(floor))[0], People(floor));
        var looked = (await Queue.FindAsync(task, default))!.Task.Votes;
        Assert.Equal([new(AnswerKind.Transcribed, "Word 0"), new(AnswerKind.Transcribed, "Word 1")], looked);
        var given = (await floor.AnswersAsync()).Single(a => a.WorkerId == floor.Workers[1]);
        await floor.SubmitAsync(floor.Workers[1], given.AssignmentId, revision: 2, takenBack: true);
        Assert.IsType<AdjudicationOutcome.ChangedMeanwhile>(await people.DecideAsync(task, AnswerKind.Transcribed, "Word 1", ada, default, seen: looked));
        await using (var db = floor.CreateDbContext())
            Assert.False(await db.Consensus.AnyAsync(c => c.TaskId == task));
        await floor.SubmitAsync(floor.Workers[1], given.AssignmentId, "Word 1", revision: 3);
        await ResolveAsync(floor);
        Assert.IsType<AdjudicationOutcome.Decided>(await people.DecideAsync(task, AnswerKind.Transcribed, "Word 1", ada, default, seen: looked));
    }

    private async Task<LabelingFloor> DisputedAsync(int tasks)
    {
        var floor = await LabelingFloor.OpenAsync(database, tasks, overlap: 2, workers: 3);
        for (var worker = 0; worker < 2; worker++)
            foreach (var card in await floor.ClaimAsync(floor.Workers[worker]))
            {
                await floor.SubmitAsync(floor.Workers[worker], card.AssignmentId, $"Word {worker}");
                floor.Clock.Move(TimeSpan.FromSeconds(1));
            }
        await ResolveAsync(floor);
        return floor;
    }

    private static Adjudication People(LabelingFloor floor) => new(floor.Transaction, floor.Activity, floor.Clock);

    private Task<int> ResolveAsync(LabelingFloor floor) => new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);

    private static async Task<List<TaskId>> TasksAsync(LabelingFloor floor)
    {
        await using var db = floor.CreateDbContext();
        return await db.Tasks.Where(t => t.BatchId == floor.Batch.Id).OrderBy(t => t.Sequence).Select(t => t.Id).ToListAsync();
    }
}

public sealed class SqliteAdjudicationTests(SqliteDatabaseFixture database) : AdjudicationContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlAdjudicationTests(PostgreSqlDatabaseFixture database) : AdjudicationContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerAdjudicationTests(SqlServerDatabaseFixture database) : AdjudicationContract(database), IClassFixture<SqlServerDatabaseFixture>;
