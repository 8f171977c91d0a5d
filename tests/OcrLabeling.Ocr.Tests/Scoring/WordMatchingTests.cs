using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class WordMatchingTests
{
    /// <summary>Up to six boxes on a small grid, so that many overlap.</summary>
    private static readonly Arbitrary<Box[]> Boxes = Gen.Choose(0, 12).ListOf(4).Select(v => new Box(v[0], v[1], v[0] + v[2] % 6 + 1, v[1] + v[3] % 6 + 1))
        .ArrayOf().Where(b => b.Length <= 6).ToArbitrary();

    [Theory]
    [InlineData(0, 0, 10, 10, 1)]
    [InlineData(5, 0, 15, 10, 1.0 / 3)]
    [InlineData(10, 0, 20, 10, 0)]
    [InlineData(2, 2, 2, 8, 0)]
    public void Overlap_is_intersection_over_union(double x0, double y0, double x1, double y1, double expected) =>
        Assert.Equal(expected, new Box(0, 0, 10, 10).IntersectionOverUnion(new(x0, y0, x1, y1)), 12);

    [Fact]
    public void Overlap_is_symmetric_and_between_0_and_1() => Prop.ForAll(Boxes, Boxes, (a, b) => a.All(x => b.All(y =>
        x.IntersectionOverUnion(y) is >= 0 and <= 1 && x.IntersectionOverUnion(y).Equals(y.IntersectionOverUnion(x))))).QuickCheckThrowOnFailure();

    [Fact]
    public void Greedy_matching_takes_the_largest_overlap_first()
    {
        Box[] truth = [new(0, 0, 10, 10), new(3, 0, 13, 10)];
        Box[] predicted = [new(2, 0, 12, 10)];
        Assert.Equal([new BoxPair(1, 0)], WordMatching.Greedy(truth, predicted));
    }

    [Fact]
    public void Boxes_that_overlap_by_less_than_half_do_not_match()
    {
        Assert.Empty(WordMatching.Greedy([new(0, 0, 10, 10)], [new(4, 0, 14, 10)]));
        Assert.Empty(WordMatching.Optimal([new(0, 0, 10, 10)], [new(4, 0, 14, 10)]));
    }

    [Fact]
    public void Equal_overlaps_go_to_the_earlier_box() =>
        Assert.Equal([new BoxPair(0, 0), new BoxPair(1, 1)], WordMatching.Greedy([new(0, 0, 4, 4), new(0, 0, 4, 4)], [new(0, 0, 4, 4), new(0, 0, 4, 4)]));

    [Fact]
    public void Matchings_are_one_to_one_and_hold_only_good_overlaps() => Prop.ForAll(Boxes, Boxes, (truth, predicted) =>
    {
        foreach (var pairs in (IReadOnlyList<BoxPair>[])[WordMatching.Greedy(truth, predicted), WordMatching.Optimal(truth, predicted)])
        {
            Assert.Equal(pairs.Count, pairs.Select(p => p.Truth).Distinct().Count());
            Assert.Equal(pairs.Count, pairs.Select(p => p.Predicted).Distinct().Count());
            Assert.All(pairs, p => Assert.True(truth[p.Truth].IntersectionOverUnion(predicted[p.Predicted]) >= 0.5));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Solving_groups_apart_gives_the_optimum_of_the_whole_page() => Prop.ForAll(Boxes, Boxes, (truth, predicted) =>
    {
        var gain = new double[truth.Length, predicted.Length];
        for (var t = 0; t < truth.Length; t++)
        {
            for (var p = 0; p < predicted.Length; p++)
                gain[t, p] = truth[t].IntersectionOverUnion(predicted[p]);
        }
        var whole = Total(gain, HungarianAssignment.Maximize(gain));
        var grouped = OverlapGroups.Of(truth, predicted).Sum(group =>
        {
            var part = new double[group.Truth.Count, group.Predicted.Count];
            for (var t = 0; t < group.Truth.Count; t++)
            {
                for (var p = 0; p < group.Predicted.Count; p++)
                    part[t, p] = gain[group.Truth[t], group.Predicted[p]];
            }
            return Total(part, HungarianAssignment.Maximize(part));
        });
        Assert.Equal(whole, grouped, 9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_Hungarian_assignment_is_as_good_as_the_best_of_all() => Prop.ForAll(
        Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(0, 9).ListOf(36).ToArbitrary(), (rows, columns, values) =>
        {
            var gain = new double[rows, columns];
            for (var i = 0; i < rows * columns; i++)
                gain[i / columns, i % columns] = values[i] / 9.0;
            var assignment = HungarianAssignment.Maximize(gain);
            Assert.Equal(rows, assignment.Length);
            Assert.Equal(Math.Min(rows, columns), assignment.Where(c => c >= 0).Distinct().Count());
            Assert.Equal(Best(gain, row: 0, taken: []), Total(gain, assignment), 9);
        }).QuickCheckThrowOnFailure();

    private static double Total(double[,] gain, int[] assignment) => assignment.Select((column, row) => column < 0 ? 0 : gain[row, column]).Sum();

    /// <summary>Tries every assignment.</summary>
    private static double Best(double[,] gain, int row, HashSet<int> taken)
    {
        if (row == gain.GetLength(0))
            return 0;
        var best = Best(gain, row + 1, taken);
        for (var column = 0; column < gain.GetLength(1); column++)
        {
            if (!taken.Add(column))
                continue;
            best = Math.Max(best, gain[row, column] + Best(gain, row + 1, taken));
            taken.Remove(column);
        }
        return best;
    }
}
