using OcrLabeling.Scoring;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class PredictionFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_page_comes_back_as_it_was_written()
    {
        PredictedWord[] words = [new("ﬁne “x”", new Box(0.1, 2, 1.0 / 3, 4), 0.7), new("y", null)];
        var page = new PagePrediction("a.png", words, Seconds: 1.5, CpuSeconds: 0.1, Engine: new EngineVersion("ppocr", "4"));
        File.WriteAllText(folder["p.jsonl"], PredictionFile.Write(page));
        var read = PredictionFile.ReadPages(folder["p.jsonl"])["a.png"];
        Assert.Equal(page.Words!, read.Words!);
        Assert.Equal(page with { Words = null }, read with { Words = null });
    }

    [Fact]
    public void A_crop_comes_back_as_it_was_written()
    {
        var crop = new CropPrediction("a.png", "", 0.25, 0.5, 0.25, "crashed", new EngineVersion("ppocr", "4"));
        File.WriteAllText(folder["p.jsonl"], PredictionFile.Write(crop));
        Assert.Equal(crop, PredictionFile.ReadCrops(folder["p.jsonl"])["a.png"]);
    }

    [Fact]
    public void The_lines_have_the_names_that_the_reference_scorer_reads()
    {
        Assert.Equal(
            """{"image":"a.png","words":[{"text":"x","box":[1,2,3,4],"confidence":0.5}],"seconds":1,"cpu_seconds":0}""",
            PredictionFile.Write(new PagePrediction("a.png", [new("x", new Box(1, 2, 3, 4), 0.5)], Seconds: 1)));
        Assert.Equal(
            """{"image":"a.png","text":"x","confidence":0.5,"seconds":1,"cpu_seconds":0}""", PredictionFile.Write(new CropPrediction("a.png", "x", 0.5, 1)));
    }

    [Fact]
    public void The_last_line_of_an_image_counts()
    {
        File.WriteAllLines(folder["p.jsonl"], ["""{"image":"a.png","words":[],"failure":"crashed"}""", """{"image":"a.png","text":"x"}"""]);
        Assert.Equal("x", PredictionFile.ReadPages(folder["p.jsonl"])["a.png"].Text);
    }

    [Theory]
    [InlineData("""{"image":"a.png","words":[{"text":"x","confidence":1.5}]}""", "words[0].confidence is not between 0 and 1")]
    [InlineData("""{"image":"a.png","words":[],"seconds":-1}""", "seconds is below 0")]
    public void A_wrong_line_is_named(string line, string problem)
    {
        File.WriteAllText(folder["p.jsonl"], line);
        Assert.Equal(problem, Assert.Throws<LineFormatException>(() => PredictionFile.ReadPages(folder["p.jsonl"])).Problem);
    }
}
