using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Scoring;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Datasets;

public abstract partial class DatasetContract
{
    [DatabaseFact]
    public async Task A_dataset_is_renamed_with_all_its_versions_and_archived_alone()
    {
        var batch = await LabelledBatchAsync();
        var first = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("May", batch.Id, scene.ScientistId, default)));
        var second = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("May", batch.Id, scene.ScientistId, default)));
        var other = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("June", batch.Id, scene.ScientistId, default)));
        Assert.Contains("Another dataset", await catalog.RenameAsync(first.Id, "June", scene.ScientistId, default), StringComparison.Ordinal);
        Assert.Null(await catalog.RenameAsync(second.Id, " Receipts ", scene.ScientistId, default));
        Assert.Equal(["June v1", "Receipts v1", "Receipts v2"], (await list.ListCompleteAsync(ProjectScope.Everything, default)).Select(d => d.Title).Order());
        Assert.True(await catalog.ArchiveAsync(first.Id, true, scene.ScientistId, default));
        Assert.False(await catalog.ArchiveAsync(first.Id, true, scene.ScientistId, default));
        Assert.Equal(["June v1", "Receipts v2"], (await list.ListCompleteAsync(ProjectScope.Everything, default)).Select(d => d.Title).Order());
        Assert.True(await catalog.ArchiveAsync(first.Id, false, scene.ScientistId, default));
        Assert.Equal(other.Sha256, (await list.FindAsync(ProjectScope.Everything, other.Id, default))!.Sha256);
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
        await new Adjudication(transaction, new LabelingActivity(), clock).DecideAsync(scene.Task(batch, 1).Id, AnswerKind.Transcribed, "new", scene.ScientistId, default);
        var second = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("receipts", batch.Id, scene.ScientistId, default)));
        Assert.Equal((2, 3), (second.Version, second.Crops));
        Assert.NotEqual(first.Sha256, second.Sha256);
        Assert.Equal(2, (await list.ItemsAsync(first.Id, DatasetItemKind.Crop, null, 0, 10, default)).Total);
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(EveryJob.Held(new JobSubject(JobKind.ImportDataset, first.Id.Value), JobLease.New()), new Progress<double>(), default));
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
        Assert.Null(await list.FindAsync(ProjectScope.Everything, added.Id, default));
    }

    [DatabaseTheory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\nb")]
    public async Task A_dataset_needs_a_name(string name)
    {
        var batch = await LabelledBatchAsync();
        Assert.IsType<NewDatasetOutcome.Refused>(await catalog.SaveBatchAsync(name, batch.Id, scene.ScientistId, default));
        Assert.Equal(0, (await list.ListAsync(ProjectScope.Everything, 0, 10, default)).Total);
    }

    [DatabaseFact]
    public async Task A_word_batch_is_truth_of_crops_and_never_of_pages()
    {
        var batch = await PageBatchAsync();
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("pages", batch.Id, scene.ScientistId, default)));
        Assert.Equal((0, 1), (dataset.Pages, dataset.Crops));
        using var zip = new ZipArchive(await DownloadAsync(dataset.Id));
        Assert.Equal(["crops/word_000000.png", "manifest.json", "words.jsonl"], zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
    }

    [DatabaseFact]
    public async Task A_crop_says_which_document_and_page_it_was_cut_from_where_and_how_far_people_agreed()
    {
        var batch = await PageBatchAsync();
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("pages", batch.Id, scene.ScientistId, default)));
        var line = JsonDocument.Parse(Assert.Single((await list.ItemsAsync(dataset.Id, DatasetItemKind.Crop, null, 0, 10, default)).Items).TruthJson).RootElement;
        Assert.Equal([10.0, 20, 60, 40], line.GetProperty("box").EnumerateArray().Select(n => n.GetDouble()));
        Assert.Equal("letter.png", line.GetProperty("source").GetString());
        var origin = line.GetProperty("origin");
        await using var db = database.CreateDbContext();
        var document = await db.Documents.SingleAsync();
        Assert.Equal((document.Id.Value, "letter.png", 1), (origin.GetProperty("document_id").GetGuid(), origin.GetProperty("document_name").GetString(), origin.GetProperty("page_number").GetInt32()));
        Assert.Equal((scene.Task(batch, 0).Id.Value, "resolved", 1, 1), (
            origin.GetProperty("task").GetGuid(), origin.GetProperty("consensus_status").GetString(), origin.GetProperty("votes").GetInt32(), origin.GetProperty("agreeing").GetInt32()));
    }

    [DatabaseTheory]
    [InlineData(true), InlineData(false)]
    public async Task A_dataset_says_who_read_its_images_before_people_did(bool prefill)
    {
        var batch = await PageBatchAsync(prefill: prefill);
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("pages", batch.Id, scene.ScientistId, default)));
        Assert.Equal(new PreReading("ppocr 4, tesseract 5.3.0", prefill), dataset.PreRead);
        Assert.Equal((true, true, false, false), (dataset.PreRead!.IsOf("tesseract"), dataset.PreRead.IsOf("ppocr"), dataset.PreRead.IsOf("tess"), dataset.PreRead.IsOf("worddeepnet")));
        var imported = await FillAsync(await ImportAsync(await DownloadAsync(dataset.Id)));
        Assert.Equal(dataset.PreRead, imported.PreRead);
        Assert.Null((await FillAsync(await ImportAsync(Zip(("words.jsonl", """{"image":"b.png","text":"x"}"""), ("b.png", FakeImageReader.File("b")))))).PreRead);
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
        Assert.All(read.ReadCrops().Select(c => c.Image), image => Assert.True(File.Exists(Path.Combine(folder.Path, image))));
        var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "manifest.json"))).RootElement;
        Assert.Equal((original.Sha256, "Donated", 0, 1), (
            manifest.GetProperty("sha256").GetString(), manifest.GetProperty("privacy").GetString(),
            manifest.GetProperty("pages").GetInt32(), manifest.GetProperty("crops_by_category").GetProperty("letter_sized").GetInt32()));

        var again = await FillAsync(await ImportAsync(zip, Privacy.Donated, "letter of 3 May"));
        Assert.Equal((original.Sha256, original.Pages, original.Crops, Privacy.Donated), (again.Sha256, again.Pages, again.Crops, again.Privacy));
        Assert.Equal(0, images.Renderings);
    }
}

public sealed class SqliteDatasetTests(SqliteDatabaseFixture database) : DatasetContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlDatasetTests(PostgreSqlDatabaseFixture database) : DatasetContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerDatasetTests(SqlServerDatabaseFixture database) : DatasetContract(database), IClassFixture<SqlServerDatabaseFixture>;
