using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Scoring;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Labeling;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Tests.Statistics;

namespace OcrLabeling.Tests.Datasets;

/// <summary>Datasets of batches that asked for something else than words.</summary>
public abstract partial class DatasetContract
{
    private const string Page = """[{"text":"Total","box":[5,2,40,12],"line":0},{"text":"12.50","box":[60,3,100,12],"line":0},{"text":"Thanks","box":[5,15,50,28],"line":1}]""";

    [DatabaseFact]
    public async Task Transcribed_pages_become_ground_truth_with_words_and_lines()
    {
        using var floor = await AnsweredAsync(Template.DocumentTranscription, "{}", Page, "[]");
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("whole pages", floor.Batch.Id, scene.ScientistId, default)));
        Assert.Equal((2, 0, 0, true), (dataset.Pages, dataset.Crops, dataset.Labels, dataset.IsComplete));
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(await DownloadAsync(dataset.Id), folder.Path);
        var pages = GroundTruthFolder.Open(folder.Path).ReadPages().ToList();
        Assert.Equal(["Total", "12.50", "Thanks"], pages[0].Words!.Select(w => w.Text));
        Assert.Equal(["Total 12.50", "Thanks"], pages[0].Lines!.Select(l => l.Text));
        Assert.Equal(new Scoring.Box(5, 2, 100, 12), pages[0].Lines![0].Box);
        Assert.Empty(pages[1].Words!);
        Assert.All(pages, page => Assert.True(File.Exists(Path.Combine(folder.Path, page.Image))));
        Assert.Equal("pages/page_000000.png", pages[0].Image);
    }

    [DatabaseTheory]
    [InlineData(Template.RectSelect, BoxesForm.EveryWord, "[[5,5,30,20],[40,5,70,20]]", "rect_select")]
    [InlineData(Template.PageOrientation, "{}", "270", "page_orientation")]
    [InlineData(Template.KeyInformation, """{"fields":["vendor","total"]}""", """{"vendor":{"text":"Ä €","boxes":[[1,2,30,20]]},"total":null}""", "key_information")]
    [InlineData(Template.Classification, """{"labels":["letter","form"]}""", """["form"]""", "classification")]
    [InlineData(Template.DocumentCorners, "{}", "[[5,2],[115,3],[112,28],[4,27]]", "document_corners")]
    [InlineData(Template.Custom, """{"fields":[{"type":"text","name":"total"},{"type":"boxes","name":"where"}]}""", """{"total":"12.50 €","where":[[1,2,30,20]]}""", "custom")]
    public async Task Whatever_else_was_labeled_becomes_a_line_with_its_value(Template template, string formJson, string truth, string name)
    {
        using var floor = await AnsweredAsync(template, formJson, truth, null);
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("labels", floor.Batch.Id, scene.ScientistId, default)));
        Assert.Equal((0, 0, 1, true), (dataset.Pages, dataset.Crops, dataset.Labels, dataset.IsComplete));
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(await DownloadAsync(dataset.Id), folder.Path);
        var file = Path.Combine(folder.Path, "labels.jsonl");
        var line = JsonElement.Parse(Assert.Single(await File.ReadAllLinesAsync(file)));
        Assert.Equal((name, truth, 120), (line.GetProperty("template").GetString(), line.GetProperty("value").GetRawText(), line.GetProperty("width").GetInt32()));
        var image = await File.ReadAllBytesAsync(Path.Combine(folder.Path, line.GetProperty("image").GetString()!));
        Assert.Equal(line.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(image)));
        var manifest = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "manifest.json")));
        Assert.Equal((1, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)))), (manifest.GetProperty("labels").GetInt32(), manifest.GetProperty("sha256").GetString()));
        Assert.Equal(dataset.Sha256, manifest.GetProperty("sha256").GetString());
        // an engine says nothing of the kind
        Assert.DoesNotContain(await list.ListCompleteAsync(ProjectScope.Everything, default), d => d.Id == dataset.Id);
        Assert.Equal(1, (await list.ItemsAsync(dataset.Id, DatasetItemKind.Label, null, 0, 10, default)).Total);
    }

    [DatabaseTheory]
    [InlineData(Template.DocumentTranscription, "{}", Page, "[]")]
    [InlineData(Template.RectSelect, BoxesForm.EveryWord, "[[5,5,30,20],[40,5,70,20]]", "[]")]
    [InlineData(Template.PageOrientation, "{}", "270", "0")]
    [InlineData(Template.Classification, """{"labels":["letter","form"]}""", """["form"]""", """["letter"]""")]
    [InlineData(Template.KeyInformation, """{"fields":["vendor","total"]}""", """{"vendor":{"text":"Ä €","boxes":[[1,2,30,20]]},"total":null}""", """{"vendor":null,"total":null}""")]
    [InlineData(Template.DocumentCorners, "{}", "[[5,2],[115,3],[112,28],[4,27]]", "[[0,0],[120,0],[120,30],[0,30]]")]
    [InlineData(Template.Custom, """{"fields":[{"type":"text","name":"total"},{"type":"multi-choice","name":"marks","options":["logo","stamp"]},{"type":"number","name":"items"},{"type":"boxes","name":"where"}]}""",
        """{"total":"12.50 €","marks":["logo"],"items":3.5,"where":[[1,2,30,20]]}""", """{"total":null,"marks":[],"items":null,"where":[]}""")]
    public async Task What_is_downloaded_can_be_imported_and_downloaded_again(Template template, string formJson, string first, string second)
    {
        images.Size = (120, 30);
        using var floor = await AnsweredAsync(template, formJson, first, second);
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("there and back", floor.Batch.Id, scene.ScientistId, default)));
        using var zip = await DownloadAsync(dataset.Id);
        var imported = await FillAsync(await ImportAsync(zip));
        Assert.Equal((dataset.Pages, dataset.Crops, dataset.Labels, dataset.Sha256), (imported.Pages, imported.Crops, imported.Labels, imported.Sha256));
        using var again = await DownloadAsync(imported.Id);
        Assert.Equal(Contents(zip), Contents(again));
        Assert.Equal(0, images.Renderings);
    }

    /// <summary>Every file but the manifest, which says what the dataset is called.</summary>
    private static List<(string Name, string Sha256)> Contents(MemoryStream zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray()));
        return archive.Entries.Where(e => e.Name != DatasetArchive.ManifestName).Select(e =>
        {
            using var content = e.Open();
            return (e.FullName, Convert.ToHexStringLower(SHA256.HashData(content)));
        }).ToList();
    }

    [DatabaseFact]
    public async Task A_saved_dataset_stays_as_it_is_when_its_page_is_turned()
    {
        using var floor = await AnsweredAsync(Template.RectSelect, BoxesForm.EveryWord, "[[5,5,30,20]]");
        var (image, preview) = (await blobs.PutAsync(FakeImageReader.File("page"), default), await blobs.PutAsync(FakeImageReader.File("preview"), default));
        var document = new Document("page.png", image, 10, DocumentFormat.Png, DocumentCategory.LetterSized, Privacy.Public, null, scene.ScientistId, Scene.Noon, [(120, 30)]);
        document.Pages[0].Rendered(image, "image/png", 120, 30, preview);
        scene.Add(document);
        await scene.SaveAsync();
        await using var db = database.CreateDbContext();
        await db.Tasks.ExecuteUpdateAsync(s => s.SetProperty(t => t.PageId, document.Pages[0].Id).SetProperty(t => t.Image, image));
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("kept", floor.Batch.Id, scene.ScientistId, default)));
        using var before = await DownloadAsync(dataset.Id);

        images.Size = (120, 30);
        var turning = new PageTurning(transaction, database, blobs, lifetime, images, queue, new AuditLog(database, clock), new LabelingActivity(), clock);
        Assert.IsType<TurnOutcome.Turned>(await turning.TurnAsync(document.Pages[0].Id, 1, scene.ScientistId, default));

        Assert.NotEqual("[[5,5,30,20]]", (await floor.AnswersAsync()).Single().Text);
        using var after = await DownloadAsync(dataset.Id);
        Assert.Equal(Contents(before), Contents(after));
    }

    [DatabaseFact]
    public async Task A_batch_of_flags_has_nothing_to_keep()
    {
        using var floor = await AnsweredAsync(Template.PageOrientation, "{}", [null]);
        var dataset = await FillAsync(await AddedAsync(catalog.SaveBatchAsync("labels", floor.Batch.Id, scene.ScientistId, default)));
        Assert.Equal((JobStatus.Failed, "No task of the batch has a truth yet."), (dataset.Status, dataset.Reason));
    }

    /// <summary>A task for each answer; null is a flag.</summary>
    private async Task<LabelingFloor> AnsweredAsync(Template template, string formJson, params string?[] answers)
    {
        await scene.SaveAsync();
        var image = await blobs.PutAsync(FakeImageReader.File("page"), default);
        var floor = await LabelingFloor.OpenAsync(database, answers.Length, preLabel: null, image: image, template: template, formJson: formJson);
        foreach (var card in await floor.ClaimAsync(floor.Workers[0]))
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId, answers[card.Sequence], kind: answers[card.Sequence] is null ? AnswerKind.Unreadable : AnswerKind.Labeled);
        return floor;
    }
}
