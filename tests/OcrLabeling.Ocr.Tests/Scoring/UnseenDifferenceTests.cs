using System.Text;
using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

/// <summary>What nobody can see costs no score.</summary>
public sealed class UnseenDifferenceTests
{
    public static TheoryData<string, string> Pairs() => new()
    {
        { "caf\u00E9", "cafe\u0301" },
        { "\u00C5ngstr\u00F6m", "A\u030Angstro\u0308m" },
        { "1 234", "1\u00A0234" },
        { "1 234", "1\u202F234" },
        { "a b", "a  b" },
        { "Total", "\uFEFFTo\u200Btal" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_crop_is_right(string one, string other)
    {
        foreach (var (truth, read) in new[] { (one, other), (other, one) })
        {
            var counts = CropScorer.Score(new("a.png", truth, "x", "word"), new("a.png", read)).Counts;
            Assert.Equal((1, 0L), (counts.Right, counts.CharacterEdits.Edits));
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_page_is_right(string one, string other)
    {
        foreach (var (truth, read) in new[] { (one, other), (other, one) })
        {
            var box = new Box(10, 10, 90, 30);
            var boxed = PageScorer.Score(new("a.png", "c", "x", 100, 100, [new(truth, box)], null, null, false), new("a.png", [new(read, box, 0.9)])).Counts;
            Assert.Equal((1.0, 0L, 0L), (boxed.Bag.F1, boxed.CharacterEdits.Edits, boxed.WordEdits.Edits));
            var plain = PageScorer.Score(new("a.png", "c", "x", 100, 100, null, null, truth, false), new("a.png", null, read)).Counts;
            Assert.Equal((1.0, 0L), (plain.Bag.F1, plain.CharacterEdits.Edits));
        }
    }

    [Fact]
    public void A_boxed_word_in_another_Unicode_form_is_found_at_its_place()
    {
        var words = "caf\u00E9 M\u00FCller na\u00EFve plain".Split(' ');
        TruthRegion[] truth = [.. words.Select((w, i) => new TruthRegion(w, new Box(i * 60, 0, i * 60 + 50, 20)))];
        PredictedWord[] read = [.. words.Select((w, i) => new PredictedWord(w.Normalize(NormalizationForm.FormD), new Box(i * 60, 0, i * 60 + 50, 20)))];
        Assert.Equal(1, PageScorer.Score(new("a.png", "c", "x", 300, 30, truth, null, null, false), new("a.png", read)).Counts.Words.F1);
    }
}
