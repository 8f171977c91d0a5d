using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>The team corrects, rejects and sends back what answers had decided.</summary>
public abstract class TruthReviewContract(DatabaseFixture database)
{
    private static readonly Vote totla = new(AnswerKind.Transcribed, "Totla");
    private static readonly Guid reviewer = Guid.NewGuid();

    [DatabaseFact]
    public async Task A_resolved_truth_is_corrected_with_a_reason_and_no_answer_is_touched()
    {
        using var floor = await ResolvedAsync(overlap: 2);
        var (review, task) = (Review(floor), await TaskAsync(floor));
        Assert.IsType<ReviewOutcome.Changed>(await review.CorrectAsync(task, new(AnswerKind.Transcribed, " Total "), "misread", totla, reviewer, floor.Clock.Now, default));
        var truth = await TruthAsync(floor);
        Assert.Equal((ConsensusStatus.Adjudicated, "Total", "misread", reviewer, 0), (truth!.Status, truth.Text, truth.Reason, truth.AdjudicatedBy, truth.AgreeingVotes));
        Assert.All(await floor.AnswersAsync(), a => Assert.Equal("Totla", a.Text));
        await using var db = floor.CreateDbContext();
        Assert.Equal("misread", (await db.AuditEntries.SingleAsync(e => e.Action == "truth.correct" && e.Subject == $"task:{task}")).Detail);
        // the votes do not bring it back
        await ResolveAsync(floor);
        Assert.Equal("Total", (await TruthAsync(floor))!.Text);
    }

