using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class CtcProbabilityTests
{
    private const int Classes = 3;

    /// <summary>Four steps of blank, a, b.</summary>
    private static readonly float[] Steps = [0.5f, 0.3f, 0.2f, 0.1f, 0.6f, 0.3f, 0.2f, 0.2f, 0.6f, 0.4f, 0.35f, 0.25f];

    public static TheoryData<int[]> Texts => [[], [1], [2], [1, 2], [1, 1], [2, 1, 2], [1, 2, 1, 2], [1, 1, 1]];

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_is_the_sum_over_all_paths_that_collapse_to_the_text(int[] labels) =>
        Assert.Equal(SumOverPaths(labels), CtcProbability.Of(Steps, Classes, labels), 6);

    [Fact]
    public void All_texts_together_have_probability_one()
    {
        var texts = Enumerable.Range(0, 5).SelectMany(Words).ToList();
        Assert.Equal(1, texts.Sum(text => CtcProbability.Of(Steps, Classes, text)), 5);
    }

    [Fact]
    public void A_text_longer_than_the_steps_is_impossible() => Assert.Equal(0, CtcProbability.Of(Steps, Classes, [1, 2, 1, 2, 1]));

    [Fact]
    public void Long_texts_do_not_vanish()
    {
        int[] labels = [.. Enumerable.Range(0, 90).Select(i => 1 + i % 2)];
        float[] steps = [.. labels.SelectMany(label => Enumerable.Range(0, Classes).Select(i => i == label ? 0.98f : 0.01f))];
        Assert.Equal(Math.Pow(0.98f, 90), CtcProbability.Of(steps, Classes, labels), 4);
    }

    private static double SumOverPaths(int[] labels)
    {
        var sum = 0.0;
        for (var path = 0; path < 81; path++)
        {
            int[] classes = [path % 3, path / 3 % 3, path / 9 % 3, path / 27];
            var read = classes.Where((c, i) => c != 0 && (i == 0 || classes[i - 1] != c));
            if (read.SequenceEqual(labels))
                sum += classes.Select((c, i) => (double)Steps[i * Classes + c]).Aggregate((a, b) => a * b);
        }
        return sum;
    }

    private static IEnumerable<int[]> Words(int length) =>
        length == 0 ? [[]] : Words(length - 1).SelectMany(word => (int[][])[[.. word, 1], [.. word, 2]]);
}
