using OcrLabeling.Scoring;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class GroundTruthFolderTests : IDisposable
{
    private const string Good = """{"image":"a.png","category":"other","width":10,"height":20,"text":"x"}""";
    private const string BoxOrder = "words[0].box ends before it starts; expected [x0, y0, x1, y1] with x0 <= x1 and y0 <= y1";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pages_come_with_words_lines_or_text()
    {
        Write("gt.jsonl",
            """{"image":"a.png","category":"screenshots","dataset":"d","width":10,"height":20,"words":[{"text":"x","box":[1,2,3,4]},"""
                + """{"text":"###","poly":[0,1,9,0,9,5,0,6],"ignore":true}]}""",
            "",
            """{"image":"b.png","width":10,"height":20,"lines":[{"text":"X Y","box":[0,0,5.5,5]}],"fold_case":true,"split":"train"}""",
            """{"image":"c.png","width":10,"height":20,"words":null,"text":"x"}""");
        var pages = GroundTruthFolder.Open(folder.Root).ReadPages().ToList();
        Assert.Equal([new("x", new Box(1, 2, 3, 4)), new("###", new Box(0, 0, 9, 6), Ignore: true)], pages[0].Words);
        Assert.Equal(("screenshots", "d", false), (pages[0].Category, pages[0].Dataset, pages[0].FoldCase));
        Assert.Equal((TruthFile.DefaultCategory, Path.GetFileName(folder.Root), true), (pages[1].Category, pages[1].Dataset, pages[1].FoldCase));
        Assert.Equal(new Box(0, 0, 5.5, 5), Assert.Single(pages[1].Lines!).Box);
        Assert.Equal("x", pages[2].Text);
    }

    [Fact]
    public void Crops_need_only_an_image_and_a_text()
    {
        Write("words.jsonl",
            """{"image":"a.png","text":""}""",
            """{"image":"b.png","text":"x","dataset":"d","kind":"line","fold_case":true,"alnum_only":true}""");
        var crops = GroundTruthFolder.Open(folder.Root).ReadCrops().ToList();
        Assert.Equal(new("a.png", "", Path.GetFileName(folder.Root), "word"), crops[0]);
        Assert.Equal(new("b.png", "x", "d", "line", FoldCase: true, AlphanumericOnly: true), crops[1]);
    }

    [Theory]
    [InlineData("""{"image":"b.png","width":10""", "not JSON (column 28)")]
    [InlineData("[1]", "the line is not an object")]
    [InlineData("""{"width":10,"height":20,"text":"x"}""", "image is missing")]
    [InlineData("""{"image":"a.png","width":10,"height":20,"text":"x"}""", "image \"a.png\" stands on an earlier line, too")]
    [InlineData("""{"image":"b.png","width":0,"height":20,"text":"x"}""", "width is not a whole number above 0")]
    [InlineData("""{"image":"b.png","width":10,"height":20}""", "none of words, lines and text is there")]
    [InlineData("""{"image":"b.png","width":10,"height":20,"category":7,"text":"x"}""", "category is not a string")]
    [InlineData("""{"image":"b.png","width":10,"height":20,"fold_case":"yes","text":"x"}""", "fold_case is not true or false")]
    [InlineData("""{"image":"b.png","width":10,"height":20,"words":{}}""", "words is not an array")]
    [InlineData("""{"image":"b.png","width":10,"height":20,"words":[{"text":"x"},7]}""", "words[1] is not an object")]
    [InlineData("""{"image":"b.png","width":10,"height":20,"words":[{"box":[0,0,1,1]}]}""", "words[0].text is missing")]
    [InlineData("""{"image":"b.png","width":10,"height":20,"words":[{"text":"x","box":[0,0,1]}]}""", "words[0].box has 3 numbers, expected 4")]
    [InlineData("""{"image":"b.png","width":10,"height":20,"words":[{"text":"x","box":[5,0,1,1]}]}""", BoxOrder)]
    [InlineData("""{"image":"b.png","width":10,"height":20,"lines":[{"text":"x","poly":[5,0,1,1]}]}""", "lines[0].poly has 4 numbers, expected three or more pairs")]
    [InlineData("""{"image":"b.png","width":10,"height":20,"words":[{"text":"x","box":[0,0,1,1e999]}]}""", "words[0].box holds something that is not a number")]
    [InlineData("""{"image":"b.png","width":10,"height":20,"text":"\ud800"}""", "text is not valid Unicode text")]
    public void A_wrong_line_is_named_with_its_number_and_fault(string line, string problem)
    {
        Write("gt.jsonl", Good, "", line);
        var error = Assert.Throws<LineFormatException>(() => GroundTruthFolder.Open(folder.Root).ReadPages().ToList());
        Assert.Equal($"{folder["gt.jsonl"]} line 3: {problem}", error.Message);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        File.WriteAllBytes(folder["words.jsonl"], [.. "{\"image\":\"a\",\"text\":\""u8, 0xFF, .. "\"}"u8]);
        Assert.Throws<LineFormatException>(() => GroundTruthFolder.Open(folder.Root).ReadCrops().ToList());
    }

    [Fact]
    public void Reading_stops_where_the_reader_stops()
    {
        Write("gt.jsonl", Good, "this line is never reached");
        Assert.Equal("a.png", GroundTruthFolder.Open(folder.Root).ReadPages().First().Image);
    }

    [Fact]
    public void A_folder_without_truth_is_refused()
    {
        Assert.Throws<FileNotFoundException>(() => GroundTruthFolder.Open(folder.Root));
        Assert.Throws<DirectoryNotFoundException>(() => GroundTruthFolder.Open(folder["none"]));
    }

    [Theory]
    [InlineData("../secret.png")]
    [InlineData("/etc/passwd")]
    [InlineData("images/../../secret.png")]
    public void An_image_name_cannot_lead_out_of_the_folder(string image)
    {
        Write("gt.jsonl", Good);
        Assert.Throws<InvalidDataException>(() => GroundTruthFolder.Open(folder.Root).ImagePath(image));
    }

    [Fact]
    public void An_image_is_found_however_its_path_is_written()
    {
        Directory.CreateDirectory(folder["img"]);
        Write("gt.jsonl", Good);
        foreach (var name in new[] { "img/cafe\u0301.png", "img/w1.png", "lone.png" })
            File.WriteAllText(folder[name], "x");
        var truth = GroundTruthFolder.Open(folder.Root);
        Assert.Equal(folder["img/cafe\u0301.png"], truth.ImagePath("img/caf\u00E9.png"));
        Assert.Equal(folder["img/w1.png"], truth.ImagePath(ImagePath.Canonical(".\\img\\w1.png")));
        Assert.Equal(folder["img/w1.png"], truth.ImagePath("w1.png"));
        Assert.Equal(["W1.png"], truth.LinesWithoutImage(["w1.png", "W1.png"]));
        Assert.Equal(["img/cafe\u0301.png", "lone.png"], truth.ImagesWithoutLine(["img/w1.png"]));
    }

    [Theory]
    [InlineData("utf-8"), InlineData("utf-16"), InlineData("utf-16BE")]
    public void A_file_may_carry_a_mark_and_any_line_ends(string encoding)
    {
        File.WriteAllText(folder["gt.jsonl"], Good + "\r\n" + Good.Replace("a.png", "./sub\\\\b.png", StringComparison.Ordinal) + "\r\n", System.Text.Encoding.GetEncoding(encoding));
        Assert.Equal(["a.png", "sub/b.png"], GroundTruthFolder.Open(folder.Root).ReadPages().Select(p => p.Image));
    }

    private void Write(string name, params string[] lines) => File.WriteAllLines(folder[name], lines);
}
