using System.Text.Json;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Datasets;

public abstract partial class DatasetContract
{
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
        Assert.IsType<NewDatasetOutcome.Refused>(await catalog.ImportAsync(Project.DefaultId, "x", Privacy.Donated, " ", archive, Guid.NewGuid(), default));
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

    [DatabaseFact]
    public async Task Images_are_found_by_their_path_in_whatever_way_it_is_written()
    {
        await scene.SaveAsync();
        var lines = "\uFEFF" + string.Join("\r\n",
            """{"image":"a\\001.png","text":"ALPHA"}""", """{"image":"./b/001.png","text":"BRAVO"}""", """{"image":"cafe\u0301.png","text":"CHARLIE"}""", """{"image":"x/../deep.png","text":"DELTA"}""");
        var dataset = await FillAsync(await ImportAsync(Zip(
            ("words.jsonl", lines), ("a/001.png", FakeImageReader.File("a")), ("b/001.png", FakeImageReader.File("b")), ("c/001.png", FakeImageReader.File("c")), ("caf\u00E9.png", FakeImageReader.File("d")),
            ("inner/deep.png", FakeImageReader.File("e")))));
        Assert.True(dataset.IsComplete, dataset.Reason);
        var items = (await list.ItemsAsync(dataset.Id, DatasetItemKind.Crop, null, 0, 10, default)).Items;
        Assert.Equal(["a/001.png", "b/001.png", "caf\u00E9.png", "deep.png"], items.Select(i => i.Name));
        Assert.Equal(items.Select(i => i.Name), items.Select(i => JsonDocument.Parse(i.TruthJson).RootElement.GetProperty("image").GetString()));
        foreach (var (item, content) in items.Zip(["a", "b", "d", "e"]))
            Assert.Equal(FakeImageReader.File(content), await blobs.GetAsync(item.Image, default));
        Assert.Equal("1 image of the archive has no line and was left out: c/001.png.", dataset.ImportNotes);
    }

