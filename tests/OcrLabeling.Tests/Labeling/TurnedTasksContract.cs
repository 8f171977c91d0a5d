using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Labeling;

/// <summary>A page is turned that tasks were made from: all that was said about them, and all that is on its way, lies on the turned page.</summary>
public abstract class TurnedTasksContract(DatabaseFixture database) : IAsyncLifetime
{
    private const string CustomForm = """{"fields":[{"type":"text","name":"total"},{"type":"boxes","name":"where"}]}""";

    private readonly IntakeBench bench = new(database);

    /// <summary>By template: the settings, an answer on a page of 1001 by 1401 pixels, and the same one once that was turned to the right.</summary>
    private static readonly (Template Template, string Form, string Before, string After)[] forms =
    [
        (Template.RectSelect, BoxesForm.EveryWord, "[[10,20,110,50]]", "[[1351,10,1381,110]]"),
        (Template.DocumentCorners, "{}", "[[100,100],[900,100],[900,1300],[100,1300]]", "[[1301,100],[1301,900],[101,900],[101,100]]"),
        (Template.DocumentTranscription, "{}", """[{"text":"Total","box":[10,20,110,50],"line":0}]""", """[{"text":"Total","box":[1351,10,1381,110],"line":0}]"""),
        (Template.PageOrientation, "{}", "90", "0"),
        (Template.Custom, CustomForm, """{"total":"12","where":[[10,20,110,50]]}""", """{"total":"12","where":[[1351,10,1381,110]]}"""),
    ];

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task Answers_truths_pre_labels_and_gold_of_every_template_follow_the_page()
    {
        var page = await ReadPageAsync();
        var floors = new List<LabelingFloor>();
        foreach (var (template, form, before, _) in forms)
        {
            var floor = await OpenAsync(page, template, form, before, overlap: 2, workers: 2);
            floors.Add(floor);
            foreach (var worker in floor.Workers)
                Assert.IsType<AnswerOutcome.Counted>(await SubmitAsync(floor, worker, (await floor.ClaimAsync(worker)).Single(), before));
            await ResolveAsync(floor);
            await using var db = floor.CreateDbContext();
            db.Tasks.Add(LabelingTask.OfGold(await db.Tasks.SingleAsync(t => t.BatchId == floor.Batch.Id), floor.Batch.Id, -1, before, new GoldTruth(GoldKind.Plain, AnswerKind.Labeled, before)));
            await db.SaveChangesAsync();
        }

        Assert.Equal(new TurnedTasks(5, 10, 0, 0), (await bench.Turning.PlanAsync(ProjectScope.Everything, page.Id, default))!.Tasks);
        Assert.Equal(new TurnedTasks(5, 10, 0, 0), (await TurnAsync(page)).Tasks);

        foreach (var (floor, form) in floors.Zip(forms))
        {
            await CheckAsync(floor, (1401, 1001), 1, form.After);
            await ResolveAsync(floor);
            var result = await new BatchResults(database).ReadAsync(floor.Batch.Id).SingleAsync();
            Assert.All(result.Answers, a => Assert.Equal(form.After, a.Value.ToString()));
            Assert.Equal(("resolved", form.After), (result.Consensus!.Status, result.Consensus.Value.ToString()));
            Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
        }
        Assert.False(await bench.Blobs.ExistsAsync(page.Preview!.Value, default));
        await using (var db = database.CreateDbContext())
        {
            var turned = await db.Pages.SingleAsync();
            Assert.Equal((1, 1401, 1001), (turned.QuarterTurns, turned.Width, turned.Height));
            Assert.All(await db.Tasks.ToListAsync(), t => Assert.Equal(turned.Image, t.Image));
            Assert.True(await bench.Blobs.ExistsAsync(turned.Image!.Value, default));
            Assert.Contains("10 cards of 5 batches with it, 0 asked again, 0 taken back", (await db.AuditEntries.SingleAsync(e => e.Action == "page.turn")).Detail, StringComparison.Ordinal);
        }

        await TurnAsync(page, 3);
        foreach (var (floor, form) in floors.Zip(forms))
        {
            await CheckAsync(floor, (1001, 1401), 0, form.Before);
            floor.Dispose();
        }
    }

