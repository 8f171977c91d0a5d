using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.Core.Quality;
using OcrLabeling.Scoring;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;

namespace OcrLabeling.Tests.Datasets;

public abstract partial class DatasetContract
{
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
        Assert.Equal(new Scoring.Box(10, 20, 60, 40), truth.Words![0].Box);
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
}

public sealed class SqliteDatasetTests(SqliteDatabaseFixture database) : DatasetContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlDatasetTests(PostgreSqlDatabaseFixture database) : DatasetContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerDatasetTests(SqlServerDatabaseFixture database) : DatasetContract(database), IClassFixture<SqlServerDatabaseFixture>;
