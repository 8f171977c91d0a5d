using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Synthesis.Rendering;
using OcrLabeling.Ocr.Synthesis.Words.Fonts;
using OcrLabeling.Ocr.Synthesis.Words.Looks;
using OcrLabeling.Ocr.Synthesis.Words.Texts;

namespace OcrLabeling.Ocr.Synthesis.Words;

/// <summary>Makes word images of texts. Keeps its fonts open. Not thread-safe: one for each thread.</summary>
internal sealed class WordStudio : IDisposable
{
    private const int Tries = 10, TriesAtFullLength = 3;

    /// <summary>Pixels of width the network needs for each character it is to tell apart.</summary>
    private const int CharacterPixels = 4;

    private readonly WordFonts fonts;
    private readonly WordDifficulty difficulty;
    private readonly FontBook book;
    private readonly SurfaceStock surfaces = new();
    private readonly Exposure exposure;

    public WordStudio(WordFonts fonts, WordDifficulty difficulty)
    {
        (this.fonts, this.difficulty) = (fonts, difficulty);
        book = new(fonts.Catalog);
        exposure = new(surfaces);
    }

    /// <summary>A function of its arguments alone.</summary>
    public WordSample Make(string text, ulong seed)
    {
        var random = new SeededRandom(seed);
        for (var i = 0; i < Tries; i++)
        {
            if (Try(text, random) is { } sample)
                return sample;
            if (i >= TriesAtFullLength)
                text = text[..Math.Max(1, text.Length * 3 / 4)].TrimEnd(' ');
        }
        throw new InvalidOperationException($"No font of this machine draws \"{text}\" in a shape the network takes.");
    }

    public void Dispose()
    {
        surfaces.Dispose();
        book.Dispose();
    }

    /// <summary>Null when it would be too long for the network, or too narrow for so many characters.</summary>
    private WordSample? Try(string text, SeededRandom random)
    {
        var look = WordLooks.Draw(difficulty, random);
        var font = fonts.Pick(text, likesMonospaced: look.Printer is Printer.Thermal or Printer.Needles && random.Chance(0.65), random);
        if (WordPainting.Paint(book.Open(font.File), text, look, () => Nearby(font, random), random) is not { } painting)
            return null;
        var width = painting.Image.Width;
        using var printed = InkOnPaper.Apply(painting.Image, look, random);
        // a box around one thin letter is as wide as that around two
        var leastAspect = text.Length <= 2 ? 1.2 * LeastWidth(text) / WordImage.HeightPixels : 0;
        using var cut = WordCrop.Cut(printed, painting.Text, painting.Line, (double)printed.Width / width, leastAspect, look, random);
        if (!WordImage.KeepsShape(cut.Width, cut.Height) || (double)cut.Width * WordImage.HeightPixels / cut.Height < LeastWidth(text))
            return null;
        var (pixels, columns) = Photograph(cut, look, random);
        return new(text, columns, pixels, font.File.Family);
    }

    private (byte[] Pixels, int Width) Photograph(Image cut, WordLook look, SeededRandom random)
    {
        var scale = Math.Min(1, (double)look.SensorPixels / cut.Height);
        var sized = cut.Resize(Math.Max(2, (int)Math.Round(cut.Width * scale)), Math.Max(2, (int)Math.Round(cut.Height * scale)), Interpolation.Area);
        exposure.Light(sized, look.Backdrop, random);
        using var taken = Exposure.Take(sized, look.Sensor, random);
        using var image = WordImage.From(taken);
        return (image.ToPixels(), image.Width);
    }

    /// <summary>The network looks at every fourth column and needs one look for each character and one between two alike.</summary>
    private static int LeastWidth(string text) =>
        CharacterPixels * (text.Length + 1 + text.Zip(text.Skip(1)).Count(pair => pair.First == pair.Second));

    private static string Nearby(WordFont font, SeededRandom random)
    {
        var word = random.Pick(Content.Vocabulary.Default.Receipts);
        word = random.Chance(0.5) ? word : LetterCase.Vary(word, random);
        return font.CanWrite(word) ? word : "110";
    }
}
