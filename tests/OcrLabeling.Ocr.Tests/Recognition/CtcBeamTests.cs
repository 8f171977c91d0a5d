using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class CtcBeamTests
{
    // classes: 0 blank, 1 a, 2 b, 3 space
    private static readonly Charset Letters = Charset.Parse("a\nb\n"u8);

    [Fact]
    public void The_likeliest_text_wins_over_the_likeliest_path()
    {
        // best path: blank blank (0.36); but a is read along three paths (0.64)
        float[] steps = [0.6f, 0.4f, 0, 0, 0.6f, 0.4f, 0, 0];
        var candidates = CtcBeam.Decode(steps, Letters, 4);
        Assert.Equal(["a", ""], candidates.Select(c => c.Text));
        Assert.Equal(0.64, candidates[0].Probability, 5);
        Assert.Equal(0.36, candidates[1].Probability, 5);
    }

    [Fact]
    public void A_wide_beam_gives_exact_probabilities_that_add_up_to_one()
    {
        float[] steps = [0.5f, 0.3f, 0.1f, 0.1f, 0.1f, 0.6f, 0.2f, 0.1f, 0.2f, 0.2f, 0.5f, 0.1f];
        var candidates = CtcBeam.Decode(steps, Letters, 1000);
        Assert.Equal(1, candidates.Sum(c => c.Probability), 5);
        foreach (var (text, probability) in candidates)
        {
            int[] labels = [.. text.Select(c => c switch { 'a' => 1, 'b' => 2, _ => 3 })];
            Assert.Equal(CtcProbability.Of(steps, Letters.ClassCount, labels), probability, 6);
        }
        Assert.Equal(candidates.OrderByDescending(c => c.Probability).Select(c => c.Text), candidates.Select(c => c.Text));
    }

    [Fact]
    public void Spaces_are_read_and_doubles_need_a_blank_between()
    {
        float[] steps = [0, 0.9f, 0, 0.1f, 0.9f, 0.1f, 0, 0, 0, 0.9f, 0.1f, 0, 0, 0.05f, 0, 0.95f, 0, 0, 1, 0];
        Assert.Equal("aa b", CtcBeam.Decode(steps, Letters, 8)[0].Text);
    }
}