    [DatabaseFact]
    public async Task Accuracy_follows_a_corrected_truth_and_pay_does_not()
    {
        using var floor = await ResolvedAsync(overlap: 2);
        var live = new LiveMonitor(database, floor.Clock);
        Assert.All((await live.ReadAsync(ProjectScope.Everything, floor.Batch.Id, null, 10, default))!.Rows, r => Assert.Equal(1, r.Agreement));
        await Review(floor).CorrectAsync(await TaskAsync(floor), new(AnswerKind.Transcribed, "Total"), "misread", totla, reviewer, floor.Clock.Now, default);
        Assert.All((await live.ReadAsync(ProjectScope.Everything, floor.Batch.Id, null, 10, default))!.Rows, r => Assert.Equal(0, r.Agreement));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_rejected_task_has_no_truth_and_gets_none()
    {
        using var floor = await ResolvedAsync(overlap: 1);
        Assert.IsType<ReviewOutcome.Changed>(await Review(floor).RejectAsync(await TaskAsync(floor), "no text at all", totla, reviewer, floor.Clock.Now, default));
        await ResolveAsync(floor);
        Assert.Equal((ConsensusStatus.Rejected, "no text at all"), ((await TruthAsync(floor))!.Status, (await TruthAsync(floor))!.Reason));
        var summary = await new ConsensusSummaries(database).ReadAsync(floor.Batch.Id, default);
        Assert.Equal((0, 1, 0), (summary!.Resolved, summary.Rejected, summary.Waiting));
    }

    [DatabaseFact]
    public async Task What_was_sent_back_waits_for_another_answer_that_is_not_outvoted()
    {
        using var floor = await ResolvedAsync(overlap: 2, workers: 3);
        Assert.IsType<ReviewOutcome.Changed>(await Review(floor).SendBackAsync(await TaskAsync(floor), null, "looks wrong", totla, reviewer, floor.Clock.Now, default));
        await ResolveAsync(floor);
        Assert.Equal(ConsensusStatus.SentBack, (await TruthAsync(floor))!.Status);
        var card = (await floor.ClaimAsync(floor.Workers[2])).Single();
        await floor.SubmitAsync(floor.Workers[2], card.AssignmentId, "Total");
        await ResolveAsync(floor);
        Assert.Equal(ConsensusStatus.Disputed, (await TruthAsync(floor))!.Status);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task What_was_sent_back_and_confirmed_is_resolved()
    {
        using var floor = await ResolvedAsync(overlap: 2, workers: 3);
        await Review(floor).SendBackAsync(await TaskAsync(floor), null, "looks wrong", totla, reviewer, floor.Clock.Now, default);
        var card = (await floor.ClaimAsync(floor.Workers[2])).Single();
        await floor.SubmitAsync(floor.Workers[2], card.AssignmentId, "Totla");
        await ResolveAsync(floor);
        Assert.Equal((ConsensusStatus.Resolved, 3), ((await TruthAsync(floor))!.Status, (await TruthAsync(floor))!.Votes));
    }

    [DatabaseFact]
    public async Task What_was_sent_back_is_in_no_figure_of_agreement()
    {
        using var floor = await ResolvedAsync(overlap: 2, workers: 3);
        Assert.Equal(1, (await new ConsensusSummaries(database).ReadAsync(floor.Batch.Id, default))!.Unanimous);
        await Review(floor).SendBackAsync(await TaskAsync(floor), null, "looks wrong", totla, reviewer, floor.Clock.Now, default);
        var summary = (await new ConsensusSummaries(database).ReadAsync(floor.Batch.Id, default))!;
        Assert.Equal((null, null, 1), (summary.Agreement, summary.Unanimous, summary.Waiting));
        Assert.Null(new ResultConsensus("sent_back", "transcribed", null, null, Votes: 2, Agreeing: null).Agreement);
    }

    [DatabaseFact]
    public async Task Who_answered_cannot_change_what_a_person_has_decided_or_what_was_resolved_long_ago()
    {
        using var floor = await ResolvedAsync(overlap: 1);
        var own = (await floor.ClaimsAsync()).Single();
        floor.Clock.Move(OwnAnswers.UndoneWithin + TimeSpan.FromSeconds(1));
        Assert.Equal("The task is resolved; your answer stays as it was.", Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(own.WorkerId, own.AssignmentId, "Other", revision: 2)).Reason);
        await Review(floor).CorrectAsync(await TaskAsync(floor), new(AnswerKind.Transcribed, "Total"), "why", totla, reviewer, floor.Clock.Now, default);
        Assert.Equal("Your earlier answer stays as it was: the team has decided this task in the meantime.", Assert.IsType<AnswerOutcome.Refused>(await floor.SubmitAsync(own.WorkerId, own.AssignmentId, "Third", revision: 3)).Reason);
        Assert.Equal("Totla", (await floor.AnswersAsync()).Single().Text);
    }

    [DatabaseFact]
    public async Task A_reason_that_nobody_can_see_is_none()
    {
        using var floor = await ResolvedAsync(overlap: 1);
        Assert.IsType<ReviewOutcome.Refused>(await Review(floor).RejectAsync(await TaskAsync(floor), "\u200B \u2060", totla, reviewer, floor.Clock.Now, default));
    }

    [DatabaseFact]
    public async Task A_task_sent_to_one_person_goes_to_nobody_else()
    {
        using var floor = await ResolvedAsync(overlap: 1, workers: 4);
        var (review, task) = (Review(floor), await TaskAsync(floor));
        Assert.Equal(["Worker 1", "Worker 2", "Worker 3"], (await review.CanBeAskedAsync(task, default)).Select(w => w.Name));
        Assert.IsType<ReviewOutcome.Refused>(await review.SendBackAsync(task, floor.Workers[0], "again", totla, reviewer, floor.Clock.Now, default));
        Assert.IsType<ReviewOutcome.Refused>(await review.SendBackAsync(task, WorkerId.New(), "again", totla, reviewer, floor.Clock.Now, default));
        Assert.IsType<ReviewOutcome.Changed>(await review.SendBackAsync(task, floor.Workers[3], "you know these", totla, reviewer, floor.Clock.Now, default));
        Assert.Empty(await floor.ClaimAsync(floor.Workers[1]));
        Assert.Equal((0, 1), ((await floor.Work.BatchesAsync(floor.Workers[1], default)).Single().Left, (await floor.Work.BatchesAsync(floor.Workers[3], default)).Single().Left));
        var card = (await floor.ClaimAsync(floor.Workers[3])).Single();
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[3], card.AssignmentId, "Total"));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Nothing_is_changed_without_a_reason_unseen_or_to_nonsense()
    {
        using var floor = await ResolvedAsync(overlap: 1);
        var (review, task) = (Review(floor), await TaskAsync(floor));
        Assert.IsType<ReviewOutcome.Refused>(await review.CorrectAsync(task, new(AnswerKind.Transcribed, "Total"), "  ", totla, reviewer, floor.Clock.Now, default));
        Assert.IsType<ReviewOutcome.ChangedMeanwhile>(await review.CorrectAsync(task, new(AnswerKind.Transcribed, "Total"), "why", new(AnswerKind.Transcribed, "Tota"), reviewer, floor.Clock.Now, default));
        Assert.IsType<ReviewOutcome.ChangedMeanwhile>(await review.RejectAsync(task, "why", null, reviewer, floor.Clock.Now, default));
        Assert.IsType<ReviewOutcome.Refused>(await review.CorrectAsync(task, new(AnswerKind.Labeled, "[]"), "why", totla, reviewer, floor.Clock.Now, default));
        Assert.IsType<ReviewOutcome.Refused>(await review.CorrectAsync(task, new(AnswerKind.Unsure, null), "why", totla, reviewer, floor.Clock.Now, default));
        Assert.IsType<ReviewOutcome.NotFound>(await review.RejectAsync(TaskId.New(), "why", null, reviewer, floor.Clock.Now, default));
        Assert.Equal(ConsensusStatus.Resolved, (await TruthAsync(floor))!.Status);
    }

    private async Task<LabelingFloor> ResolvedAsync(int overlap, int workers = 2)
    {
        var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: overlap, workers: workers);
        foreach (var worker in floor.Workers.Take(overlap))
            await floor.SubmitAsync(worker, (await floor.ClaimAsync(worker)).Single().AssignmentId, "Totla");
        await ResolveAsync(floor);
        return floor;
    }

    private TruthReview Review(LabelingFloor floor) => new(floor.Transaction, database, new AuditLog(database, floor.Clock), floor.Activity);

    private Task<int> ResolveAsync(LabelingFloor floor) => new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);

    private static async Task<TaskId> TaskAsync(LabelingFloor floor) => (await floor.AnswersAsync())[0].TaskId;

    private static async Task<Consensus?> TruthAsync(LabelingFloor floor)
    {
        await using var db = floor.CreateDbContext();
        return await db.Consensus.AsNoTracking().SingleOrDefaultAsync(c => c.BatchId == floor.Batch.Id);
    }
}

public sealed class SqliteTruthReviewTests(SqliteDatabaseFixture database) : TruthReviewContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlTruthReviewTests(PostgreSqlDatabaseFixture database) : TruthReviewContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerTruthReviewTests(SqlServerDatabaseFixture database) : TruthReviewContract(database), IClassFixture<SqlServerDatabaseFixture>;
