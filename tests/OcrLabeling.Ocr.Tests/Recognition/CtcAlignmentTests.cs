using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class CtcAlignmentTests
{
    // classes: 0 blank, 1 a, 2 b
    [Fact]
    public void Every_label_stands_on_the_steps_of_the_likeliest_alignment()
    {
        float[] steps = [0.9f, 0.1f, 0, 0.1f, 0.9f, 0, 0.2f, 0.8f, 0, 0.8f, 0.1f, 0.1f, 0.1f, 0, 0.9f];
        Assert.Equal([(1, 2), (4, 4)], CtcAlignment.Find(steps, 3, [1, 2]));
    }

    [Fact]
    public void A_double_needs_a_blank_between()
    {
        float[] steps = [0, 1, 0, 0.4f, 0.6f, 0, 0, 1, 0];
        Assert.Equal([(0, 0), (2, 2)], CtcAlignment.Find(steps, 3, [1, 1]));
    }

    [Fact]
    public void A_text_longer_than_the_steps_has_no_alignment() => Assert.Null(CtcAlignment.Find([0, 1, 0], 3, [1, 2]));

    [Fact]
    public void The_empty_text_stands_nowhere() => Assert.Empty(CtcAlignment.Find([1, 0, 0], 3, [])!);
}
