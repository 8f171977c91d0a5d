using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Synthesis;

namespace OcrLabeling.Ocr.Tests.Synthesis;

public sealed class DocumentSynthesizerTests : IDisposable
{
    private readonly DocumentSynthesizer synthesizer = new();

    public static TheoryData<SyntheticCategory> Categories => [.. SyntheticCategories.All];

    public void Dispose() => synthesizer.Dispose();

    [Theory]
    [MemberData(nameof(Categories))]
    public void The_same_seed_makes_the_same_document(SyntheticCategory category)
    {
        using var first = synthesizer.Create(category, 7);
        using var other = synthesizer.Create(category, 8);
        using var fresh = new DocumentSynthesizer();
        using var second = fresh.Create(category, 7);
        Assert.Equal(first.Encode(), second.Encode());
        Assert.Equal(first.Words, second.Words);
        Assert.NotEqual(first.Words, other.Words);
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void Every_word_lies_on_the_page_and_on_its_line(SyntheticCategory category)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            using var document = synthesizer.Create(category, seed);
            Assert.NotEmpty(document.Words);
            var page = new Box(0, 0, document.Image.Width, document.Image.Height);
            Assert.All(document.Words, word =>
            {
                Assert.DoesNotContain(word.Text, char.IsWhiteSpace);
                Assert.True(IsInside(word.Quad.Bounds, page), $"seed {seed}: {word}");
                Assert.True(IsInside(word.Quad.Bounds, document.Lines[word.Line].Quad.Bounds), $"seed {seed}: {word} is outside of {document.Lines[word.Line]}");
            });
            Assert.Equal(document.Lines.Select(l => l.Text), document.Words.GroupBy(w => w.Line).Select(line => string.Join(' ', line.Select(w => w.Text))));
        }
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void No_word_stands_on_another(SyntheticCategory category)
    {
        for (ulong seed = 20; seed < 24; seed++)
        {
            using var document = synthesizer.Create(category, seed, SyntheticDefects.None);
            var words = document.Words;
            for (var i = 0; i < words.Count; i++)
            {
                for (var j = i + 1; j < words.Count; j++)
                    Assert.True(words[i].Quad.Bounds.IntersectionOverUnion(words[j].Quad.Bounds) < 0.05, $"seed {seed}: {words[i]} and {words[j]}");
            }
        }
    }

    [Theory]
    [InlineData(SyntheticCategory.Letter)]
    [InlineData(SyntheticCategory.RegisterTape)]
    public void Boxes_are_tight_around_the_ink(SyntheticCategory category)
    {
        using var document = synthesizer.Create(category, 3, SyntheticDefects.None);
        Assert.All(document.Words, word =>
        {
            var (left, top, right, bottom) = word.Quad.Bounds;
            var (x0, y0, x1, y1) = ((int)Math.Floor(left), (int)Math.Floor(top), (int)Math.Ceiling(right), (int)Math.Ceiling(bottom));
            Assert.True(HasInk(document.Image, x0, y0, x1, y0 + 2), $"above {word}");
            Assert.True(HasInk(document.Image, x0, y1 - 2, x1, y1), $"below {word}");
            Assert.True(HasInk(document.Image, x0, y0, x0 + 2, y1), $"left of {word}");
            Assert.True(HasInk(document.Image, x1 - 2, y0, x1, y1), $"right of {word}");
        });
    }

    [Fact]
    public void Words_move_with_paper_that_is_bent_and_photographed()
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            using var receipt = synthesizer.Create(SyntheticCategory.RegisterTape, seed);
            using var gray = receipt.Image.ToGray();
            // less than half a height up or down there is paper between the lines
            var misplaced = receipt.Words.Count(word =>
                Brightness(gray, word.Quad, 0) > Math.Min(Brightness(gray, word.Quad, -0.45), Brightness(gray, word.Quad, 0.45)) - 2);
            Assert.InRange(misplaced, 0, receipt.Words.Count / 10);
        }
    }

    [Fact]
    public async Task An_engine_reads_what_the_truth_says()
    {
        await using var pool = new OcrWorkerPool(new OcrWorkerPoolOptions { Workers = 1 }, TimeProvider.System);
        using var letter = synthesizer.Create(SyntheticCategory.Letter, 1, SyntheticDefects.None);
        var read = (await pool.ReadPageAsync("tesseract", letter.Image.EncodePng())).Reading.Words;
        var right = letter.Words.Count(word => read.Any(r => r.Text == word.Text && r.Quad.Bounds.IntersectionOverUnion(word.Quad.Bounds) > 0.5));
        Assert.InRange(right, 0.9 * letter.Words.Count, letter.Words.Count);
    }

    private static bool IsInside(Box inner, Box outer) =>
        inner.X0 >= outer.X0 - 0.01 && inner.Y0 >= outer.Y0 - 0.01 && inner.X1 <= outer.X1 + 0.01 && inner.Y1 <= outer.Y1 + 0.01;

    private static bool HasInk(Image image, int x0, int y0, int x1, int y1)
    {
        for (var y = y0; y < y1; y++)
        {
            if (image.Row(y)[x0..x1].ContainsAnyInRange<byte>(0, 230))
                return true;
        }
        return false;
    }

    /// <summary>Mean grey of a word's box, moved down by this many of its heights.</summary>
    private static double Brightness(Image gray, Quad quad, double heights)
    {
        var box = quad.Bounds;
        var (sum, count) = (0L, 0);
        for (var y = (int)(box.Y0 + heights * box.Height); y < box.Y1 + heights * box.Height; y++)
        {
            for (var x = (int)box.X0; x < box.X1; x++)
            {
                if (y < 0 || y >= gray.Height)
                    continue;
                sum += gray.Row(y)[x];
                count++;
            }
        }
        return count == 0 ? 255 : (double)sum / count;
    }
}
