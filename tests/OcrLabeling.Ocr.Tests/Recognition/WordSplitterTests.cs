using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class WordSplitterTests
{
    // letters are bars 12 pixels wide and 24 high on a line 48 high
    private const int LetterWidth = 12, LetterTop = 12, LetterHeight = 24;

    [Fact]
    public void A_wide_gap_parts_words_without_any_space_from_the_network()
    {
        var (reading, ink) = Line([10, 26, 42, 76, 92], space: 0.001f);
        Assert.Equal(["abc", "de"], WordSplitter.Split(reading, ink).Select(word => word.Text));
    }

    [Fact]
    public void Even_gaps_part_nothing()
    {
        var (reading, ink) = Line([10, 26, 42, 58, 74], space: 0.001f);
        Assert.Equal(["abcde"], WordSplitter.Split(reading, ink).Select(word => word.Text));
    }

    [Fact]
    public void A_likely_space_parts_words_at_a_middling_gap()
    {
        int[] letters = [10, 26, 42, 64, 80];
        Assert.Single(WordSplitter.Split(Line(letters, space: 0.001f).Reading, Line(letters, 0.001f).Ink));
        var (reading, ink) = Line(letters, space: 0.8f);
        Assert.Equal(["abc", "de"], WordSplitter.Split(reading, ink).Select(word => word.Text));
    }

    [Fact]
    public void Boxes_stand_off_from_the_ink_by_a_tenth_of_its_height()
    {
        var (reading, ink) = Line([10, 26, 42, 76, 92], space: 0.001f);
        var boxes = WordSplitter.Split(reading, ink).Select(word => word.Box).ToArray();
        const double margin = LetterHeight / 10.0;
        Assert.Equal(new Box(10 - margin, LetterTop - margin, 54 + margin, LetterTop + LetterHeight + margin), boxes[0]);
        Assert.Equal(new Box(76 - margin, LetterTop - margin, 104 + margin, LetterTop + LetterHeight + margin), boxes[1]);
    }

    [Fact]
    public void Light_text_on_dark_ground_has_ink_too()
    {
        var (reading, ink) = Line([10, 26, 42, 76, 92], space: 0.001f, paper: 20, letter: 240);
        Assert.Equal(2, WordSplitter.Split(reading, ink).Count);
    }

    [Fact]
    public void A_rule_under_the_line_fills_no_gap()
    {
        using var line = Draw([10, 26, 42, 76, 92], 255, 0);
        line.Row(40).Clear();
        Assert.Equal(22, new InkProfile(line).WidestGap(48, 82).Width);
    }

    [Fact]
    public void Confidence_is_the_geometric_mean()
    {
        var (_, ink) = Line([10, 26, 42, 58], space: 0.001f);
        var reading = new CtcReading([new("a", 1.5, 0.9), new("b", 3.5, 0.4)], new float[16]);
        Assert.Equal(0.6, Assert.Single(WordSplitter.Split(reading, ink)).Confidence, 6);
    }

    private static (CtcReading Reading, InkProfile Ink) Line(int[] letters, float space, byte paper = 255, byte letter = 0)
    {
        using var line = Draw(letters, paper, letter);
        var spaces = new float[line.Width / LineRecognizer.StepPixels];
        // between the third letter and the fourth
        spaces[(letters[2] + LetterWidth + letters[3]) / 2 / LineRecognizer.StepPixels] = space;
        var characters = letters.Select((x, i) => new CtcCharacter(((char)('a' + i)).ToString(), (x + LetterWidth / 2.0) / LineRecognizer.StepPixels - 0.5, 0.9));
        return (new([.. characters], spaces), new InkProfile(line));
    }

    private static Image Draw(int[] letters, byte paper, byte letter)
    {
        var line = new Image(128, 48, 1);
        for (var y = 0; y < line.Height; y++)
        {
            var row = line.Row(y);
            row.Fill(paper);
            if (y is >= LetterTop and < LetterTop + LetterHeight)
            {
                foreach (var x in letters)
                    row.Slice(x, LetterWidth).Fill(letter);
            }
        }
        return line;
    }
}
