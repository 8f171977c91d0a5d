using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.Core.Quality;
using OcrLabeling.Core.Workers;
using OcrLabeling.Ocr.Scoring;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Tests.Statistics;
using OcrLabeling.Web.Datasets;

namespace OcrLabeling.Tests.Datasets;

public abstract class DatasetContract : IAsyncLifetime, IDisposable
{
    private readonly DatabaseFixture database;
    private readonly ManualClock clock = new();
    private readonly Scene scene;
    private readonly WriteTransaction transaction;
    private readonly MemoryBlobStore blobs = new();
    private readonly BlobLifetime lifetime;
    private readonly FakeImageReader images = new();
    private readonly RecordingJobQueue queue = new();
    private readonly ImportOptions limits = new();
    private readonly StoredArchive archives;
    private readonly DatasetCatalog catalog;
    private readonly DatasetRunner runner;
    private readonly DatasetList list;

    protected DatasetContract(DatabaseFixture database)
    {
        this.database = database;
        scene = new Scene(database);
        transaction = new WriteTransaction(database);
        lifetime = new BlobLifetime(blobs, database);
        archives = new StoredArchive(blobs);
        catalog = new DatasetCatalog(database, transaction, archives, queue, new AuditLog(database, clock), clock);
        list = new DatasetList(database);
        var seal = new DatasetSeal(database, clock);
        runner = new DatasetRunner(
            database,
            new BatchSnapshot(database, new ConsensusResolver(database, transaction, clock), seal),
            new FolderImport(database, archives, blobs, lifetime, images, new ScorerTruthReader(), seal, Options.Create(limits)));
    }

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        transaction.Dispose();
        lifetime.Dispose();
        scene.Dispose();
        GC.SuppressFinalize(this);
    }

    [DatabaseFact]
    public async Task A_batch_becomes_crops_with_its_resolved_texts()
    {
        var batch = await LabelledBatchAsync();
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync(" receipts ", batch.Id, scene.ScientistId, default)));
        Assert.Equal(("receipts", 1, 2, 0, true), (dataset.Name, dataset.Version, dataset.Crops, dataset.Pages, dataset.IsComplete));
        var items = (await list.ItemsAsync(dataset.Id, DatasetItemKind.Crop, null, 0, 10, default)).Items;
        Assert.Equal(["crops/word_000000.png", "crops/word_000003.png"], items.Select(i => i.Name));
        var line = JsonDocument.Parse(items[1].TruthJson).RootElement;
        Assert.Equal(("Größe", "register_tapes", "word"), (line.GetProperty("text").GetString(), line.GetProperty("category").GetString(), line.GetProperty("kind").GetString()));
        Assert.Equal(items[1].Image.Value, line.GetProperty("sha256").GetString());
        Assert.Equal([new CategoryCount(DatasetItemKind.Crop, DocumentCategory.RegisterTapes, 2)], await list.CountAsync(dataset.Id, default));
    }

    [DatabaseFact]
    public async Task Versions_count_up_and_a_version_never_changes()
    {
        var batch = await LabelledBatchAsync();
        var first = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("receipts", batch.Id, scene.ScientistId, default)));
        await new Adjudication(transaction, clock).DecideAsync(scene.Task(batch, 1).Id, AnswerKind.Transcribed, "new", scene.ScientistId, default);
        var second = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("receipts", batch.Id, scene.ScientistId, default)));
        Assert.Equal((2, 3), (second.Version, second.Crops));
        Assert.NotEqual(first.Sha256, second.Sha256);
        Assert.Equal(2, (await list.ItemsAsync(first.Id, DatasetItemKind.Crop, null, 0, 10, default)).Total);
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(first.Id.Value, new Progress<double>(), default));
        Assert.False(await catalog.DiscardAsync(first.Id, scene.ScientistId, default));
    }

    [DatabaseFact]
    public async Task The_same_truth_has_the_same_hash()
    {
        var batch = await LabelledBatchAsync();
        var first = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("a", batch.Id, scene.ScientistId, default)));
        var second = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("b", batch.Id, scene.ScientistId, default)));
        Assert.Equal(first.Sha256, second.Sha256);
    }

    [DatabaseFact]
    public async Task Versions_made_at_the_same_time_are_numbered_apart()
    {
        var batch = await LabelledBatchAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => AddedAsync(catalog.SaveBatchAsync("receipts", batch.Id, scene.ScientistId, default)))));
        Assert.Equal([1, 2, 3, 4, 5], made.Select(m => m.Version).Order());
    }

    [DatabaseFact]
    public async Task A_batch_without_truth_makes_no_dataset()
    {
        var batch = scene.Batch("untouched", scene.Pool("Contractors"), 1, ["a"]);
        await scene.SaveAsync();
        var added = await AddedAsync(catalog.SaveBatchAsync("empty", batch.Id, scene.ScientistId, default));
        var dataset = await FillAsync(added);
        Assert.Equal((JobStatus.Failed, "No task of the batch has a text as its truth yet."), (dataset.Status, dataset.Reason));
        Assert.True(await catalog.DiscardAsync(added.Id, scene.ScientistId, default));
        Assert.Null(await list.FindAsync(added.Id, default));
    }

    [DatabaseTheory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\nb")]
    public async Task A_dataset_needs_a_name(string name)
    {
        var batch = await LabelledBatchAsync();
        Assert.IsType<NewDatasetOutcome.Refused>(await catalog.SaveBatchAsync(name, batch.Id, scene.ScientistId, default));
        Assert.Equal(0, (await list.ListAsync(0, 10, default)).Total);
    }

    [DatabaseFact]
    public async Task Words_of_a_page_that_nobody_confirmed_are_ignored()
    {
        var batch = await PageBatchAsync();
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("pages", batch.Id, scene.ScientistId, default)));
        Assert.Equal((1, 1), (dataset.Pages, dataset.Crops));
        var page = Assert.Single((await list.ItemsAsync(dataset.Id, DatasetItemKind.Page, null, 0, 10, default)).Items);
        var truth = TruthFile.ParsePage(page.TruthJson, "", "gt.jsonl", 1);
        Assert.Equal((1000, 1400, "letter_sized", "images/page_000000.png"), (truth.Width, truth.Height, truth.Category, truth.Image));
        Assert.Equal([("Total", false), ("###", true)], truth.Words!.Select(w => (w.Text, w.Ignore)));
        Assert.Equal(new Ocr.Imaging.Box(10, 20, 60, 40), truth.Words![0].Box);
        var crop = Assert.Single((await list.ItemsAsync(dataset.Id, DatasetItemKind.Crop, null, 0, 10, default)).Items);
        var line = JsonDocument.Parse(crop.TruthJson).RootElement;
        Assert.Equal("images/page_000000.png", line.GetProperty("source").GetString());
        Assert.Equal([10.0, 20, 60, 40], line.GetProperty("box").EnumerateArray().Select(n => n.GetDouble()));
    }

    [DatabaseFact]
    public async Task A_downloaded_dataset_is_a_folder_the_scorer_reads_and_an_import_that_has_the_same_hash()
    {
        var batch = await PageBatchAsync(Privacy.Donated);
        var original = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("pages", batch.Id, scene.ScientistId, default)));
        var zip = await DownloadAsync(original.Id);

        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(zip, folder.Path);
        var read = GroundTruthFolder.Open(folder.Path);
        Assert.Equal(["Total"], read.ReadCrops().Select(c => c.Text));
        Assert.All(read.ReadCrops().Select(c => c.Image).Concat(read.ReadPages().Select(p => p.Image)), image => Assert.True(File.Exists(read.ImagePath(image))));
        var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "manifest.json"))).RootElement;
        Assert.Equal((original.Sha256, "Donated", 1, 1), (
            manifest.GetProperty("sha256").GetString(), manifest.GetProperty("privacy").GetString(),
            manifest.GetProperty("pages").GetInt32(), manifest.GetProperty("crops_by_category").GetProperty("letter_sized").GetInt32()));

        var again = await FillAsync(await ImportAsync(zip, Privacy.Donated, "letter of 3 May"));
        Assert.Equal((original.Sha256, original.Pages, original.Crops, Privacy.Donated), (again.Sha256, again.Pages, again.Crops, again.Privacy));
        Assert.Equal(0, images.Renderings);
    }

    [DatabaseFact]
    public async Task What_was_donated_cannot_be_imported_as_public()
    {
        var batch = await PageBatchAsync(Privacy.Donated);
        var original = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("pages", batch.Id, scene.ScientistId, default)));
        var import = await FillAsync(await ImportAsync(await DownloadAsync(original.Id), Privacy.Public, null));
        Assert.Equal(JobStatus.Failed, import.Status);
        Assert.Contains("donated", import.Reason, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task A_donated_import_needs_a_note_of_consent()
    {
        var before = blobs.Ids.Count;
        var archive = await archives.PutAsync(new MemoryStream([1, 2, 3]), 100, default);
        Assert.IsType<NewDatasetOutcome.Refused>(await catalog.ImportAsync("x", Privacy.Donated, " ", archive, Guid.NewGuid(), default));
        Assert.Equal(before, blobs.Ids.Count);
    }

    [DatabaseFact]
    public async Task A_folder_from_elsewhere_is_encoded_again()
    {
        await scene.SaveAsync();
        var zip = Zip(
            ("folder/gt.jsonl", """{"image":"images/a.png","category":"screenshots","width":1000,"height":1400,"lines":[{"text":"One two","box":[1,2,3,4]}],"fold_case":true}"""),
            ("folder/words.jsonl", """{"image":"crops/b.png","text":"Ümlaut","dataset":"funsd"}""" + "\n\n"),
            ("folder/images/a.png", FakeImageReader.File("a", "second page is dropped")), ("folder/crops/b.png", FakeImageReader.File("b")), ("folder/readme.txt", "ignored"));
        var dataset = await FillAsync(await ImportAsync(zip));
        Assert.Equal((1, 1, 2), (dataset.Pages, dataset.Crops, images.Renderings));
        var page = (await list.ItemsAsync(dataset.Id, DatasetItemKind.Page, null, 0, 10, default)).Items.Single();
        Assert.Equal(DocumentCategory.Screenshots, page.Category);
        Assert.Equal(FakeImageReader.File("a"), await blobs.GetAsync(page.Image, default));
        Assert.True(JsonDocument.Parse(page.TruthJson).RootElement.GetProperty("fold_case").GetBoolean());
        Assert.Contains("Ümlaut", (await list.ItemsAsync(dataset.Id, DatasetItemKind.Crop, null, 0, 10, default)).Items[0].TruthJson, StringComparison.Ordinal);
        Assert.Equal(2, blobs.Ids.Count); // of the archive nothing is left
    }

    public static TheoryData<string, string, string> BadFolders => new()
    {
        { "words.jsonl", """{"image":"b.png"}""", "words.jsonl line 1: " },
        { "words.jsonl", """{"image":"b.png","text":"x"}""" + "\nnonsense", "words.jsonl line 2: not JSON" },
        { "words.jsonl", """{"image":"missing.png","text":"x"}""", "words.jsonl line 1: missing.png is not in the archive" },
        { "words.jsonl", """{"image":"../b.png","text":"x"}""", "words.jsonl line 1: \"../b.png\" is not the name of a file in the folder" },
        { "words.jsonl", """{"image":"b.png","text":"x"}""" + "\n" + """{"image":"b.png","text":"y"}""", "words.jsonl line 2: b.png stands on an earlier line, too" },
        { "words.jsonl", """{"image":"b.png","text":"x","category":"napkins"}""", "words.jsonl line 1: category \"napkins\" is none of register_tapes" },
        { "words.jsonl", """{"image":"broken.png","text":"x"}""", "words.jsonl line 1: broken.png: This is not an image" },
        { "gt.jsonl", """{"image":"b.png","width":10,"height":10,"words":[]}""", "gt.jsonl line 1: b.png: the line says 10 x 10 pixels, the image has 1000 x 1400" },
        { "gt.jsonl", """{"image":"b.png","width":1000,"height":1400}""", "gt.jsonl line 1: none of words, lines and text is there" },
        { "gt.jsonl", "\n \n", "The folder holds no line of ground truth." },
        { "other.txt", "x", "The archive holds neither gt.jsonl nor words.jsonl." },
    };

    [DatabaseTheory]
    [MemberData(nameof(BadFolders))]
    public async Task What_is_wrong_is_named_with_file_and_line(string file, string content, string reason)
    {
        await scene.SaveAsync();
        var dataset = await FillAsync(await ImportAsync(Zip((file, content), ("b.png", FakeImageReader.File("b")), ("broken.png", "not an image"))));
        Assert.Equal(JobStatus.Failed, dataset.Status);
        Assert.Contains(reason, dataset.Reason, StringComparison.Ordinal);
        Assert.False(dataset.IsComplete);
    }

    [DatabaseFact]
    public async Task Bombs_are_refused_by_what_comes_out_of_them()
    {
        await scene.SaveAsync();
        limits.MaxImageMegabytes = limits.MaxTruthMegabytes = 1;
        var line = """{"image":"b.png","text":"x"}""";
        var image = await FillAsync(await ImportAsync(Zip(("words.jsonl", line), ("b.png", new byte[1024 * 1024 + 1]))));
        Assert.Contains("words.jsonl line 1: b.png: it unpacks to more than 1 MB", image.Reason, StringComparison.Ordinal);
        var truth = await FillAsync(await ImportAsync(Zip(("words.jsonl", new byte[1024 * 1024 + 1]))));
        Assert.Contains("words.jsonl: it unpacks to more than 1 MB", truth.Reason, StringComparison.Ordinal);
        limits.MaxFiles = 3;
        var files = await FillAsync(await ImportAsync(Zip([("words.jsonl", (object)line), .. Enumerable.Range(0, 9).Select(i => ($"{i}", (object)""))])));
        Assert.Contains("10 files; 3 are allowed", files.Reason, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Many_faults_are_counted_and_the_first_are_shown()
    {
        await scene.SaveAsync();
        var dataset = await FillAsync(await ImportAsync(Zip(("words.jsonl", string.Join('\n', Enumerable.Repeat("{}", 50))))));
        Assert.Contains("words.jsonl line 12: ", dataset.Reason, StringComparison.Ordinal);
        Assert.EndsWith("and 38 more.", dataset.Reason, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task An_interrupted_import_starts_afresh()
    {
        await scene.SaveAsync();
        var zip = Zip(("words.jsonl", """{"image":"b.png","text":"x"}"""), ("b.png", FakeImageReader.File("b")));
        var added = await ImportAsync(zip);
        await using (var db = database.CreateDbContext())
        {
            db.DatasetItems.Add(new DatasetItem(added.Id, DatasetItemKind.Crop, 0, "left over", DocumentCategory.Other, new BlobId(new string('0', 64)), "image/png", "{}"));
            await db.SaveChangesAsync();
        }
        Assert.Equal(1, (await FillAsync(added)).Crops);
    }

    // 0: resolved, 1: flagged, 2: disputed, 3: adjudicated, 4: waits, 5: cleared
    private async Task<Batch> LabelledBatchAsync()
    {
        var (ada, ben) = (scene.Worker("Ada"), scene.Worker("Ben"));
        var batch = scene.Batch("receipts", scene.Pool("Contractors"), 2, ["a", "b", "c", "d", "e", "f"]);
        void Say(int sequence, string? first, string? second)
        {
            scene.Answer(ada, batch, sequence, first, Scene.Noon, Scene.Noon.AddSeconds(2));
            scene.Answer(ben, batch, sequence, second, Scene.Noon, Scene.Noon.AddSeconds(3));
        }
        Say(0, "a", "a");
        Say(1, null, null);
        Say(2, "c", "C");
        Say(3, "d", "D");
        Say(5, "", "");
        await scene.SaveAsync();
        await new Adjudication(transaction, clock).DecideAsync(scene.Task(batch, 3).Id, AnswerKind.Transcribed, "Größe", scene.ScientistId, default);
        return batch;
    }

    /// <summary>A page with three words, two of them in the batch, one of those resolved; a second engine read the resolved one too.</summary>
    private async Task<Batch> PageBatchAsync(Privacy privacy = Privacy.Public)
    {
        var ada = scene.Worker("Ada");
        var image = await blobs.PutAsync(FakeImageReader.File("page"), default);
        var crop = await blobs.PutAsync(FakeImageReader.File("crop"), default);
        var document = new Document(
            "letter.png", image, 10, DocumentFormat.Png, DocumentCategory.LetterSized, privacy, privacy == Privacy.Donated ? "by letter" : null, scene.ScientistId, Scene.Noon, [(1000, 1400)]);
        var page = document.Pages[0];
        page.Rendered(image, "image/png", 1000, 1400, crop);
        var (tesseract, ppocr) = (new OcrRun(page.Id, "tesseract", OcrRunRole.Primary, Scene.Noon), new OcrRun(page.Id, "ppocr", OcrRunRole.Shadow, Scene.Noon));
        var total = new Word(tesseract.Id, 0, "Tota1", 0.5, 0, FakeImageReader.Box(10, 20, 50, 20));
        var other = new Word(tesseract.Id, 1, "12.00", 0.5, 0, FakeImageReader.Box(100, 20, 50, 20));
        var twice = new Word(ppocr.Id, 0, "Total:", 0.9, 0, FakeImageReader.Box(12, 21, 50, 20));
        scene.Add(document, tesseract, ppocr, total, other, twice);
        await scene.SaveAsync();
        var batch = scene.Batch("letter", scene.Pool("Contractors"), 1, [], privacy: privacy);
        var task = scene.AddTask(batch, new LabelingTask(batch.Id, 0, DocumentCategory.LetterSized, crop, "image/png", 50, 20, null, "letter.png", total.Id, page.Id), 1);
        scene.AddTask(batch, new LabelingTask(batch.Id, 1, DocumentCategory.LetterSized, crop, "image/png", 50, 20, null, "letter.png", twice.Id, page.Id), 1);
        scene.Answer(ada, batch, task.Sequence, "Total", Scene.Noon, Scene.Noon.AddSeconds(2));
        await scene.SaveAsync();
        return batch;
    }

    private async Task<MemoryStream> DownloadAsync(DatasetId id)
    {
        var zip = new MemoryStream();
        await new DatasetArchive(database, blobs).WriteAsync(id, zip, default);
        zip.Position = 0;
        return zip;
    }

    private async Task<NewDatasetOutcome.Added> ImportAsync(Stream zip, Privacy privacy = Privacy.Public, string? consent = null)
    {
        zip.Position = 0;
        return await AddedAsync(catalog.ImportAsync("imported", privacy, consent, await archives.PutAsync(zip, long.MaxValue, default), scene.ScientistId, default));
    }

    private static async Task<NewDatasetOutcome.Added> AddedAsync(Task<NewDatasetOutcome> outcome) => Assert.IsType<NewDatasetOutcome.Added>(await outcome);

    /// <summary>What the queue does: starts the job, runs it and stores its failure.</summary>
    private async Task<DatasetRow> FillAsync(NewDatasetOutcome.Added added)
    {
        await ChangeAsync(state => state.Start(clock.Now));
        try
        {
            await runner.RunAsync(added.Id.Value, new Progress<double>(), default);
        }
        catch (JobFailedException e)
        {
            await ChangeAsync(state => state.Fail(e.Message, clock.Now));
        }
        return (await list.FindAsync(added.Id, default))!;

        async Task ChangeAsync(Action<JobState> transition)
        {
            await using var db = database.CreateDbContext();
            transition((await db.Datasets.SingleAsync(d => d.Id == added.Id)).Import);
            await db.SaveChangesAsync();
        }
    }

    private static MemoryStream Zip(params (string Name, object Content)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            }
        }
        return stream;
    }
}

public sealed class SqliteDatasetTests(SqliteDatabaseFixture database) : DatasetContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlDatasetTests(PostgreSqlDatabaseFixture database) : DatasetContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerDatasetTests(SqlServerDatabaseFixture database) : DatasetContract(database), IClassFixture<SqlServerDatabaseFixture>;
