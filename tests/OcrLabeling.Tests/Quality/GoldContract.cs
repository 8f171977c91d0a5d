using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>Tasks whose truth is known, hidden among the others.</summary>
public abstract class GoldContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task Gold_is_mixed_in_at_the_rate_that_holds_at_the_claim_and_takes_none_of_the_slots()
    {
        using var floor = await OpenAsync(database, tasks: 60, gold: 30);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        var cards = await ClaimAllAsync(floor, floor.Workers[0]);
        Assert.Equal(60, cards.Count(c => !c.IsGold));
        Assert.InRange(cards.Count(c => c.IsGold), 15, 30);
        Assert.Equal(cards.Count, cards.Select(c => c.TaskId).Distinct().Count());
        await floor.ConfigureAsync(s => s with { GoldPercent = 0 });
        Assert.DoesNotContain(await ClaimAllAsync(floor, floor.Workers[1]), c => c.IsGold);
        Assert.Equal(60, await AssignmentCountAsync(floor));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Gold_stands_anywhere_on_the_page()
    {
        using var floor = await OpenAsync(database, tasks: 60, gold: 30);
        await floor.ConfigureAsync(s => s with { GoldPercent = 30 });
        var places = new HashSet<int>();
        while (await floor.ClaimAsync(floor.Workers[0], 10) is { Count: > 0 } page)
            places.UnionWith(page.Index().Where(c => c.Item.IsGold).Select(c => c.Index));
        Assert.True(places.Count >= 4, $"only at {string.Join(", ", places)}");
    }

    [DatabaseFact]
    public async Task A_page_given_back_comes_again_as_it_was()
    {
        using var floor = await OpenAsync(database, tasks: 40, gold: 30);
        await floor.ConfigureAsync(s => s with { GoldPercent = 40 });
        var worker = floor.Workers[0];
        var page = await floor.ClaimAsync(worker, 10);
        for (var reload = 0; reload < 3; reload++)
        {
            Assert.Contains(page, c => c.IsGold);
            await floor.Queue.ReturnAsync(worker, [.. page.Select(c => c.AssignmentId)], default);
            var again = await floor.ClaimAsync(worker, 10);
            Assert.Equal(page.Select(c => (c.TaskId, c.PreLabel)), again.Select(c => (c.TaskId, c.PreLabel)));
            page = again;
        }
        await floor.Queue.SkipAsync(worker, page.First(c => c.IsGold).AssignmentId, SkipReason.CannotJudge, null, default);
        await floor.Queue.ReturnAsync(worker, [.. page.Select(c => c.AssignmentId)], default);
        Assert.DoesNotContain(await ClaimAllAsync(floor, worker), c => c.TaskId == page.First(g => g.IsGold).TaskId);
    }

    [DatabaseFact]
    public async Task Where_a_page_is_one_card_gold_comes_too_and_never_last()
    {
        using var floor = await OpenAsync(database, tasks: 30, gold: 20);
        await floor.ConfigureAsync(s => s with { GoldPercent = 40 });
        var cards = new List<Card>();
        while (await floor.ClaimAsync(floor.Workers[0], 1) is [var card])
            cards.Add(card);
        Assert.Equal(30, cards.Count(c => !c.IsGold));
        Assert.InRange(cards.Count(c => c.IsGold), 4, 20);
        Assert.True(cards[^1].Sequence >= 0);
        Assert.Equal(cards.Count, cards.Select(c => c.TaskId).Distinct().Count());
        Assert.Single(cards.Select(c => c.AssignmentId.ToString()[..8]).Distinct());
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task The_age_of_a_key_does_not_tell_gold()
    {
        using var floor = await OpenAsync(database, tasks: 20, gold: 20);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        var cards = await floor.ClaimAsync(floor.Workers[0], 10);
        Assert.Subset(cards.Where(c => !c.IsGold).Select(Age).ToHashSet(), cards.Where(c => c.IsGold).Select(Age).ToHashSet());

        static string Age(Card card) => card.AssignmentId.ToString()[..13];
    }

    [DatabaseTheory]
    [InlineData(Template.WordTranscription, "{}", "Total")]
    [InlineData(Template.RectSelect, BoxesForm.EveryWord, "[[5,5,30,20]]")]
    [InlineData(Template.PageOrientation, "{}", "90")]
    [InlineData(Template.Classification, """{"labels":["letter","form"]}""", """["form"]""")]
    public async Task Where_cards_begin_empty_gold_does(Template template, string formJson, string truth)
    {
        using var floor = await OpenAsync(database, tasks: 20, gold: 20, corruptedPercent: 50, template: template, formJson: formJson, truth: truth, begins: false);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        var cards = await ClaimAllAsync(floor, floor.Workers[0]);
        Assert.Contains(cards, c => c.IsGold);
        Assert.All(cards, c => Assert.Null(c.PreLabel));
    }

    [DatabaseFact]
    public async Task Answers_to_gold_are_judged_and_counted_apart()
    {
        using var floor = await OpenAsync(database, tasks: 20, gold: 20, corruptedPercent: 50, blankPercent: 25);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        var cards = await ClaimAllAsync(floor, floor.Workers[0]);
        // accepts whatever is there, types nonsense where nothing is
        foreach (var card in cards)
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, card.PreLabel ?? "nonsense");
        await using var db = floor.CreateDbContext();
        var totals = await db.WorkTotals.SingleAsync(t => t.BatchId == floor.Batch.Id && t.WorkerId == floor.Workers[0]);
        var gold = await db.Tasks.Where(t => t.BatchId == floor.Batch.Id && t.IsGold).ToListAsync();
        var seen = gold.Where(g => cards.Any(c => c.TaskId == g.Id)).ToList();
        Assert.Equal((20, seen.Count), (totals.Counted, totals.Gold));
        Assert.Equal(seen.Count(g => g.Gold!.Kind == GoldKind.Plain), totals.GoldRight);
        Assert.Equal((seen.Count(g => g.Gold!.Kind == GoldKind.Corrupted), 0), (totals.Corrupted, totals.Caught));
        Assert.All(gold.Where(g => g.Gold!.Kind == GoldKind.Corrupted), g => Assert.NotEqual(g.Gold!.Text, g.PreLabelText));
        Assert.All(gold.Where(g => g.Gold!.Kind == GoldKind.Blank), g => Assert.Null(g.PreLabelText));
        Assert.Equal((10, 5), (gold.Count(g => g.Gold!.Kind == GoldKind.Corrupted), gold.Count(g => g.Gold!.Kind == GoldKind.Blank)));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_revised_gold_answer_is_judged_again()
    {
        using var floor = await OpenAsync(database, tasks: 20, gold: 20);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        var card = (await floor.ClaimAsync(floor.Workers[0])).First(c => c.IsGold);
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "wrong");
        Assert.Equal((1, 0), await GoldAsync(floor, floor.Workers[0]));
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total", revision: 2);
        Assert.Equal((1, 1), await GoldAsync(floor, floor.Workers[0]));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_returned_gold_card_never_opens_and_a_late_answer_to_it_is_judged_all_the_same()
    {
        using var floor = await OpenAsync(database, tasks: 20, gold: 20);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        var card = (await floor.ClaimAsync(floor.Workers[0])).First(c => c.IsGold);
        await floor.Queue.ReturnAsync(floor.Workers[0], [card.AssignmentId], default);
        Assert.Equal(AssignmentStatus.Withdrawn, (await floor.AssignmentsAsync()).Single(a => a.Id == card.AssignmentId).Status);
        Assert.Equal(20, await AssignmentCountAsync(floor));
        // as an answer to any other card would that nobody has taken meanwhile
        Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total"));
        Assert.Equal((1, 1), await GoldAsync(floor, floor.Workers[0]));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task A_worker_surely_below_the_floor_is_paused_and_a_person_can_let_him_go_on()
    {
        using var floor = await OpenAsync(database, tasks: 60, gold: 30);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50, GoldFloorPercent = 80 });
        ClaimOutcome outcome;
        while ((outcome = await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default)) is ClaimOutcome.Claimed { Cards: var cards })
            foreach (var card in cards)
                await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "wrong");
        // 0 of 16: the interval reaches up to 19.4 %; already 0 of 4 reaches no higher than 49 %
        Assert.Contains("80 % are asked for", Assert.IsType<ClaimOutcome.WorkerPaused>(outcome).Reason, StringComparison.Ordinal);
        Assert.NotEmpty(await floor.ClaimAsync(floor.Workers[1]));
        var supervision = Supervision(floor);
        await supervision.LiftAsync(floor.Batch.Id, floor.Workers[0], Guid.NewGuid(), default);
        var more = await floor.ClaimAsync(floor.Workers[0]);
        foreach (var card in more)
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "wrong");
        Assert.IsNotType<ClaimOutcome.WorkerPaused>(await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default));
        await supervision.PauseAsync(floor.Batch.Id, floor.Workers[0], "Enough.", Guid.NewGuid(), default);
        Assert.Equal(new ClaimOutcome.WorkerPaused("Enough."), await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default));
    }

    [DatabaseFact]
    public async Task The_team_takes_cards_back()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3);
        await floor.ClaimAsync(floor.Workers[0]);
        Assert.Equal(3, await Supervision(floor).TakeCardsBackAsync(floor.Batch.Id, floor.Workers[0], default));
        Assert.Equal(3, (await floor.ClaimAsync(floor.Workers[1])).Count);
    }

    [DatabaseFact]
    public async Task Weighed_votes_resolve_with_one_answer_or_ask_for_more_or_give_up()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3, overlap: 1, workers: 4);
        await floor.ConfigureAsync(s => s with { AcceptPercent = 95, MaxAnswers = 3 });
        var resolver = new ConsensusResolver(database, floor.Transaction, floor.Clock);
        string[][] said = [["Total", "Total", "Total"], ["Tota1", "Totai", "Tofal"], ["Tota1", "Tota1", "Tota1"]];
        for (var round = 0; round < 4; round++)
        {
            foreach (var card in await floor.ClaimAsync(floor.Workers[round]))
                await floor.SubmitAsync(floor.Workers[round], card.AssignmentId, said[card.Sequence][Math.Min(round, 2)]);
            await resolver.ResolveAsync(floor.Batch.Id, default);
        }
        await using var db = floor.CreateDbContext();
        var truths = await (from c in db.Consensus join t in db.Tasks on c.TaskId equals t.Id where c.BatchId == floor.Batch.Id orderby t.Sequence select new { c.Status, c.Text, c.Votes }).ToListAsync();
        Assert.Equal((ConsensusStatus.Resolved, "Total"), (truths[0].Status, truths[0].Text));
        Assert.InRange(truths[0].Votes, 1, 2);
        Assert.Equal((ConsensusStatus.Disputed, 3), (truths[1].Status, truths[1].Votes));
        Assert.Equal((ConsensusStatus.Resolved, "Tota1"), (truths[2].Status, truths[2].Text));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseTheory]
    [InlineData(Template.RectSelect, BoxesForm.EveryWord, "[[5,5,30,20],[40,5,70,20],[80,5,110,20]]")]
    [InlineData(Template.DocumentTranscription, "{}", """[{"text":"Total","box":[5,5,40,20],"line":0},{"text":"12.50","box":[60,5,100,20],"line":0}]""")]
    [InlineData(Template.PageOrientation, "{}", "90")]
    [InlineData(Template.Classification, """{"labels":["letter","form"]}""", """["form"]""")]
    [InlineData(Template.DocumentCorners, "{}", "[[5,2],[115,3],[112,28],[4,27]]")]
    [InlineData(Template.Custom, """{"fields":[{"type":"choice","name":"kind","options":["a","b"]},{"type":"text","name":"total"}]}""", """{"kind":"a","total":"12.50"}""")]
    public async Task Who_only_presses_Enter_is_caught_whatever_is_asked(Template template, string formJson, string truth)
    {
        using var floor = await OpenAsync(database, tasks: 20, gold: 20, corruptedPercent: 50, blankPercent: 10, template, formJson, truth);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        var (lazy, careful) = (floor.Workers[0], floor.Workers[1]);
        foreach (var card in await ClaimAllAsync(floor, lazy))
            await floor.SubmitAsync(lazy, card.AssignmentId, card.PreLabel ?? truth, kind: AnswerKind.Labeled);
        foreach (var card in await ClaimAllAsync(floor, careful))
            await floor.SubmitAsync(careful, card.AssignmentId, truth, kind: AnswerKind.Labeled);
        await using var db = floor.CreateDbContext();
        var kinds = await db.Tasks.Where(t => t.BatchId == floor.Batch.Id && t.IsGold).GroupBy(t => t.Gold!.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        // none begins blank among cards that do not
        Assert.Equal((10, 0, 10), (kinds[GoldKind.Corrupted], kinds.GetValueOrDefault(GoldKind.Blank), kinds[GoldKind.Plain]));
        var totals = await db.WorkTotals.Where(t => t.BatchId == floor.Batch.Id).ToDictionaryAsync(t => t.WorkerId);
        Assert.Equal((totals[lazy].Gold - totals[lazy].Corrupted, 0), (totals[lazy].GoldRight, totals[lazy].Caught));
        Assert.InRange(totals[lazy].Corrupted, 1, 10);
        Assert.Equal((totals[careful].Gold, totals[careful].Corrupted), (totals[careful].GoldRight, totals[careful].Caught));
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Gold_is_taken_only_from_batches_that_ask_for_the_same()
    {
        using var five = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2, template: Template.RectSelect, formJson: """{"words":5}""");
        using var all = await LabelingFloor.OpenAsync(database, tasks: 1, template: Template.RectSelect, formJson: BoxesForm.EveryWord);
        var outcome = await new GoldBox(all.Transaction, new AuditLog(database, all.Clock), all.Activity).AddAsync(all.Batch.Id, new GoldDraft(five.Batch.Id, 1, 0, 0), Guid.NewGuid(), default);
        Assert.Contains("other settings", Assert.IsType<AddGoldOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Gold_of_the_batch_itself_stands_where_its_original_stood_and_that_is_asked_no_more()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 40, overlap: 2, preLabel: "Total");
        int[] settled = [3, 12, 21, 30];
        await SettleAsync(floor, settled);
        Assert.Equal(new AddGoldOutcome.Added(4), await AddOwnAsync(floor, new GoldDraft(floor.Batch.Id, 4, 0, 0)));
        await floor.ConfigureAsync(s => s with { GoldPercent = 30 });
        var cards = await ClaimAllAsync(floor, floor.Workers[0]);
        Assert.Equal(Enumerable.Range(0, 40).Except(settled), cards.Where(c => !c.IsGold).Select(c => c.Sequence));
        var gold = cards.Index().Where(c => c.Item.IsGold).ToList();
        Assert.InRange(gold.Count, 2, 4);
        // most stand exactly in their places; one that was drawn for another page stands at its edge
        Assert.Contains(gold, g => g.Index > 0 && cards[g.Index - 1].Sequence == g.Item.Place - 1);
        Assert.All(gold, g => Assert.Contains(g.Item.Place!.Value, settled));
        await using var db = floor.CreateDbContext();
        Assert.Equal(36 * 2, await db.Batches.Where(b => b.Id == floor.Batch.Id).Select(b => b.AssignmentCount).SingleAsync());
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
    }

    [DatabaseFact]
    public async Task Nobody_meets_a_card_and_the_check_made_of_it()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 20, overlap: 3, preLabel: "Total");
        var early = floor.Workers[0];
        foreach (var card in await floor.ClaimAsync(early, 10))
            await floor.SubmitAsync(early, card.AssignmentId, "Total");
        await SettleAsync(floor, [.. Enumerable.Range(0, 10)]);
        await AddOwnAsync(floor, new GoldDraft(floor.Batch.Id, 10, 0, 0));
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        Assert.DoesNotContain(await ClaimAllAsync(floor, early), c => c.IsGold);
        Assert.Contains(await ClaimAllAsync(floor, floor.Workers[1]), c => c.IsGold);
    }

    [DatabaseFact]
    public async Task Blank_cards_occur_among_real_ones_where_checks_begin_blank()
    {
        using var floor = await OpenAsync(database, tasks: 300, gold: 30, blankPercent: 20);
        await floor.ConfigureAsync(s => s with { GoldPercent = 10 });
        var cards = await ClaimAllAsync(floor, floor.Workers[0]);
        var (blank, checks) = (cards.Count(c => c.PreLabel is null && !c.IsGold), cards.Count(c => c.PreLabel is null && c.IsGold));
        Assert.InRange(blank, 3 * checks * 2 / 3, 60);
        Assert.True(blank > 0 && checks > 0, $"{blank} and {checks}");
        // what is typed from blank is typed, and owes nothing to the machine
        var card = cards.First(c => c.PreLabel is null && !c.IsGold);
        await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, "Total");
        Assert.Equal(PreLabelRelation.Typed, (await floor.AnswersAsync()).Single(a => a.AssignmentId == card.AssignmentId).Relation);
    }

    [DatabaseFact]
    public async Task Where_no_check_begins_blank_no_other_card_does()
    {
        using var floor = await OpenAsync(database, tasks: 100, gold: 10, corruptedPercent: 50);
        await floor.ConfigureAsync(s => s with { GoldPercent = 10 });
        Assert.DoesNotContain(await ClaimAllAsync(floor, floor.Workers[0]), c => c.PreLabel is null);
    }

    [DatabaseTheory]
    [InlineData(Template.DocumentTranscription, "{}", """[{"text":"Total","box":[5,5,40,20],"line":0,"confidence":0.9}]""", """[{"text":"Total","box":[5,5,40,20],"line":0}]""")]
    [InlineData(Template.Custom, Reads, """{"word":"Total"}""", """{"word":"Total","kind":"a"}""")]
    public async Task What_cards_begin_with_tells_no_gold_where_a_machine_has_read(Template template, string formJson, string reading, string truth)
    {
        using var floor = await OpenAsync(database, tasks: 40, gold: 20, corruptedPercent: 40, blankPercent: 30, template, formJson, truth, reading: reading);
        await floor.ConfigureAsync(s => s with { GoldPercent = 50 });
        var cards = await ClaimAllAsync(floor, floor.Workers[0]);
        Assert.Contains(cards, c => c.IsGold && c.PreLabel != reading);
        // the same fields with the same kinds of values, whatever these say
        var shape = Shape(reading);
        Assert.All(cards, c => Assert.Equal(shape, c.PreLabel is null ? null : Shape(c.PreLabel)));
        // who lets a wrong reading pass has not caught it, whatever else was filled in
        foreach (var card in cards.Where(c => c.IsGold))
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, template == Template.Custom ? card.PreLabel!.Replace("}", ""","kind":"a"}""", StringComparison.Ordinal) : card.PreLabel, kind: AnswerKind.Labeled);
        await using var db = floor.CreateDbContext();
        var totals = await db.WorkTotals.SingleAsync(t => t.BatchId == floor.Batch.Id && t.WorkerId == floor.Workers[0]);
        Assert.Equal((totals.Gold - totals.Corrupted, 0), (totals.GoldRight, totals.Caught));
        Assert.True(totals.Corrupted > 0);

        static string Shape(string preLabel) => ShapeOf(JsonElement.Parse(preLabel));

        static string ShapeOf(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(p => $"{p.Name}:{ShapeOf(p.Value)}"))}}}",
            JsonValueKind.Array => $"[{string.Join('|', value.EnumerateArray().Select(ShapeOf).Distinct())}]",
            var kind => kind.ToString(),
        };
    }

    [DatabaseFact]
    public async Task A_flag_begins_with_what_the_machine_read_and_not_blank()
    {
        using var source = await LabelingFloor.OpenAsync(database, 10, overlap: 2, preLabel: "?:;", image: new Core.Storage.BlobId(new string('b', 64)));
        foreach (var worker in source.Workers)
            foreach (var card in await ClaimAllAsync(source, worker))
                await source.SubmitAsync(worker, card.AssignmentId, null, kind: AnswerKind.Unreadable);
        await new ConsensusResolver(database, source.Transaction, source.Clock).ResolveAsync(source.Batch.Id, default);
        using var floor = await LabelingFloor.OpenAsync(database, 20, preLabel: "Total");
        Assert.Equal(new AddGoldOutcome.Added(10), await new GoldBox(floor.Transaction, new AuditLog(database, floor.Clock), floor.Activity).AddAsync(floor.Batch.Id, new GoldDraft(source.Batch.Id, 10, 50, 0), Guid.NewGuid(), default));
        await using var db = floor.CreateDbContext();
        Assert.All(await db.Tasks.Where(t => t.BatchId == floor.Batch.Id && t.IsGold).ToListAsync(), t => Assert.Equal((GoldKind.Corrupted, "?:;"), (t.Gold!.Kind, t.PreLabelText)));
    }

    [DatabaseFact]
    public async Task What_no_machine_has_read_is_no_gold_where_all_other_cards_begin_with_a_reading()
    {
        const string Truth = """[{"text":"Total","box":[5,5,40,20],"line":0}]""";
        using var source = await LabelingFloor.OpenAsync(database, 2, overlap: 2, preLabel: null, image: new Core.Storage.BlobId(new string('b', 64)), template: Template.DocumentTranscription);
        foreach (var worker in source.Workers)
            foreach (var card in await ClaimAllAsync(source, worker))
                await source.SubmitAsync(worker, card.AssignmentId, Truth, kind: AnswerKind.Labeled);
        await new ConsensusResolver(database, source.Transaction, source.Clock).ResolveAsync(source.Batch.Id, default);
        using var floor = await LabelingFloor.OpenAsync(database, 2, overlap: 2, preLabel: Truth, template: Template.DocumentTranscription);
        var outcome = await new GoldBox(floor.Transaction, new AuditLog(database, floor.Clock), floor.Activity).AddAsync(floor.Batch.Id, new GoldDraft(source.Batch.Id, 2, 0, 20), Guid.NewGuid(), default);
        Assert.Contains("begin with the machine's reading", Assert.IsType<AddGoldOutcome.Refused>(outcome).Reason, StringComparison.Ordinal);
    }

    private const string Reads = """{"fields":[{"type":"text","name":"word","prefill":true},{"type":"choice","name":"kind","options":["a","b"]}]}""";

    private static async Task SettleAsync(LabelingFloor floor, int[] sequences)
    {
        List<TaskId> tasks;
        await using (var db = floor.CreateDbContext())
            tasks = await db.Tasks.Where(t => t.BatchId == floor.Batch.Id && sequences.Contains(t.Sequence)).Select(t => t.Id).ToListAsync();
        foreach (var task in tasks)
            await new Adjudication(floor.Transaction, floor.Activity, floor.Clock).DecideAsync(task, AnswerKind.Transcribed, "Total", Guid.NewGuid(), default);
    }

    private Task<AddGoldOutcome> AddOwnAsync(LabelingFloor floor, GoldDraft draft) =>
        new GoldBox(floor.Transaction, new AuditLog(database, floor.Clock), floor.Activity).AddAsync(floor.Batch.Id, draft, Guid.NewGuid(), default);

    private WorkerSupervision Supervision(LabelingFloor floor) => new(floor.Transaction, database, floor.Queue, new AuditLog(database, floor.Clock), floor.Activity, floor.Clock);

    /// <summary>A batch with gold out of another one that two people have answered alike.</summary>
    internal static async Task<LabelingFloor> OpenAsync(
        DatabaseFixture database, int tasks, int gold, int corruptedPercent = 0, int blankPercent = 0, Template template = Template.WordTranscription, string formJson = "{}", string truth = "Total",
        bool begins = true, string? reading = null)
    {
        var kind = LabelingTemplate.Of(template).Main;
        using var source = await LabelingFloor.OpenAsync(database, gold, overlap: 2, preLabel: reading ?? truth, image: new Core.Storage.BlobId(new string('b', 64)), template: template, formJson: formJson);
        foreach (var worker in source.Workers)
            foreach (var card in await ClaimAllAsync(source, worker))
                await source.SubmitAsync(worker, card.AssignmentId, truth, kind: kind);
        await new ConsensusResolver(database, source.Transaction, source.Clock).ResolveAsync(source.Batch.Id, default);
        var floor = await LabelingFloor.OpenAsync(database, tasks, overlap: template == Template.WordTranscription ? 1 : 2, preLabel: begins ? reading ?? truth : null, template: template, formJson: formJson);
        var outcome = await new GoldBox(floor.Transaction, new AuditLog(database, floor.Clock), floor.Activity)
            .AddAsync(floor.Batch.Id, new GoldDraft(source.Batch.Id, gold, corruptedPercent, blankPercent), Guid.NewGuid(), default);
        Assert.Equal(new AddGoldOutcome.Added(gold), outcome);
        return floor;
    }

    internal static async Task<List<Card>> ClaimAllAsync(LabelingFloor floor, WorkerId worker)
    {
        var cards = new List<Card>();
        while (await floor.ClaimAsync(worker, 10) is { Count: > 0 } page)
            cards.AddRange(page);
        return cards;
    }

    private static async Task<int> AssignmentCountAsync(LabelingFloor floor)
    {
        await using var db = floor.CreateDbContext();
        return await db.Batches.Where(b => b.Id == floor.Batch.Id).Select(b => b.AssignmentCount).SingleAsync();
    }

    private static async Task<(int, int)> GoldAsync(LabelingFloor floor, WorkerId worker)
    {
        await using var db = floor.CreateDbContext();
        var totals = await db.WorkTotals.SingleAsync(t => t.BatchId == floor.Batch.Id && t.WorkerId == worker);
        return (totals.Gold, totals.GoldRight);
    }
}

public sealed class SqliteGoldTests(SqliteDatabaseFixture database) : GoldContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlGoldTests(PostgreSqlDatabaseFixture database) : GoldContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerGoldTests(SqlServerDatabaseFixture database) : GoldContract(database), IClassFixture<SqlServerDatabaseFixture>;
