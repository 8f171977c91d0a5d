using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Quality.Agreement;

/// <summary>Each measure against a published example or a value worked out by hand, to 1e-9 where that has as many digits.</summary>
public sealed class AgreementTests
{
    private const int Digits = 9;

    private static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;

    // twelve units, four raters, dots for missing answers: Krippendorff 2011, section C
    private static readonly string[] Raters = ["1233" + "2141" + "2...", "1233" + "2241" + "25.3", ".333" + "2342" + "251.", "1233" + "2441" + "251."];

    [Fact]
    public void Cohens_kappa_of_fifty_grant_proposals() =>
        // 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: p_o 0.7, p_e 0.5
        Assert.Equal(0.4, NominalAgreement.Cohen([.. Pairs("yes", "yes", 20), .. Pairs("yes", "no", 5), .. Pairs("no", "yes", 10), .. Pairs("no", "no", 15)])!.Value, Digits);

    [Fact]
    public void Cohens_kappa_tells_chance_from_agreement()
    {
        // the same observed agreement of 0.6, by raters who lean alike (0.1304) and against each other (0.2593)
        Assert.Equal(0.06 / 0.46, NominalAgreement.Cohen([.. Pairs("y", "y", 45), .. Pairs("y", "n", 15), .. Pairs("n", "y", 25), .. Pairs("n", "n", 15)])!.Value, Digits);
        Assert.Equal(0.14 / 0.54, NominalAgreement.Cohen([.. Pairs("y", "y", 25), .. Pairs("y", "n", 35), .. Pairs("n", "y", 5), .. Pairs("n", "n", 35)])!.Value, Digits);
        Assert.Null(NominalAgreement.Cohen([("a", "a"), ("a", "a")]));
        Assert.Null(NominalAgreement.Cohen([]));
    }

    [Fact]
    public void Fleiss_kappa_of_fourteen_raters_and_ten_subjects()
    {
        int[][] counts =
        [
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
        ];
        var units = counts.Select(row => (IReadOnlyList<string>)[.. row.SelectMany((count, i) => Enumerable.Repeat($"{i}", count))]).ToList();
        // p_o 0.378, p_e 0.213 in the example's rounding
        Assert.Equal(0.210, NominalAgreement.Fleiss(units)!.Value, 3);
    }

    [Fact]
    public void Fleiss_kappa_wants_equally_many_answers() =>
        Assert.Throws<ArgumentException>(() => NominalAgreement.Fleiss([["a", "b"], ["a", "b", "c"]]));

    [Fact]
    public void Krippendorffs_alpha_of_the_four_observers() => Assert.Equal(0.743, KrippendorffAlpha.Nominal(Krippendorff())!.Value, 3);

    [Fact]
    public void Krippendorffs_alpha_by_hand()
    {
        // units aa, ab, bb: observed 2 of 6 values in unequal pairs, expected 2 * 3 * 3 / (6 * 5); alpha = 1 - 5 * 2 / 18
        Assert.Equal(1 - 10.0 / 18, KrippendorffAlpha.Nominal([["a", "a"], ["a", "b"], ["b", "b"], ["c"]])!.Value, Digits);
        Assert.Equal(1, KrippendorffAlpha.Nominal([["a", "a"], ["b", "b", "b"]])!.Value, Digits);
        Assert.Null(KrippendorffAlpha.Nominal([["a", "a"]]));
    }

    [Fact]
    public void A_wrong_letter_costs_alpha_less_than_a_wrong_word()
    {
        // values cat, cat, cat, cut: distance 1/3; observed 2 * (1/9), expected 2 * 3 * (1/9) over 4 * 3: alpha = 1 - 3 * 2 / 6 = 0
        Assert.Equal(0, KrippendorffAlpha.EditDistance([["cat", "cat"], ["cat", "cut"]])!.Value, Digits);
        // cat, cut | dog, dog: observed 2/9; expected 2 * (1/9 + 2 * 1 + 2 * 1); alpha = 1 - 3 * (2/9) / (74/9)
        Assert.Equal(1 - 6.0 / 74, KrippendorffAlpha.EditDistance([["cat", "cut"], ["dog", "dog"]])!.Value, Digits);
        Assert.Equal(1 - 3.0 * 2 / 10, KrippendorffAlpha.Nominal([["cat", "cut"], ["dog", "dog"]])!.Value, Digits);
    }

