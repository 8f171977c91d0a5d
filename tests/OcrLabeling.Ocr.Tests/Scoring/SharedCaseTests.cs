using OcrLabeling.Ocr.Tests.Support;
using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

/// <summary>The scoring cases of the shared folder with what they must come to; the same behaviours are tested on inputs of our own beside this file.</summary>
public sealed class SharedCaseTests
{
    [SharedCaseTheory]
    [InlineData("nfdpage", 1.0, 0.0, null)]
    [InlineData("e1", 1.0, 0.0, 1.0)]
    [InlineData("e2", 1.0, 0.0, 1.0)]
    [InlineData("e3", 1.0, 0.0, 1.0)]
    [InlineData("empty", 0.0, 10.0, 0.5)]
    [InlineData("fold", 1.0, 0.0, null)]
    [InlineData("pages", 1.0, 0.0, null)]
    [InlineData("u16", 1.0, 0.0, null)]
    [InlineData("duppred", 1.0, 0.0, null)]
    [InlineData("extra", 1.0, 0.0, null)]
    public void Pages_score(string name, double bagF1, double characterErrorRate, double? blankPages)
    {
        var overall = Pages(name).Overall;
        Assert.Equal((bagF1, characterErrorRate, blankPages), (overall[ScoreFigure.BagF1], overall[ScoreFigure.CharacterErrorRate], overall[ScoreFigure.BlankPageAccuracy]));
    }

    [SharedCaseFact]
    public void A_blank_page_is_left_out_of_the_mean_over_pages() => Assert.Equal(1.0, Pages("e3").Overall[ScoreFigure.BagF1Macro]);

    [SharedCaseFact]
    public void Names_of_other_Unicode_forms_and_with_dots_are_found_and_another_case_is_not()
    {
        var report = Pages("mism");
        Assert.Equal((3, 1), (report.Overall.Items, report.Overall.Missing));
    }

    [SharedCaseFact]
    public void An_image_on_two_lines_is_refused() => Assert.Throws<LineFormatException>(() => Pages("dup"));

    [SharedCaseTheory]
    [InlineData("nfd", 1.0, 0.0)]
    [InlineData("emptyc", 0.5, 1.0)]
    public void Crops_score(string name, double swa, double characterErrorRate)
    {
        var folder = Path.Combine(TestFiles.SharedCases!, "score", name);
        var predictions = PredictionFile.ReadCrops(Path.Combine(folder, "p.jsonl"));
        var overall = ScoreReport.From(TruthFile.ReadCrops(Path.Combine(folder, "words.jsonl")).Select(t => CropScorer.Score(t, predictions[t.Image])), new() { Resamples = 0 }).Overall;
        Assert.Equal((swa, characterErrorRate), (overall[ScoreFigure.Swa], overall[ScoreFigure.CharacterErrorRate]));
    }

    private static ScoreReport Pages(string name)
    {
        var folder = Path.Combine(TestFiles.SharedCases!, "score", name);
        var predictions = PredictionFile.ReadPages(Path.Combine(folder, "p.jsonl"));
        return ScoreReport.From(TruthFile.ReadPages(Path.Combine(folder, "gt.jsonl")).Select(t => PageScorer.Score(t, predictions.GetValueOrDefault(t.Image))), options: new() { Resamples = 0 });
    }
}

/// <summary>Skipped by name where the shared cases are absent.</summary>
public sealed class SharedCaseFactAttribute : FactAttribute
{
    public SharedCaseFactAttribute()
    {
        if (TestFiles.SharedCases is null)
            Skip = "the shared cases are not there (OCRLAB_CASES or ../shared/cases)";
    }
}

/// <summary>Skipped by name where the shared cases are absent.</summary>
public sealed class SharedCaseTheoryAttribute : TheoryAttribute
{
    public SharedCaseTheoryAttribute()
    {
        if (TestFiles.SharedCases is null)
            Skip = "the shared cases are not there (OCRLAB_CASES or ../shared/cases)";
    }
}