    [DatabaseFact]
    public async Task A_held_card_is_taken_back_and_its_answer_counts_where_it_belongs_on_the_turned_page()
    {
        var page = await ReadPageAsync();
        foreach (var (template, form, before, after) in forms)
        {
            using var floor = await OpenAsync(page, template, form, before, overlap: 1, workers: 1);
            var (worker, card) = (floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0])).Single());
            Assert.Equal(1, (await bench.Turning.PlanAsync(ProjectScope.Everything, page.Id, default))!.Tasks.Held);
            Assert.Equal(1, (await TurnAsync(page)).Tasks.Held);
            Assert.Null(await floor.Work.ImageAsync(worker, card.AssignmentId, default));
            Assert.Equal((AssignmentStatus.Open, ClaimEnding.Turned), ((await floor.AssignmentsAsync()).Single().Status, (await floor.ClaimsAsync()).Single().Ending));

            // what was begun follows as an answer does
            var drafts = new TurnedDrafts(database);
            Assert.Equal(after, await drafts.TurnAsync(worker, card.AssignmentId, card.Frame, before, default));
            Assert.Equal(after, await drafts.TurnAsync(worker, card.AssignmentId, (card.Frame + 1) % 4, after, default));
            Assert.Null(await drafts.TurnAsync(WorkerId.New(), card.AssignmentId, card.Frame, before, default));

            Assert.Equal(new AnswerOutcome.Late(LostCards.Turned), await SubmitAsync(floor, worker, card, before));
            var answer = (await floor.AnswersAsync()).Single();
            Assert.Equal((after, true, false, PreLabelRelation.Accepted), (answer.Text, answer.IsLate, answer.IsSurplus, answer.Relation));
            Assert.Equal(AssignmentStatus.Submitted, (await floor.AssignmentsAsync()).Single().Status);

            // the old page corrects it, and a new one that fetches it shows the turned image
            Assert.IsType<AnswerOutcome.Replaced>(await SubmitAsync(floor, worker, card, before, revision: 2));
            Assert.Equal(after, (await floor.AnswersAsync()).Single().Text);
            var again = Assert.IsType<ReopenOutcome.Reopened>(await floor.Own.ReopenAsync(worker, floor.Batch.Id, null, default)).Card;
            Assert.Equal((after, Turned(card.Width, card.Height)), (again.Answer!.Text, (again.Width, again.Height)));
            Assert.NotEqual(card.Frame, again.Frame);
            Assert.IsType<AnswerOutcome.Replaced>(await SubmitAsync(floor, worker, again, after, revision: again.Answer.Revision + 1));
            Assert.Equal((after, false), ((await floor.AnswersAsync()).Single().Text, (await floor.AnswersAsync()).Single().IsSurplus));
            Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
            await TurnAsync(page, -1);
        }

        static (int, int) Turned(int width, int height) => (height, width);
    }

    [DatabaseFact]
    public async Task An_answer_of_the_old_image_whose_place_went_to_another_takes_it_when_that_one_gives_up()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.RectSelect, BoxesForm.EveryWord, null, overlap: 1, workers: 2);
        var old = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await TurnAsync(page);
        var other = (await floor.ClaimAsync(floor.Workers[1])).Single();
        Assert.IsType<AnswerOutcome.Surplus>(await SubmitAsync(floor, floor.Workers[0], old, "[[10,20,110,50]]"));
        await floor.Queue.ReturnAsync(floor.Workers[1], [other.AssignmentId], default);
        Assert.Equal(1, await floor.Sweep.PromoteSurplusAsync(default));
        Assert.Equal(("[[1351,10,1381,110]]", false), ((await floor.AnswersAsync()).Single().Text, (await floor.AnswersAsync()).Single().IsSurplus));
    }

    [DatabaseFact]
    public async Task An_answer_taken_back_on_the_old_image_and_given_again_is_turned()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.RectSelect, BoxesForm.EveryWord, null, overlap: 1, workers: 1);
        var (worker, card) = (floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0])).Single());
        await SubmitAsync(floor, worker, card, "[[10,20,110,50]]");
        await TurnAsync(page);
        Assert.IsType<AnswerOutcome.TakenBack>(await floor.SubmitAsync(worker, card.AssignmentId, revision: 2, takenBack: true, frame: card.Frame));
        Assert.IsType<AnswerOutcome.Replaced>(await SubmitAsync(floor, worker, card, "[[10,20,110,60]]", revision: 3));
        var answer = (await floor.AnswersAsync()).Single();
        Assert.Equal(("[[1341,10,1381,110]]", false), (answer.Text, answer.IsSurplus));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_held_card_whose_answer_was_taken_back_keeps_that_answer()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.RectSelect, BoxesForm.EveryWord, null, overlap: 1, workers: 1);
        var (worker, card) = (floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0])).Single());
        await SubmitAsync(floor, worker, card, "[[10,20,110,50]]");
        await floor.SubmitAsync(worker, card.AssignmentId, revision: 2, takenBack: true, frame: card.Frame);
        Assert.Equal(1, (await TurnAsync(page)).Tasks.Held);
        Assert.IsType<AnswerOutcome.Replaced>(await SubmitAsync(floor, worker, card, "[[10,20,110,50]]", revision: 3));
        Assert.Equal("[[1351,10,1381,110]]", (await floor.AnswersAsync()).Single().Text);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task What_was_refused_is_turned_and_so_is_what_is_refused_afterwards()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.RectSelect, BoxesForm.EveryWord, null, overlap: 2, workers: 2);
        var cards = new[] { (await floor.ClaimAsync(floor.Workers[0])).Single(), (await floor.ClaimAsync(floor.Workers[1])).Single() };
        await SubmitAsync(floor, floor.Workers[0], cards[0], "[[10,20,2000,50]]");
        await TurnAsync(page);
        await SubmitAsync(floor, floor.Workers[1], cards[1], "[[10,20,2000,50]]");
        await using var db = floor.CreateDbContext();
        Assert.Equal(["[[1351,10,1381,2000]]", "[[1351,10,1381,2000]]"], await db.RefusedAnswers.Select(r => r.Text).ToListAsync());
    }

    [DatabaseFact]
    public async Task Words_said_to_lie_wrong_are_asked_again_and_no_others()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 1, workers: 2, tasks: 3);
        var first = await floor.ClaimAsync(floor.Workers[0]);
        await SubmitAsync(floor, floor.Workers[0], first[0], null, AnswerKind.BadOrientation);
        await SubmitAsync(floor, floor.Workers[0], first[1], "Total", AnswerKind.Transcribed);
        await ResolveAsync(floor);
        var paid = (await floor.AnswersAsync()).ConvertAll(a => (a.Id, a.Kind, a.IsSurplus, a.NetMilliseconds));

        Assert.Equal(new TurnedTasks(1, 3, 1, 1), (await bench.Turning.PlanAsync(ProjectScope.Everything, page.Id, default))!.Tasks);
        Assert.Equal(new TurnedTasks(1, 3, 1, 1), (await TurnAsync(page)).Tasks);
        Assert.Equal(paid, (await floor.AnswersAsync()).ConvertAll(a => (a.Id, a.Kind, a.IsSurplus, a.NetMilliseconds)));
        Assert.Equal([true, false], (await floor.AnswersAsync()).OrderBy(a => a.Kind == AnswerKind.Transcribed).Select(a => a.PredatesTurn));
        await ResolveAsync(floor);
        await using (var db = floor.CreateDbContext())
        {
            var truth = await db.Consensus.SingleAsync(c => c.TaskId == first[0].TaskId);
            Assert.Equal((ConsensusStatus.SentBack, bench.Scientist), (truth.Status, truth.AdjudicatedBy));
            Assert.Contains("page was turned", truth.Reason, StringComparison.Ordinal);
        }
        Assert.Equal([first[2].TaskId], (await floor.ClaimAsync(floor.Workers[0])).Select(c => c.TaskId));
        await floor.Queue.ReturnAsync(floor.Workers[0], [.. (await floor.AssignmentsAsync()).Where(a => a.Status == AssignmentStatus.Claimed).Select(a => a.Id)], default);

        var again = await floor.ClaimAsync(floor.Workers[1]);
        Assert.Equal([first[0].TaskId, first[2].TaskId], again.Select(c => c.TaskId));
        Assert.Equal((30, 120), (again[0].Width, again[0].Height));
        Assert.IsType<AnswerOutcome.Counted>(await SubmitAsync(floor, floor.Workers[1], again[0], "Total", AnswerKind.Transcribed));
        await ResolveAsync(floor);
        var result = await new BatchResults(database).ReadAsync(floor.Batch.Id).FirstAsync();
        Assert.Equal(("resolved", "Total", 1), (result.Consensus!.Status, result.Consensus.Text, result.Consensus.Votes));
        Assert.Equal([true, false], result.Answers.OrderBy(a => a.Kind == "transcribed").Select(a => a.PredatesTurn));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
        // they are asked once
        Assert.Equal(0, (await TurnAsync(page)).Tasks.AskedAgain);
    }

    [DatabaseFact]
    public async Task Every_vote_about_the_old_image_is_asked_for_again_and_votes_about_the_word_stay()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 3, workers: 5);
        foreach (var (worker, kind) in floor.Workers.Zip([AnswerKind.BadOrientation, AnswerKind.BadOrientation, AnswerKind.Transcribed]))
            await SubmitAsync(floor, worker, (await floor.ClaimAsync(worker)).Single(), kind == AnswerKind.Transcribed ? "Total" : null, kind);
        await ResolveAsync(floor);
        await TurnAsync(page);
        Assert.Equal(2, (await floor.AssignmentsAsync()).Count(a => a.Status == AssignmentStatus.Open));
        foreach (var worker in floor.Workers.Skip(3))
            await SubmitAsync(floor, worker, (await floor.ClaimAsync(worker)).Single(), "Total", AnswerKind.Transcribed);
        await ResolveAsync(floor);
        await using var db = floor.CreateDbContext();
        var truth = await db.Consensus.SingleAsync();
        Assert.Equal((ConsensusStatus.Resolved, "Total", 3, 3), (truth.Status, truth.Text, truth.Votes, truth.AgreeingVotes));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task That_a_word_lies_wrong_said_late_of_the_old_image_takes_no_place_of_those_who_see_the_new_one()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 1, workers: 2);
        var held = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await TurnAsync(page);
        Assert.IsType<AnswerOutcome.Late>(await SubmitAsync(floor, floor.Workers[0], held, null, AnswerKind.BadOrientation));
        Assert.Equal(0, await floor.Sweep.PromoteSurplusAsync(default));
        var card = (await floor.ClaimAsync(floor.Workers[1])).Single();
        Assert.IsType<AnswerOutcome.Counted>(await SubmitAsync(floor, floor.Workers[1], card, "Total", AnswerKind.Transcribed));
        await ResolveAsync(floor);
        await using var db = floor.CreateDbContext();
        Assert.Equal((ConsensusStatus.Resolved, "Total"), ((await db.Consensus.SingleAsync()).Status, (await db.Consensus.SingleAsync()).Text));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task That_a_word_lies_wrong_said_of_the_old_image_by_who_holds_the_new_one_is_asked_for_again()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 1, workers: 2);
        var old = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await TurnAsync(page);
        Assert.Single(await floor.ClaimAsync(floor.Workers[0]));
        Assert.IsType<AnswerOutcome.Late>(await SubmitAsync(floor, floor.Workers[0], old, null, AnswerKind.BadOrientation));
        Assert.Equal(1, (await floor.AssignmentsAsync()).Count(a => a.Status == AssignmentStatus.Open));
        Assert.Single(await floor.ClaimAsync(floor.Workers[1]));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_frame_of_the_old_image_is_not_believed_of_who_was_handed_the_new_one_only()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 1, workers: 2);
        // of an image that never was turned nobody can have missed a turn
        var early = (await floor.ClaimAsync(floor.Workers[1])).Single();
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[1], early.AssignmentId, null, 1, AnswerKind.BadOrientation, frame: early.Frame + 1));
        Assert.False((await floor.AnswersAsync()).Single().PredatesTurn);
        await TurnAsync(page);
        floor.Clock.Move(TimeSpan.FromMinutes(1));
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, null, 1, AnswerKind.BadOrientation, frame: card.Frame + 3));
        Assert.False((await floor.AnswersAsync()).Single(a => a.WorkerId == floor.Workers[0]).PredatesTurn);
        // one in the place of the vote about the old image, none beyond
        Assert.Equal(2, (await floor.AssignmentsAsync()).Count);
    }

    [DatabaseFact]
    public async Task An_answer_corrected_on_the_old_image_to_that_the_word_lies_wrong_waits_for_another()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 1, workers: 2);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        await SubmitAsync(floor, floor.Workers[0], card, "Total", AnswerKind.Transcribed);
        await ResolveAsync(floor);
        await TurnAsync(page);
        Assert.IsType<AnswerOutcome.Replaced>(await SubmitAsync(floor, floor.Workers[0], card, null, AnswerKind.BadOrientation, revision: 2));
        await ResolveAsync(floor);
        await using var db = floor.CreateDbContext();
        Assert.Empty(await db.Consensus.ToListAsync());
        Assert.Single(await floor.ClaimAsync(floor.Workers[1]));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_check_that_says_the_word_lies_wrong_is_handed_out_no_more()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 1, workers: 1);
        await using (var db = floor.CreateDbContext())
        {
            var task = await db.Tasks.SingleAsync();
            db.Tasks.AddRange(
                LabelingTask.OfGold(task, floor.Batch.Id, -1, null, new GoldTruth(GoldKind.Blank, AnswerKind.BadOrientation, null)),
                LabelingTask.OfGold(task, floor.Batch.Id, -2, "Total", new GoldTruth(GoldKind.Plain, AnswerKind.Transcribed, "Total")));
            await db.SaveChangesAsync();
        }
        await TurnAsync(page);
        await using (var db = floor.CreateDbContext())
            Assert.Equal([false, true], await db.Tasks.Where(t => t.IsGold).OrderBy(t => t.Sequence).Select(t => t.Gold!.IsDropped).ToListAsync());
    }

    [DatabaseFact]
    public async Task Words_that_tasks_were_cut_out_by_lie_on_the_turned_page_and_the_engines_read_it_anew()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "lies", overlap: 1, workers: 1);
        OcrRunId old;
        await using (var db = floor.CreateDbContext())
        {
            var word = await db.Words.SingleAsync();
            old = word.OcrRunId;
            await db.Tasks.ExecuteUpdateAsync(s => s.SetProperty(t => t.WordId, word.Id));
        }
        var task = (await floor.AssignmentsAsync()).Single().TaskId;
        Assert.Equal(1, (await TurnAsync(page)).Engines);
        await bench.RunAsync(bench.Queue.Enqueued[^1]);

        Assert.Equal(new[] { 1379.0, 0, 1391, 40 }, (await new BatchResults(database).ReadAsync(floor.Batch.Id).SingleAsync()).Box!);
        var strip = await new WordContext(database, bench.Blobs, bench.Reader, floor.Clock).OfTaskAsync(task, default);
        Assert.Equal((0, true), (strip!.Top, strip.Right <= 1));
        var run = Assert.Single(await new DocumentReading(database, bench.Audit).RunsAsync(page.Id, default));
        Assert.NotEqual(old, run.Id);
        Assert.Equal(["lies", "turned", "1"], (await new DocumentReading(database, bench.Audit).WordsAsync(run.Id, default)).Select(w => w.Text));

        // once more: what tasks do not use is replaced, what they use is turned further
        await TurnAsync(page);
        await using (var db = floor.CreateDbContext())
        {
            Assert.Equal([OcrRunRole.Primary, OcrRunRole.Superseded], (await db.OcrRuns.ToListAsync()).Select(r => r.Role).Order());
            Assert.Equal(old, (await db.OcrRuns.SingleAsync(r => r.Role == OcrRunRole.Superseded)).Id);
            Assert.Equal(new[] { 961.0, 1379, 1001, 1391 }, (await db.Words.SingleAsync()).Quad.Box());
        }
    }

    [DatabaseFact]
    public async Task A_crop_is_turned_as_it_is_and_the_old_one_is_deleted()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 1, workers: 1, tasks: 2);
        BlobId before;
        await using (var db = floor.CreateDbContext())
            before = await db.Tasks.Select(t => t.Image).Distinct().SingleAsync();
        await TurnAsync(page);
        await using (var db = floor.CreateDbContext())
        {
            var task = await db.Tasks.FirstAsync();
            Assert.Equal(FakeImageReader.File("a word turned by 1"), await bench.Blobs.GetAsync(task.Image, default));
            Assert.Equal((30, 120, 1), (task.Width, task.Height, task.Turns));
        }
        Assert.False(await bench.Blobs.ExistsAsync(before, default));
    }

    [DatabaseFact]
    public async Task An_image_that_cannot_be_turned_leaves_everything_as_it_is()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 1, workers: 1);
        await floor.ClaimAsync(floor.Workers[0]);
        bench.Reader.BeforeTurning = () => throw new ReaderCrashedException("The reader died.");
        Assert.Equal("The reader died.", Assert.IsType<TurnOutcome.Failed>(await bench.Turning.TurnAsync(page.Id, 1, bench.Scientist, default)).Reason);
        await using var db = floor.CreateDbContext();
        Assert.Equal((0, page.Image), ((await db.Pages.SingleAsync()).QuarterTurns, (await db.Pages.SingleAsync()).Image));
        Assert.Equal(AssignmentStatus.Claimed, (await floor.AssignmentsAsync()).Single().Status);
    }

    [DatabaseFact]
    public async Task What_is_made_while_images_are_turned_is_turned_too()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.WordTranscription, "{}", "Total", overlap: 1, workers: 1);
        var late = await bench.Blobs.PutAsync(FakeImageReader.File("late"), default);
        bench.Reader.BeforeTurning = () =>
        {
            bench.Reader.BeforeTurning = () => { };
            using var db = database.CreateDbContext();
            db.Tasks.Add(new LabelingTask(floor.Batch.Id, 5, DocumentCategory.Other, late, "image/png", 40, 12, null, "a.png, page 1", null, page.Id));
            db.SaveChanges();
        };
        Assert.Equal(2, (await TurnAsync(page)).Tasks.Cards);
        await using var after = floor.CreateDbContext();
        Assert.Equal([1, 1], await after.Tasks.Select(t => t.Turns).ToListAsync());
        Assert.Equal(1, (await after.Pages.SingleAsync()).QuarterTurns);
    }

    [DatabaseFact]
    public async Task A_decision_about_the_image_as_it_lay_is_not_taken()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.RectSelect, BoxesForm.EveryWord, null, overlap: 1, workers: 1);
        var task = (await floor.AssignmentsAsync()).Single().TaskId;
        var people = new Adjudication(floor.Transaction, floor.Activity, floor.Clock);
        await TurnAsync(page);
        Assert.IsType<AdjudicationOutcome.TurnedMeanwhile>(await people.DecideAsync(task, AnswerKind.Labeled, "[[1,2,3,4]]", Guid.NewGuid(), default, turns: 0));
        Assert.IsType<AdjudicationOutcome.Decided>(await people.DecideAsync(task, AnswerKind.Labeled, "[[1,2,3,4]]", Guid.NewGuid(), default, turns: 1));
        Assert.IsType<ReviewOutcome.ChangedMeanwhile>(await new TruthReview(floor.Transaction, database, bench.Audit, floor.Activity)
            .CorrectAsync(task, new Vote(AnswerKind.Labeled, "[]"), "why", new Vote(AnswerKind.Labeled, "[[1,2,3,4]]"), bench.Scientist, floor.Clock.Now, default, turns: 0));
    }

    [DatabaseFact]
    public async Task Answers_that_come_while_the_page_is_turned_end_on_the_turned_page()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.RectSelect, BoxesForm.EveryWord, null, overlap: 4, workers: 4, tasks: 6);
        var cards = new List<(WorkerId Worker, Card Card)>();
        foreach (var worker in floor.Workers)
            for (var card = await floor.ClaimAsync(worker); card.Count > 0; card = await floor.ClaimAsync(worker))
                cards.AddRange(card.Select(c => (worker, c)));
        Assert.Equal(24, cards.Count);
        var turn = Task.Run(() => TurnAsync(page));
        var outcomes = await Task.WhenAll(floor.Workers.Select(w => Task.Run(async () =>
        {
            var own = new List<AnswerOutcome>();
            foreach (var (_, card) in cards.Where(c => c.Worker == w))
                own.Add(await SubmitAsync(floor, w, card, "[[10,20,110,50]]"));
            return own;
        })));
        await turn;
        Assert.All(outcomes.SelectMany(o => o), o => Assert.True(o is AnswerOutcome.Counted or AnswerOutcome.Late, o.ToString()));
        Assert.Equal(24, (await floor.AnswersAsync()).Count);
        Assert.All(await floor.AnswersAsync(), a => Assert.Equal("[[1351,10,1381,110]]", a.Text));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task What_a_database_of_the_first_version_holds_is_of_images_that_were_not_turned()
    {
        var page = await ReadPageAsync();
        using var floor = await OpenAsync(page, Template.RectSelect, BoxesForm.EveryWord, null, overlap: 1, workers: 1);
        await SubmitAsync(floor, floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0])).Single(), "[[10,20,110,50]]");
        await using var db = floor.CreateDbContext();
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        await db.GetService<IMigrator>().MigrateAsync();
        Assert.Equal(0, (await db.Tasks.SingleAsync()).Turns);
        Assert.Equal(("[[10,20,110,50]]", false), ((await db.Answers.SingleAsync()).Text, (await db.Answers.SingleAsync()).PredatesTurn));
    }

    private static async Task CheckAsync(LabelingFloor floor, (int, int) size, int turns, string said)
    {
        await using var db = floor.CreateDbContext();
        foreach (var task in await db.Tasks.Where(t => t.BatchId == floor.Batch.Id).ToListAsync())
        {
            Assert.Equal((size, turns, said), ((task.Width, task.Height), task.Turns, task.PreLabelText));
            Assert.Equal(task.IsGold ? said : null, task.Gold?.Text);
        }
        Assert.All(await floor.AnswersAsync(), a => Assert.Equal((said, 0), (a.Text, a.EditDistance)));
        Assert.Equal(said, (await db.Consensus.SingleAsync(c => c.BatchId == floor.Batch.Id)).Text);
    }

    private async Task<TurnOutcome.Turned> TurnAsync(Page page, int quarterTurns = 1) => Assert.IsType<TurnOutcome.Turned>(await bench.Turning.TurnAsync(page.Id, quarterTurns, bench.Scientist, default));

    private static Task<AnswerOutcome> SubmitAsync(LabelingFloor floor, WorkerId worker, Card card, string? text, AnswerKind kind = AnswerKind.Labeled, int revision = 1) =>
        floor.SubmitAsync(worker, card.AssignmentId, text, revision, kind, frame: card.Frame);

    private Task<int> ResolveAsync(LabelingFloor floor) => new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);

    private async Task<Page> ReadPageAsync()
    {
        await bench.AddedAsync(FakeImageReader.File("lies"));
        await bench.RunAsync(bench.Queue.Enqueued[^1]);
        await using var db = database.CreateDbContext();
        return await db.Pages.AsNoTracking().SingleAsync();
    }

    /// <summary>A batch whose tasks were made of the page: of the whole of it, or words of 120 by 30 pixels.</summary>
    private async Task<LabelingFloor> OpenAsync(Page page, Template template, string form, string? preLabel, int overlap, int workers, int tasks = 1)
    {
        var floor = await LabelingFloor.OpenAsync(database, tasks, overlap, workers, preLabel: preLabel, template: template, formJson: form);
        await using var db = floor.CreateDbContext();
        var made = db.Tasks.Where(t => t.BatchId == floor.Batch.Id);
        await made.ExecuteUpdateAsync(s => s.SetProperty(t => t.PageId, page.Id));
        if (template == Template.WordTranscription)
        {
            var word = await bench.Blobs.PutAsync(FakeImageReader.File("a word"), default);
            await made.ExecuteUpdateAsync(s => s.SetProperty(t => t.Image, word));
            return floor;
        }
        var now = await db.Pages.SingleAsync(p => p.Id == page.Id);
        await made.ExecuteUpdateAsync(s => s.SetProperty(t => t.Image, now.Image!.Value).SetProperty(t => t.Width, now.Width).SetProperty(t => t.Height, now.Height));
        return floor;
    }
}

public sealed class SqliteTurnedTasksTests(SqliteDatabaseFixture database) : TurnedTasksContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlTurnedTasksTests(PostgreSqlDatabaseFixture database) : TurnedTasksContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerTurnedTasksTests(SqlServerDatabaseFixture database) : TurnedTasksContract(database), IClassFixture<SqlServerDatabaseFixture>;

public sealed class CardFrameTests
{
    [Fact]
    public void A_frame_tells_the_turns_to_the_server_alone()
    {
        var worker = WorkerId.New();
        var tasks = Enumerable.Range(0, 60).Select(_ => TaskId.New()).ToList();
        foreach (var task in tasks)
            for (var turns = 0; turns < 4; turns++)
                Assert.Equal(turns, CardFrame.TurnsOf(worker, task, CardFrame.Of(worker, task, turns)));
        Assert.Equal([0, 1, 2, 3], tasks.Select(t => CardFrame.Of(worker, t, 1)).Distinct().Order());
        Assert.Equal(0, CardFrame.TurnsOf(worker, tasks[0], null));
        Assert.InRange(CardFrame.TurnsOf(worker, tasks[0], int.MinValue), 0, 3);
    }
}