    [Fact]
    public void Exact_agreement_is_the_share_of_equal_pairs() =>
        // three pairs of which one is equal, and one of one
        Assert.Equal(2 / 4.0, NominalAgreement.Exact([["a", "a", "b"], ["c", "c"], ["d"]])!.Value, Digits);

    [Fact]
    public void Error_rates_are_summed_before_they_are_divided()
    {
        (string, string)[] pairs = [("kitten", "sitting"), ("to be or", "to be"), ("", "x")];
        Assert.Equal((3 + 3 + 1) / (6.0 + 8), TextAgreement.CharacterErrorRate(pairs)!.Value, Digits);
        Assert.Equal((1 + 1 + 1) / (1.0 + 3), TextAgreement.WordErrorRate(pairs)!.Value, Digits);
        Assert.Null(TextAgreement.CharacterErrorRate([("", "x")]));
    }

    [Fact]
    public void Boxes_are_matched_one_to_one()
    {
        var left = new PixelBox(0, 0, 10, 10);
        Assert.Equal(50 / 150.0, left.OverlapWith(new PixelBox(5, 0, 15, 10)), Digits);
        Assert.Equal(0, left.OverlapWith(new PixelBox(10, 0, 20, 10)), Digits);
        // one equal, one half covered, one without a partner
        var second = new[] { new PixelBox(20, 0, 30, 5), left };
        Assert.Equal((1 + 0.5 + 0) / 3, BoxAgreement.MeanIntersectionOverUnion([left, new PixelBox(20, 0, 30, 10), new PixelBox(50, 50, 60, 60)], second), Digits);
        Assert.Equal(1, BoxAgreement.MeanIntersectionOverUnion([], []), Digits);
    }

    [Theory]
    // a square of 10 and itself; beside it; moved by half of its side: 50 of 150
    [InlineData("0,0 10,0 10,10 0,10", "0,0 10,0 10,10 0,10", 1)]
    [InlineData("0,0 10,0 10,10 0,10", "10,0 20,0 20,10 10,10", 0)]
    [InlineData("0,0 10,0 10,10 0,10", "5,0 15,0 15,10 5,10", 50 / 150.0)]
    // one inside of the other: 16 of 100
    [InlineData("0,0 10,0 10,10 0,10", "3,3 7,3 7,7 3,7", 16 / 100.0)]
    // a square of 16 loses four corners of 1/2 to a diamond of 18
    [InlineData("1,1 5,1 5,5 1,5", "3,0 6,3 3,6 0,3", 14 / 20.0)]
    // a rectangle of 80 loses a triangle of 4 by 8 to the same one sheared
    [InlineData("0,0 10,0 10,8 0,8", "0,0 10,0 14,8 4,8", 64 / 96.0)]
    public void Documents_are_compared_by_the_area_they_share(string first, string second, double expected)
    {
        Assert.Equal(expected, CornerAgreement.IntersectionOverUnion(Corners(first), Corners(second)), Digits);
        Assert.Equal(expected, CornerAgreement.IntersectionOverUnion(Corners(second), Corners(first)), Digits);
        // it does not matter which corner is named first
        Assert.Equal(expected, CornerAgreement.IntersectionOverUnion([.. Corners(first).Skip(1), Corners(first)[0]], Corners(second)), Digits);
    }

    private static List<(int X, int Y)> Corners(string text) => [.. text.Split(' ').Select(p => p.Split(',')).Select(p => (int.Parse(p[0], Invariant), int.Parse(p[1], Invariant)))];

    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilsons_interval_of_published_examples(int successes, int trials, double low, double high)
    {
        // Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3
        var interval = Wilson.Of(successes, trials)!.Value;
        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    private static IEnumerable<(string, string)> Pairs(string first, string second, int count) => Enumerable.Repeat((first, second), count);

    private static IEnumerable<IReadOnlyList<string>> Krippendorff() =>
        Enumerable.Range(0, 12).Select(unit => (IReadOnlyList<string>)[.. Raters.Select(r => r[unit]).Where(c => c != '.').Select(c => $"{c}")]);
}
