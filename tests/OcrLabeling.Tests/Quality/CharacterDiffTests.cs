using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Quality;

public sealed class CharacterDiffTests
{
    [Theory]
    [InlineData("Total", "Total", "Total")]
    [InlineData("Total", "Tota1", "Tota -l +1")]
    [InlineData("Total", "otal", "-T otal")]
    [InlineData("", "ab", "+ab")]
    [InlineData("ab", "", "-ab")]
    [InlineData("a😀b", "a😁b", "a -😀 +😁 b")]
    [InlineData("$12.50", "$1250", "$12 -. 50")]
    public void Parts_say_what_stands_in_which_reading(string reference, string text, string expected) => Assert.Equal(expected, Write(CharacterDiff.Of(reference, text)));

    [Fact]
    public void Words_are_compared_whole() =>
        Assert.Equal("the  -quick  +qu1ck  brown ", Write(CharacterDiff.OfWords("the quick\nbrown", "the qu1ck brown")));

    [Fact]
    public void Both_readings_can_be_told_from_the_parts_and_no_script_is_shorter()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var (reference, text) = (Draw(random), Draw(random));
            var parts = CharacterDiff.Of(reference, text);
            Assert.Equal(text, string.Concat(parts.Where(p => p.Kind != DiffKind.Missing).Select(p => p.Text)));
            Assert.Equal(reference, string.Concat(parts.Where(p => p.Kind != DiffKind.Added).Select(p => p.Text)));
            var same = parts.Where(p => p.Kind == DiffKind.Same).Sum(p => p.Text.Length);
            Assert.Equal(LongestCommon(reference, text), same);
        }
    }

    private static string Draw(Random random) => string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => (char)('a' + random.Next(3))));

    // by its definition, in exponential time
    private static int LongestCommon(string a, string b) => a.Length == 0 || b.Length == 0 ? 0
        : a[0] == b[0] ? 1 + LongestCommon(a[1..], b[1..])
        : Math.Max(LongestCommon(a[1..], b), LongestCommon(a, b[1..]));

    private static string Write(IEnumerable<DiffPart> parts) =>
        string.Join(' ', parts.Select(p => (p.Kind switch { DiffKind.Added => "+", DiffKind.Missing => "-", _ => "" }) + p.Text));
}