    [DatabaseFact]
    public async Task A_path_that_could_mean_two_images_or_differs_in_case_means_none()
    {
        await scene.SaveAsync();
        var dataset = await FillAsync(await ImportAsync(Zip(
            ("words.jsonl", """{"image":"001.png","text":"x"}""" + "\n" + """{"image":"W1.png","text":"x"}"""), ("a/001.png", FakeImageReader.File("a")), ("b/001.png", FakeImageReader.File("b")), ("w1.png", FakeImageReader.File("c")))));
        Assert.EndsWith("\n3 images of the archive are named by no line that is right: a/001.png, b/001.png, w1.png.", dataset.Reason, StringComparison.Ordinal);
        Assert.Contains("words.jsonl line 1: 001.png is not in the archive", dataset.Reason, StringComparison.Ordinal);
        Assert.Contains("words.jsonl line 2: W1.png is not in the archive", dataset.Reason, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Names_in_the_code_page_of_a_Windows_are_understood()
    {
        await scene.SaveAsync();
        var lines = """{"image":"größe.png","text":"western"}""" + "\n" + """{"image":"łódź.png","text":"central"}""";
        var dataset = await FillAsync(await ImportAsync(Documents.ZipNamesTests.Zip(
            ("words.jsonl"u8.ToArray(), System.Text.Encoding.UTF8.GetBytes(lines)), ([(byte)'g', (byte)'r', 0x94, 0xE1, (byte)'e', .. ".png"u8], FakeImageReader.File("a")),
            // code page 852: ł is 0x88, ó 0xA2, ź 0xAB
            ([0x88, 0xA2, (byte)'d', 0xAB, .. ".png"u8], FakeImageReader.File("b")))));
        Assert.True(dataset.IsComplete, dataset.Reason);
        Assert.Equal(["größe.png", "łódź.png"], (await list.ItemsAsync(dataset.Id, DatasetItemKind.Crop, null, 0, 10, default)).Items.Select(i => i.Name));
        Assert.Null(dataset.ImportNotes);
    }

    [DatabaseFact]
    public async Task Texts_are_cleaned_on_the_way_in()
    {
        await scene.SaveAsync();
        images.Size = (120, 30);
        var dataset = await FillAsync(await ImportAsync(Zip(
            ("gt.jsonl", """{"image":"p.png","width":120,"height":30,"extra":[1],"words":[{"text":"1\u00A0234\u200B","box":[0,0,9,9]}],"text":"a\tb\r\n c"}"""),
            ("words.jsonl", """{"image":"b.png","text":"cafe\u0301","note":"kept"}"""), ("p.png", FakeImageReader.File("p")), ("b.png", FakeImageReader.File("b")))));
        Assert.True(dataset.IsComplete, dataset.Reason);
        var page = JsonDocument.Parse((await list.ItemsAsync(dataset.Id, DatasetItemKind.Page, null, 0, 10, default)).Items[0].TruthJson).RootElement;
        Assert.Equal(("1 234", "a b\nc", 1), (page.GetProperty("words")[0].GetProperty("text").GetString(), page.GetProperty("text").GetString(), page.GetProperty("extra")[0].GetInt32()));
        var crop = JsonDocument.Parse((await list.ItemsAsync(dataset.Id, DatasetItemKind.Crop, null, 0, 10, default)).Items[0].TruthJson).RootElement;
        Assert.Equal(("caf\u00E9", "kept"), (crop.GetProperty("text").GetString(), crop.GetProperty("note").GetString()));
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
        { "labels.jsonl", "nonsense", "labels.jsonl line 1: not JSON" },
        { "labels.jsonl", "[1]", "labels.jsonl line 1: not a JSON object" },
        { "labels.jsonl", """{"image":"b.png","image":"c.png"}""", "labels.jsonl line 1: not JSON, or a name stands twice in it" },
        { "labels.jsonl", Label("rect_select", "[[5,5,30,20]]", image: ""), "labels.jsonl line 1: image: a text is needed" },
        { "labels.jsonl", Label("rect_select", "[[5,5,30,20]]", width: 0), "labels.jsonl line 1: width: a whole number above 0 is needed" },
        { "labels.jsonl", Label("rect_select", "[[5,5,30,20]]", width: 10), "labels.jsonl line 1: value: A box is empty or lies outside the image." },
        { "labels.jsonl", Label("rect_select", "[[5,5,30,20]]", width: 999), "labels.jsonl line 1: b.png: the line says 999 x 1400 pixels, the image has 1000 x 1400" },
        { "labels.jsonl", Label("classification", "\"form\""), "labels.jsonl line 1: value: labels in [] are needed" },
        { "labels.jsonl", Label("key_information", "[]"), "labels.jsonl line 1: value: an object with the fields is needed" },
        { "labels.jsonl", Label("key_information", """{"total":{"text":"7","boxes":[]}}"""), "labels.jsonl line 1: value: total: the boxes of its words are missing." },
        { "labels.jsonl", Label("rect_select", "7"), "labels.jsonl line 1: value: Boxes are written" },
        { "labels.jsonl", Label("document_transcription", "[]"), "labels.jsonl line 1: template: one of page_orientation, rect_select, document_corners, classification, key_information, custom is needed" },
        { "labels.jsonl", "\n" + Label("page_orientation", "45"), "labels.jsonl line 2: value: An orientation is 0, 90, 180 or 270." },
        { "labels.jsonl", Label("document_corners", "[[0,0],[9,0],[9,9]]"), "labels.jsonl line 1: value: Corners are written" },
        { "labels.jsonl", Label("custom", "{}"), "labels.jsonl line 1: value: an object with the fields of the form is needed" },
        { "labels.jsonl", Label("custom", """{"kind":"a","where":[[0,0,9,2000]]}"""), "labels.jsonl line 1: value.where: a text, a number, null" },
        { "labels.jsonl", Label("custom", """{"kind":true}"""), "labels.jsonl line 1: value.kind: a text, a number, null" },
        { "labels.jsonl", Label("custom", """{"kind":"\ud800"}"""), "labels.jsonl line 1: a text is not valid Unicode" },
        { "labels.jsonl", Label("page_orientation", "90", category: "napkins"), "labels.jsonl line 1: category \"napkins\" is none of register_tapes" },
        { "labels.jsonl", Label("page_orientation", "90") + "\n" + Label("page_orientation", "90"), "labels.jsonl line 2: b.png stands on an earlier line, too" },
        { "other.txt", "x", "The archive holds none of gt.jsonl, words.jsonl, labels.jsonl." },
    };

    private static string Label(string template, string value, string image = "b.png", int width = 1000, string category = "other") =>
        $$"""{"image":"{{image}}","category":"{{category}}","template":"{{template}}","width":{{width}},"height":1400,"source":"letter.png, page 1","value":{{value}}}""";

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
}
