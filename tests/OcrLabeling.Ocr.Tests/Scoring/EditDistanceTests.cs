using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class EditDistanceTests
{
    private static readonly Arbitrary<string> ShortTexts =
        Gen.Elements('a', 'b', 'c').ArrayOf().Where(c => c.Length <= 6).Select(c => new string(c)).ToArbitrary();

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("👍a", "a", 1)]
    public void Known_distances(string truth, string read, int expected) => Assert.Equal(expected, EditDistance.Between(truth, read));

    [Fact]
    public void It_equals_the_textbook_recursion() => Prop.ForAll(ShortTexts, ShortTexts, (a, b) =>
        Assert.Equal(Textbook(a, b), EditDistance.Between(a, b))).QuickCheckThrowOnFailure();

    /// <summary>Long enough for several blocks of 64 rows.</summary>
    [Fact]
    public void Long_texts_and_wildcards_equal_the_table_too()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var truth = Enumerable.Range(0, random.Next(260)).Select(_ => random.Next(-1, 4)).ToArray();
            var read = truth.Where(_ => random.Next(8) > 0).Select(s => s < 0 || random.Next(6) == 0 ? random.Next(0, 5) : s)
                .Concat(Enumerable.Range(0, random.Next(70)).Select(_ => random.Next(0, 5))).ToArray();
            Assert.Equal(Table(truth, read), EditDistance.Between(truth, read));
        }
    }

    [Fact]
    public void It_is_a_metric() => Prop.ForAll(ShortTexts, ShortTexts, ShortTexts, (a, b, c) =>
        EditDistance.Between(a, b) == EditDistance.Between(b, a)
        && EditDistance.Between(a, b) == 0 == (a == b)
        && EditDistance.Between(a, c) <= EditDistance.Between(a, b) + EditDistance.Between(b, c)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_wildcard_equals_any_symbol_but_not_none()
    {
        Assert.Equal(0, EditDistance.Between([1, EditDistance.Wildcard, 3], [1, 9, 3]));
        Assert.Equal(1, EditDistance.Between([1, EditDistance.Wildcard, 3], [1, 3]));
    }

    private static int Table(int[] truth, int[] read)
    {
        var distances = Enumerable.Range(0, read.Length + 1).ToArray();
        foreach (var (row, symbol) in truth.Index())
        {
            var above = (int[])distances.Clone();
            distances[0] = row + 1;
            for (var j = 1; j <= read.Length; j++)
            {
                var substituted = above[j - 1] + (symbol == read[j - 1] || symbol == EditDistance.Wildcard ? 0 : 1);
                distances[j] = Math.Min(substituted, 1 + Math.Min(above[j], distances[j - 1]));
            }
        }
        return distances[^1];
    }

    private static int Textbook(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
            return a.Length + b.Length;
        var substituted = Textbook(a[1..], b[1..]) + (a[0] == b[0] ? 0 : 1);
        return Math.Min(substituted, 1 + Math.Min(Textbook(a[1..], b), Textbook(a, b[1..])));
    }
}
