using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Statistics;

namespace OcrLabeling.Tests.Quality;

public abstract class ConsensusContract(DatabaseFixture database) : IAsyncLifetime, IDisposable
{
    private readonly ManualClock clock = new();
    private readonly Scene scene = new(database);
    private readonly WriteTransaction transaction = new(database);
    private Batch batch = null!;
    private Worker ada = null!, ben = null!, eve = null!;

    private ConsensusResolver Resolver => new(database, transaction, clock);

    private Adjudication Adjudication => new(transaction, new LabelingActivity(), clock);

    // 0: A A B, 1: A B (one missing), 2: A B flag, 3: A and a late B, 4: nothing
    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        (ada, ben, eve) = (scene.Worker("Ada"), scene.Worker("Ben"), scene.Worker("Eve"));
        batch = scene.Batch("receipts", scene.Pool("Contractors"), 3, ["A", "A", "A", "A", "A"]);
        Say(ada, 0, "A");
        Say(ben, 0, "A");
        Say(eve, 0, "B");
        Say(ada, 1, "A");
        Say(ben, 1, "B");
        Say(ada, 2, "A");
        Say(ben, 2, "B");
        Say(eve, 2, null);
        Say(ada, 3, "A");
        Say(ben, 3, "B", surplus: true);
        await scene.SaveAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        transaction.Dispose();
        scene.Dispose();
        GC.SuppressFinalize(this);
    }

    [DatabaseFact]
    public async Task Answers_become_truth_by_majority()
    {
        Assert.Equal(2, await Resolver.ResolveAsync(batch.Id, default));
        var rows = await RowsAsync();
        Assert.Equal((ConsensusStatus.Resolved, AnswerKind.Transcribed, "A", 3, 2), Shape(rows[scene.Task(batch, 0).Id]));
        Assert.Equal((ConsensusStatus.Disputed, AnswerKind.Transcribed, "A", 3, 1), Shape(rows[scene.Task(batch, 2).Id]));
        Assert.Equal(2, rows.Count);
    }

    [DatabaseFact]
    public async Task Resolving_again_changes_nothing()
    {
        await Resolver.ResolveAsync(batch.Id, default);
        clock.Move(TimeSpan.FromHours(1));
        Assert.Equal(0, await Resolver.ResolveAsync(batch.Id, default));
        Assert.All((await RowsAsync()).Values, c => Assert.Equal(Scene.Noon, c.ResolvedAt));
    }

    [DatabaseFact]
    public async Task A_new_answer_resolves_what_waited()
    {
        await Resolver.ResolveAsync(batch.Id, default);
        Say(eve, 1, "B");
        await scene.SaveAsync();
        Assert.Equal(1, await Resolver.ResolveAsync(batch.Id, default));
        Assert.Equal((ConsensusStatus.Resolved, AnswerKind.Transcribed, "B", 3, 2), Shape((await RowsAsync())[scene.Task(batch, 1).Id]));
    }

    [DatabaseFact]
    public async Task A_revised_answer_can_undo_a_majority()
    {
        await Resolver.ResolveAsync(batch.Id, default);
        await using (var db = database.CreateDbContext())
        {
            var answer = await db.Answers.SingleAsync(a => a.TaskId == scene.Task(batch, 0).Id && a.WorkerId == ben.Id);
            answer.Revise(AnswerKind.Transcribed, "C", 2, PreLabelRelation.Edited, 1, 3);
            await db.SaveChangesAsync();
        }
        Assert.Equal(1, await Resolver.ResolveAsync(batch.Id, default));
        Assert.Equal(ConsensusStatus.Disputed, (await RowsAsync())[scene.Task(batch, 0).Id].Status);
    }

    [DatabaseFact]
    public async Task An_adjudicated_task_keeps_its_truth()
    {
        var task = scene.Task(batch, 1).Id;
        Assert.Equal(new AdjudicationOutcome.Decided(batch.Id), await Adjudication.DecideAsync(task, AnswerKind.Transcribed, " Cafe\u0301 ", scene.ScientistId, default));
        Say(eve, 1, "B");
        await scene.SaveAsync();
        await Resolver.ResolveAsync(batch.Id, default);
        var row = (await RowsAsync())[task];
        Assert.Equal((ConsensusStatus.Adjudicated, "Café", scene.ScientistId), (row.Status, row.Text, row.AdjudicatedBy));
    }

    [DatabaseFact]
    public async Task A_decision_is_audited()
    {
        var task = scene.Task(batch, 2).Id;
        await Adjudication.DecideAsync(task, AnswerKind.Unreadable, "ignored", scene.ScientistId, default);
        await using var db = database.CreateDbContext();
        var entry = await db.AuditEntries.SingleAsync();
        Assert.Equal(("task.adjudicate", $"task:{task}", scene.ScientistId), (entry.Action, entry.Subject, entry.AccountId));
        Assert.Null((await db.Consensus.SingleAsync()).Text);
    }

    [DatabaseFact]
    public async Task What_is_no_truth_is_refused()
    {
        var task = scene.Task(batch, 2).Id;
        Assert.IsType<AdjudicationOutcome.Refused>(await Adjudication.DecideAsync(task, AnswerKind.Unsure, null, scene.ScientistId, default));
        Assert.IsType<AdjudicationOutcome.Refused>(await Adjudication.DecideAsync(task, AnswerKind.Transcribed, "  ", scene.ScientistId, default));
        Assert.IsType<AdjudicationOutcome.Refused>(await Adjudication.DecideAsync(task, AnswerKind.Transcribed, new string('x', 401), scene.ScientistId, default));
        Assert.IsType<AdjudicationOutcome.NotFound>(await Adjudication.DecideAsync(TaskId.New(), AnswerKind.Unreadable, null, scene.ScientistId, default));
        Assert.Empty(await RowsAsync());
    }

    [DatabaseFact]
    public async Task Resolvers_and_people_at_the_same_time_end_in_one_row_a_task()
    {
        var task = scene.Task(batch, 2).Id;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i == 3
            ? Adjudication.DecideAsync(task, AnswerKind.Transcribed, "Z", scene.ScientistId, default)
            : Task.Run(() => Resolver.ResolveAsync(batch.Id, default)) as Task));
        var rows = await RowsAsync();
        Assert.Equal((2, ConsensusStatus.Adjudicated, "Z"), (rows.Count, rows[task].Status, rows[task].Text));
    }

    [DatabaseFact]
    public async Task The_summary_counts_and_measures_agreement()
    {
        await Resolver.ResolveAsync(batch.Id, default);
        await Adjudication.DecideAsync(scene.Task(batch, 4).Id, AnswerKind.Unreadable, null, scene.ScientistId, default);
        var summary = await new ConsensusSummaries(database).ReadAsync(batch.Id, default);
        Assert.NotNull(summary);
        Assert.Equal((5, 1, 1, 1, 2), (summary.Tasks, summary.Resolved, summary.Disputed, summary.Adjudicated, summary.Waiting));
        // 2 of 3 and 1 of 3 answers say what the consensus says
        Assert.Equal(0.5, summary.Agreement);
        Assert.Equal(0, summary.Unanimous);
        Assert.Null(await new ConsensusSummaries(database).ReadAsync(BatchId.New(), default));
    }

    [DatabaseFact]
    public async Task The_gallery_shows_a_task_with_all_its_answers()
    {
        await Resolver.ResolveAsync(batch.Id, default);
        var gallery = new AnnotationGallery(database);
        var page = await gallery.ReadAsync(ProjectScope.Everything, new GalleryFilter(batch.Id, Order: GalleryOrder.Sequence), 0, 10, default);
        Assert.Equal(4, page.Total);
        Assert.Equal([0, 1, 2, 3], page.Tasks.Select(t => t.Sequence));
        Assert.Equal(["Ada", "Ben", "Eve"], page.Tasks[0].Answers.Select(a => a.Worker));
        Assert.Equal(new ConsensusView(ConsensusStatus.Resolved, AnswerKind.Transcribed, "A", 3, 2), page.Tasks[0].Consensus);
        Assert.Equal([false, true], page.Tasks[3].Answers.Select(a => a.IsSurplus));
        Assert.Equal([1, 2], (await gallery.ReadAsync(ProjectScope.Everything, new GalleryFilter(batch.Id, Order: GalleryOrder.Sequence), 1, 2, default)).Tasks.Select(t => t.Sequence));
    }

    [DatabaseFact]
    public async Task The_gallery_is_filtered()
    {
        await Resolver.ResolveAsync(batch.Id, default);
        Assert.Equal([2], await ShownAsync(new GalleryFilter(batch.Id, Kind: AnswerKind.Unreadable)));
        Assert.Equal([2], await ShownAsync(new GalleryFilter(WorkerId: eve.Id, Relation: PreLabelRelation.Flagged)));
        Assert.Equal([0, 2], await ShownAsync(new GalleryFilter(WorkerId: eve.Id)));
        // a late answer is no disagreement
        Assert.Equal([0, 1, 2], await ShownAsync(new GalleryFilter(batch.Id, OnlyDisagreements: true)));
        Assert.Equal([2], await ShownAsync(new GalleryFilter(batch.Id, Consensus: ConsensusStatus.Disputed)));
    }

    [DatabaseFact]
    public async Task The_newest_answers_come_first()
    {
        Say(eve, 1, "B");
        await scene.SaveAsync();
        var page = await new AnnotationGallery(database).ReadAsync(ProjectScope.Everything, new GalleryFilter(batch.Id), 0, 2, default);
        Assert.Equal([1, 3], page.Tasks.Select(t => t.Sequence));
    }

    [DatabaseFact]
    public async Task Results_hold_every_task_with_its_answers_in_order()
    {
        await Resolver.ResolveAsync(batch.Id, default);
        var results = new List<TaskResult>();
        await foreach (var result in new BatchResults(database).ReadAsync(batch.Id))
            results.Add(result);
        Assert.Equal([0, 1, 2, 3, 4], results.Select(r => r.Sequence));
        Assert.Equal([3, 2, 3, 2, 0], results.Select(r => r.Answers.Count));
        var first = results[0];
        Assert.Equal(("crops/word_000000.png", "register_tapes", "receipt.png, page 1, word 0"), (first.ImageName, first.Category, first.Source));
        Assert.Equal((TaskResult.LinkOf(first.Task), "receipt.png, page 1, word 0", null, null), (first.Image, first.DocumentName, first.DocumentId, first.Box));
        Assert.Equal(new ResultPreLabel("A", null, 0.5, "tesseract", "5.3.0"), first.PreLabel);
        Assert.Equal(new ResultConsensus("resolved", "transcribed", "A", null, 3, 2), first.Consensus);
        Assert.Equal(["Ada", "Ben", "Eve"], first.Answers.Select(a => a.Worker));
        Assert.Equal(("flagged", "unreadable", null), (results[2].Answers[2].Relation, results[2].Answers[2].Kind, results[2].Answers[2].Text));
        Assert.True(results[3].Answers[1].Surplus);
        Assert.Null(results[4].Consensus);
    }

    private int minute;

    private void Say(Worker worker, int sequence, string? text, bool surplus = false)
    {
        minute++;
        scene.Answer(worker, batch, sequence, text, Scene.Noon.AddMinutes(minute), Scene.Noon.AddMinutes(minute).AddSeconds(5), surplus: surplus);
    }

    private async Task<List<int>> ShownAsync(GalleryFilter filter) =>
        [.. (await new AnnotationGallery(database).ReadAsync(ProjectScope.Everything, filter with { Order = GalleryOrder.Sequence }, 0, 10, default)).Tasks.Select(t => t.Sequence)];

    private async Task<Dictionary<TaskId, Consensus>> RowsAsync()
    {
        await using var db = database.CreateDbContext();
        return await db.Consensus.AsNoTracking().ToDictionaryAsync(c => c.TaskId);
    }

    private static (ConsensusStatus, AnswerKind, string?, int, int) Shape(Consensus c) => (c.Status, c.Kind, c.Text, c.Votes, c.AgreeingVotes);
}

public sealed class SqliteConsensusTests(SqliteDatabaseFixture database) : ConsensusContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlConsensusTests(PostgreSqlDatabaseFixture database) : ConsensusContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerConsensusTests(SqlServerDatabaseFixture database) : ConsensusContract(database), IClassFixture<SqlServerDatabaseFixture>;
