using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Tests.Workers;

namespace OcrLabeling.Tests.Labeling;

public abstract class BatchPlanningContract(DatabaseFixture database) : IAsyncLifetime, IDisposable
{
    private readonly ManualClock clock = new();
    private readonly MemoryBlobStore blobs = new();
    private readonly RecordingJobQueue queue = new();
    private readonly FakeImageReader reader = new();
    private readonly WriteTransaction transaction = new(database);

    private BatchPlanning Planning => new(database, transaction, new StoredArchive(blobs), queue, new AuditLog(database, clock), clock);

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        transaction.Dispose();
        GC.SuppressFinalize(this);
    }

    [DatabaseFact]
    public async Task The_preview_counts_words_of_the_latest_successful_run_of_each_page()
    {
        var document = await AddDocumentAsync(pages: 2);
        await ReadAsync(document, 1, "ppocr", 0.2, 0.4, 0.9);
        await ReadAsync(document, 1, "ppocr", 0.3, 0.95);
        await ReadAsync(document, 1, "tesseract", 0.3, 0.3, 0.3, 0.3);
        Assert.Equal(new BatchPreview(2, 1, 1, 1, Privacy.Public), await Planning.PreviewAsync(Words(), default));
        Assert.Equal(new BatchPreview(1, 1, 1, 1, Privacy.Public), await Planning.PreviewAsync(Words() with { MaxConfidence = 0.3 }, default));
        Assert.Equal(0, (await Planning.PreviewAsync(Words() with { Category = DocumentCategory.Screenshots }, default)).Tasks);
        Assert.Equal(0, (await Planning.PreviewAsync(Words() with { Documents = [] }, default)).Tasks);
        Assert.Equal(2, (await Planning.PreviewAsync(Words() with { Documents = [document.Id] }, default)).Tasks);
    }

    [DatabaseFact]
    public async Task The_preview_tells_pages_that_are_being_read_from_those_nobody_reads()
    {
        var document = await AddDocumentAsync(pages: 3);
        await ReadAsync(document, 1, "ppocr", 0.9);
        await using (var db = database.CreateDbContext())
        {
            db.OcrRuns.Add(new OcrRun(document.Pages.Single(p => p.Number == 2).Id, "ppocr", OcrRunRole.Primary, clock.Now));
            await db.SaveChangesAsync();
        }
        var preview = await Planning.PreviewAsync(Words(), default);
        Assert.Equal((2, 1), (preview.PagesUnread, preview.PagesBeingRead));
    }

    [DatabaseFact]
    public async Task Every_fault_of_a_draft_is_listed()
    {
        var outcome = await Planning.CreateAsync(new BatchDraft { Overlap = 10, LeaseMinutes = 0, Selection = Words() with { MinConfidence = 0.9, MaxConfidence = 0.1, EngineId = "" } }, Guid.NewGuid(), default);
        var refused = Assert.IsType<CreateBatchOutcome.Refused>(outcome);
        Assert.Equal(
            ["EngineId", "LeaseMinutes", "MinConfidence", "Name", "Overlap", "PoolId", "Selection"], refused.Faults.Select(f => f.Field).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(queue.Enqueued);
    }

    [DatabaseTheory]
    [InlineData(PoolKind.Contractors, true, true)]
    [InlineData(PoolKind.Contractors, false, false)]
    [InlineData(PoolKind.Crowd, true, false)]
    [InlineData(PoolKind.Crowd, false, false)]
    public async Task Donated_documents_reach_neither_a_crowd_nor_a_pool_without_an_agreement(PoolKind kind, bool hasNda, bool made)
    {
        await ReadAsync(await AddDocumentAsync(privacy: Privacy.Donated), 1, "ppocr", 0.5);
        var outcome = await Planning.CreateAsync(await DraftAsync(kind, hasNda), Guid.NewGuid(), default);
        Assert.Equal(made, outcome is CreateBatchOutcome.Created);
        if (outcome is CreateBatchOutcome.Refused refused)
            Assert.Equal(nameof(BatchDraft.PoolId), Assert.Single(refused.Faults).Field);
        Assert.Throws<ArgumentException>(() => new Batch(
            "b", Template.WordTranscription, new Pool("crowd", PoolKind.Crowd, clock.Now), 1, 1, "", true, Privacy.Donated, "{}", Guid.NewGuid(), clock.Now));
    }

    [DatabaseFact]
    public async Task A_name_is_used_once()
    {
        await ReadAsync(await AddDocumentAsync(), 1, "ppocr", 0.5);
        var draft = await DraftAsync();
        Assert.IsType<CreateBatchOutcome.Created>(await Planning.CreateAsync(draft, Guid.NewGuid(), default));
        var refused = Assert.IsType<CreateBatchOutcome.Refused>(await Planning.CreateAsync(draft, Guid.NewGuid(), default));
        Assert.Equal(nameof(BatchDraft.Name), Assert.Single(refused.Faults).Field);
    }

    [DatabaseFact]
    public async Task Of_many_who_give_one_name_at_once_one_makes_the_batch()
    {
        var folder = new WordFolder("words.zip", [new WordImage("a.png", FakeImageReader.File("a"), null, null)], []);
        var draft = await DraftAsync() with { Selection = new TaskSelection.WordImages(folder, DocumentCategory.Other, Privacy.Public, null, UseTexts: false) };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Planning.CreateAsync(draft, Guid.NewGuid(), default))));
        Assert.Single(outcomes.OfType<CreateBatchOutcome.Created>());
        Assert.All(outcomes.OfType<CreateBatchOutcome.Refused>(), r => Assert.Equal(nameof(BatchDraft.Name), Assert.Single(r.Faults).Field));
        // of the uploads the winner's is left: a chunk and its list
        Assert.Equal(2, blobs.Ids.Count);
    }

    [DatabaseFact]
    public async Task Preparing_makes_a_task_of_each_word_and_opens_the_batch()
    {
        var document = await AddDocumentAsync(pages: 2);
        await ReadAsync(document, 2, "ppocr", 0.7);
        await ReadAsync(document, 1, "ppocr", 0.5, 0.6, 0.99);
        var batch = await CreateAsync(await DraftAsync() with { Overlap = 2, Selection = Words() with { MaxConfidence = 0.9 } });
        Assert.Equal([new JobSubject(JobKind.PrepareBatch, batch.Value)], queue.Enqueued);
        await PrepareAsync(batch);

        await using var db = database.CreateDbContext();
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.BatchId == batch).OrderBy(t => t.Sequence).ToListAsync();
        Assert.Equal([(0, "page 1 word 0", 0.5), (1, "page 1 word 1", 0.6), (2, "page 2 word 0", 0.7)], tasks.Select(t => (t.Sequence, t.PreLabelText!, t.PreLabelConfidence!.Value)));
        Assert.All(tasks, t => Assert.Equal(("ppocr", "ppocr-1", DocumentCategory.RegisterTapes), (t.PreLabelEngineId!, t.PreLabelEngineVersion!, t.Category)));
        Assert.Equal("scan.png, page 2", tasks[2].Source);
        Assert.Equal(6, await db.Assignments.CountAsync(a => a.BatchId == batch && a.Status == AssignmentStatus.Open));
        var opened = await db.Batches.SingleAsync(b => b.Id == batch);
        Assert.Equal((BatchStatus.Open, 3, JobStatus.Succeeded), (opened.Status, opened.TaskCount, opened.Preparation.Status));
    }

    [DatabaseFact]
    public async Task A_reading_too_long_for_a_card_is_kept_whole_and_left_out_by_name()
    {
        var reading = new string('x', Transcription.MaxLength + 834);
        var document = await AddDocumentAsync(pages: 2);
        await ReadAsync(document, 1, "ppocr", ("one", 0.5), (reading, 0.5), ("three", 0.5));
        await ReadAsync(document, 2, "ppocr", (reading, 0.5));
        const string Reason = "scan.png, page 1: word 2 was read as 1,234 characters; a card holds at most 400";
        var preview = await Planning.PreviewAsync(Words(), default);
        Assert.Equal((2, 1), (preview.Tasks, preview.Pages));
        Assert.Equal([Reason, "scan.png, page 2: word 1 was read as 1,234 characters; a card holds at most 400"], preview.TooLarge.Order(StringComparer.Ordinal));
        var pages = await Planning.PreviewAsync(new TaskSelection.DocumentPages(null, null, "ppocr"), default);
        Assert.Equal((0, 2), (pages.Tasks, pages.TooLarge.Count));
        Assert.Contains(Reason, pages.TooLarge);

        var batch = await CreateAsync(await DraftAsync());
        await PrepareAsync(batch);
        await using var db = database.CreateDbContext();
        Assert.Equal(["one", "three"], await db.Tasks.Where(t => t.BatchId == batch).OrderBy(t => t.Sequence).Select(t => t.PreLabelText).ToListAsync());
        Assert.Equal($"1 left out: {Reason}", (await db.Batches.SingleAsync(b => b.Id == batch)).PreparationNote);
        Assert.Equal(2, await db.Words.CountAsync(w => w.Text == reading));
    }

    [DatabaseFact]
    public async Task What_is_left_out_is_named_as_far_as_there_is_room_and_counted()
    {
        var bad = Enumerable.Range(0, 300).Select(i => new WordImage($"{i:000}{new string('n', 40)}.png", "junk"u8.ToArray(), null, null));
        var folder = new WordFolder(new string('z', 255) + ".zip", [.. bad, new WordImage(new string('p', 260), FakeImageReader.File("a"), "alpha", null)], []);
        var batch = await CreateAsync(await DraftAsync() with { Selection = new TaskSelection.WordImages(folder, DocumentCategory.Other, Privacy.Public, null, UseTexts: true) });
        await PrepareAsync(batch);
        await using var db = database.CreateDbContext();
        var note = (await db.Batches.SingleAsync(b => b.Id == batch)).PreparationNote!;
        Assert.StartsWith("300 left out: 000n", note, StringComparison.Ordinal);
        Assert.Matches("; and [0-9]+ more$", note);
        Assert.EndsWith(new string('p', 260), (await db.Tasks.SingleAsync(t => t.BatchId == batch)).Source, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task An_image_whose_reading_no_card_can_hold_begins_blank()
    {
        var folder = new WordFolder("words.zip", [new WordImage("a.png", FakeImageReader.File(new string('x', Transcription.MaxLength + 1)), null, null)], []);
        var batch = await CreateAsync(await DraftAsync() with { Selection = new TaskSelection.WordImages(folder, DocumentCategory.Other, Privacy.Public, null, UseTexts: false, "ppocr") });
        await PrepareAsync(batch);
        await using var db = database.CreateDbContext();
        Assert.Null((await db.Tasks.SingleAsync(t => t.BatchId == batch)).PreLabelText);
        Assert.Equal(
            "1 left out: the reading of a.png, whose card begins blank: word 1 was read as 401 characters; a card holds at most 400", (await db.Batches.SingleAsync(b => b.Id == batch)).PreparationNote);
    }

    [DatabaseFact]
    public async Task Words_on_custom_cards_begin_with_the_reading_where_the_form_takes_it()
    {
        await ReadAsync(await AddDocumentAsync(), 1, "ppocr", 0.5);
        var batch = await CreateAsync(await DraftAsync() with { Template = Template.Custom, FormJson = CustomSchema.Examples[1].Json });
        await PrepareAsync(batch);
        var plain = await CreateAsync(await DraftAsync() with { Template = Template.Custom, FormJson = """{"fields":[{"type":"text","name":"note"}]}""" });
        await PrepareAsync(plain);
        await using var db = database.CreateDbContext();
        var task = await db.Tasks.AsNoTracking().SingleAsync(t => t.BatchId == batch);
        Assert.Equal(("""{"word":"page 1 word 0"}""", 0.5, "ppocr"), (task.PreLabelText!, task.PreLabelConfidence!.Value, task.PreLabelEngineId!));
        Assert.Null((await db.Tasks.AsNoTracking().SingleAsync(t => t.BatchId == plain)).PreLabelText);
    }

    [DatabaseTheory]
    [InlineData(Template.DocumentTranscription, "{}", true)]
    [InlineData(Template.RectSelect, BoxesForm.EveryWord, false)]
    [InlineData(Template.DocumentCorners, "{}", false)]
    [InlineData(Template.PageOrientation, "{}", false)]
    public async Task Each_page_becomes_a_task_and_begins_with_the_words_read_on_it_where_words_are_asked(Template template, string formJson, bool withWords)
    {
        var document = await AddDocumentAsync(pages: 2);
        await ReadAsync(document, 1, "ppocr", 0.5, 0.25);
        await ReadAsync(document, 1, "ppocr", 0.75, 0.5);
        await ReadAsync(document, 1, "tesseract", 0.9);
        var batch = await CreateAsync(await DraftAsync() with { Template = template, FormJson = formJson, Selection = new TaskSelection.DocumentPages(null, null, "ppocr") });
        await PrepareAsync(batch);
        await using var db = database.CreateDbContext();
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.BatchId == batch).OrderBy(t => t.Sequence).ToListAsync();
        Assert.Equal(["scan.png, page 1", "scan.png, page 2"], tasks.Select(t => t.Source));
        Assert.Null(tasks[1].PreLabelText);
        Assert.Equal(withWords, tasks[0].PreLabelText is not null);
        if (!withWords)
            return;
        // of the latest reading by this engine, as the form writes it
        Assert.Equal([("page 1 word 0", 0.75), ("page 1 word 1", 0.5)], PageTextForm.Parse(tasks[0].PreLabelText!).Select(w => (w.Text, w.Confidence!.Value)));
        Assert.Equal(("ppocr", "ppocr-1"), (tasks[0].PreLabelEngineId!, tasks[0].PreLabelEngineVersion!));
        Assert.NotNull(LabelingTemplate.Of(template).Form(formJson).Read(AnswerKind.Labeled, tasks[0].PreLabelText, new PixelSize(tasks[0].Width, tasks[0].Height), out _));
    }

    [DatabaseFact]
    public async Task A_preparation_killed_in_the_middle_goes_on_where_it_was()
    {
        var document = await AddDocumentAsync(pages: 3);
        for (var page = 1; page <= 3; page++)
            await ReadAsync(document, page, "ppocr", [.. Enumerable.Repeat(0.5, 40)]);
        var batch = await CreateAsync(await DraftAsync());
        using var killed = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PrepareAsync(batch, killed));

        await using (var db = database.CreateDbContext())
            Assert.Equal(40, await db.Tasks.CountAsync(t => t.BatchId == batch));
        // a page read again meanwhile does not change what the batch is made of
        await ReadAsync(document, 2, "ppocr", 0.5);
        await PrepareAsync(batch);
        await using (var db = database.CreateDbContext())
        {
            var sequences = await db.Tasks.Where(t => t.BatchId == batch).OrderBy(t => t.Sequence).Select(t => t.Sequence).ToListAsync();
            Assert.Equal(Enumerable.Range(0, 120), sequences);
            Assert.Equal(120 * 3, await db.Assignments.CountAsync(a => a.BatchId == batch));
        }
        await PrepareAsync(batch);
    }

    [DatabaseFact]
    public async Task Uploaded_images_become_tasks_and_bad_ones_are_named()
    {
        var folder = new WordFolder("words.zip",
        [
            new WordImage("a.png", FakeImageReader.File("a"), "alpha", 0.25), new WordImage("b.png", "junk"u8.ToArray(), null, null), new WordImage("c.png", FakeImageReader.File("c"), null, null),
        ], []);
        var draft = await DraftAsync(hasNda: true) with { Selection = new TaskSelection.WordImages(folder, DocumentCategory.Other, Privacy.Donated, "signed on paper", UseTexts: true) };
        var batch = await CreateAsync(draft);
        await PrepareAsync(batch);

        await using var db = database.CreateDbContext();
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.BatchId == batch).OrderBy(t => t.Sequence).ToListAsync();
        Assert.Equal([(0, "alpha", (double?)0.25), (2, null, null)], tasks.Select(t => (t.Sequence, t.PreLabelText, t.PreLabelConfidence)));
        var opened = await db.Batches.SingleAsync(b => b.Id == batch);
        Assert.Equal((2, Privacy.Donated), (opened.TaskCount, opened.Privacy));
        Assert.StartsWith("1 left out: b.png:", opened.PreparationNote, StringComparison.Ordinal);
        // only the task images are left: the uploaded archive is gone
        Assert.Equal(tasks.Select(t => t.Image).Distinct().Order(Comparer<BlobId>.Create((x, y) => string.CompareOrdinal(x.Value, y.Value))), blobs.Ids.Order(Comparer<BlobId>.Create((x, y) => string.CompareOrdinal(x.Value, y.Value))));
    }

    [DatabaseFact]
    public async Task Uploaded_images_without_a_text_are_read_by_the_chosen_engine()
    {
        var folder = new WordFolder("words.zip",
            [new WordImage("a.png", FakeImageReader.File("a"), "alpha", 0.25) { TextFrom = WordFolder.TextsTable }, new WordImage("b.png", FakeImageReader.File("beta"), null, null), new WordImage("c.png", FakeImageReader.File(""), null, null)], []);
        var selection = new TaskSelection.WordImages(folder, DocumentCategory.Other, Privacy.Public, null, UseTexts: true, "worddeepnet");
        var samples = await new BatchSampling(database, blobs, reader).SampleAsync(selection, 3, default);
        Assert.Equal([("alpha", (double?)0.25), ("beta", 0.9), (null, null)], samples.Select(s => (s.Text, s.Confidence)));

        var batch = await CreateAsync(await DraftAsync() with { Selection = selection });
        await PrepareAsync(batch);
        await using var db = database.CreateDbContext();
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.BatchId == batch).OrderBy(t => t.Sequence).ToListAsync();
        Assert.Equal(
            [("alpha", WordFolder.TextsTable, "words.zip"), ("beta", "worddeepnet", "worddeepnet-1"), (null, null, null)],
            tasks.Select(t => (t.PreLabelText, t.PreLabelEngineId, t.PreLabelEngineVersion)));
    }

    [DatabaseFact]
    public async Task A_copy_begins_with_what_the_batch_was_made_of()
    {
        var (chosen, _) = (await AddDocumentAsync(pages: 2), await AddDocumentAsync());
        await ReadAsync(chosen, 1, "ppocr", 0.3, 0.6);
        await ReadAsync(chosen, 2, "ppocr", 0.3, 0.6);
        var list = new BatchList(database);
        var words = (await list.SelectionAsync(await CreateAsync(await DraftAsync() with { Selection = Words() with { Documents = [chosen.Id], MinConfidence = 0.25 } }), default))!;
        Assert.Equal((chosen.Id, "ppocr", 0.25, 1.0, true, false), (Assert.Single(words.Documents), words.EngineId, words.MinConfidence, words.MaxConfidence, words.IsOfWords, words.IsOfImages));
        var folder = new WordFolder("words.zip", [new WordImage("a.png", FakeImageReader.File("a"), null, null)], []);
        var images = (await list.SelectionAsync(await CreateAsync(await DraftAsync() with { Selection = new TaskSelection.WordImages(folder, DocumentCategory.Other, Privacy.Public, null, false) }), default))!;
        Assert.Equal((0, true), (images.Documents.Count, images.IsOfImages));
    }

    [DatabaseFact]
    public async Task An_image_no_engine_gets_through_begins_blank()
    {
        var folder = new WordFolder("words.zip", [new WordImage("a.png", FakeImageReader.File("a"), null, null), new WordImage("b.png", FakeImageReader.File("b"), null, null)], []);
        reader.OnText["a"] = _ => throw new ReaderCrashedException("The worker died.");
        var batch = await CreateAsync(await DraftAsync() with { Selection = new TaskSelection.WordImages(folder, DocumentCategory.Other, Privacy.Public, null, UseTexts: false, "ppocr") });
        await PrepareAsync(batch);
        await using var db = database.CreateDbContext();
        Assert.Equal([null, "b"], await db.Tasks.Where(t => t.BatchId == batch).OrderBy(t => t.Sequence).Select(t => t.PreLabelText).ToListAsync());
    }

    [DatabaseFact]
    public async Task Samples_are_cut_from_what_the_draft_would_take()
    {
        await ReadAsync(await AddDocumentAsync(), 1, "ppocr", 0.1, 0.5, 0.6, 0.7);
        var samples = await new BatchSampling(database, blobs, reader).SampleAsync(Words() with { MinConfidence = 0.5 }, 2, default);
        Assert.Equal(["page 1 word 2", "page 1 word 3"], samples.Select(s => s.Text));
    }

    private static TaskSelection.DocumentWords Words() => new(null, null, "ppocr", 0, 1);

    private async Task<BatchDraft> DraftAsync(PoolKind kind = PoolKind.Contractors, bool hasNda = false)
    {
        var pool = new Pool($"Pool {Guid.NewGuid()}", kind, clock.Now);
        await using var db = database.CreateDbContext();
        if (hasNda)
            db.AddUnderNda(pool, clock.Now);
        else
            db.Add(pool);
        await db.SaveChangesAsync();
        return new BatchDraft { Name = $"Batch {Guid.NewGuid()}", PoolId = pool.Id, Selection = Words() };
    }

    private async Task<BatchId> CreateAsync(BatchDraft draft) =>
        Assert.IsType<CreateBatchOutcome.Created>(await Planning.CreateAsync(draft, Guid.NewGuid(), default)).BatchId;

    private async Task PrepareAsync(BatchId batch, CancellationTokenSource? killedAfterFirstChunk = null)
    {
        var lease = default(JobLease);
        await using (var db = database.CreateDbContext())
        {
            var state = (await db.Batches.SingleAsync(b => b.Id == batch)).Preparation;
            if (!state.IsFinished)
                lease = state.Start(clock.Now);
            await db.SaveChangesAsync();
        }
        using var lifetime = new BlobLifetime(blobs, database, EveryBlob.Uses);
        var runner = new PrepareBatchRunner(database, blobs, lifetime, new StoredArchive(blobs), reader, new LabelingActivity(), clock);
        await runner.RunAsync(EveryJob.Held(new JobSubject(JobKind.PrepareBatch, batch.Value), lease), new OnReport(_ => killedAfterFirstChunk?.Cancel()), killedAfterFirstChunk?.Token ?? default);
    }

    private async Task<Document> AddDocumentAsync(int pages = 1, Privacy privacy = Privacy.Public)
    {
        var bytes = FakeImageReader.File([.. Enumerable.Range(1, pages).Select(p => $"page {p} {Guid.NewGuid()}")]);
        var original = await blobs.PutAsync(bytes, default);
        var document = new Document(
            "scan.png", original, bytes.Length, DocumentFormat.Png, DocumentCategory.RegisterTapes, privacy, "agreed", Guid.NewGuid(), clock.Now, Enumerable.Repeat((1000, 1400), pages));
        foreach (var page in document.Pages)
            page.Rendered(original, "image/png", 1000, 1400, original);
        await using var db = database.CreateDbContext();
        db.Add(document);
        await db.SaveChangesAsync();
        return document;
    }

    private Task ReadAsync(Document document, int pageNumber, string engine, params double[] confidences) =>
        ReadAsync(document, pageNumber, engine, [.. confidences.Select((c, i) => ($"page {pageNumber} word {i}", c))]);

    private async Task ReadAsync(Document document, int pageNumber, string engine, params (string Text, double Confidence)[] words)
    {
        clock.Move(TimeSpan.FromSeconds(1));
        var run = new OcrRun(document.Pages[pageNumber - 1].Id, engine, OcrRunRole.Primary, clock.Now);
        run.Succeed(run.State.Start(clock.Now), $"{engine}-1", 10, words.Length, clock.Now);
        await using var db = database.CreateDbContext();
        db.Add(run);
        db.AddRange(words.Select((word, i) => new Word(run.Id, i, word.Text, word.Confidence, 0, FakeImageReader.Box(i, 0, 10, 10))));
        await db.SaveChangesAsync();
    }

    private sealed class OnReport(Action<double> action) : IProgress<double>
    {
        public void Report(double value) => action(value);
    }
}

public sealed class SqliteBatchPlanningTests(SqliteDatabaseFixture database) : BatchPlanningContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlBatchPlanningTests(PostgreSqlDatabaseFixture database) : BatchPlanningContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerBatchPlanningTests(SqlServerDatabaseFixture database) : BatchPlanningContract(database), IClassFixture<SqlServerDatabaseFixture>;
