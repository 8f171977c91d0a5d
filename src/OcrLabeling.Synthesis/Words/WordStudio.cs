using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Rendering;
using OcrLabeling.Synthesis.Words.Fonts;
using OcrLabeling.Synthesis.Words.Looks;
using OcrLabeling.Synthesis.Words.Texts;

namespace OcrLabeling.Synthesis.Words;

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
    /// <param name="text">What it is to say; the empty text makes a crop with nothing to read. Cut off where it would be too long for the network.</param>
    public WordSample Make(string text, ulong seed)
    {
        var random = new SeededRandom(seed);
        if (text.Length == 0)
            return MakeEmpty(random);
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

    private WordSample MakeEmpty(SeededRandom random)
    {
        var look = WordLooks.Draw(difficulty, random);
        using var crop = EmptyCrops.Draw(look.SensorPixels, () => PaintRow(random), random);
        using var picture = Photograph(crop, look, random);
        return Sample("", picture, "");
    }

    private WordPainting? PaintRow(SeededRandom random)
    {
        var look = WordLooks.Draw(difficulty, random) with { Neighbours = Neighbours.None };
        var font = fonts.Pick("", FontTaste.Any, random);
        return WordPainting.Paint(book.Open(font.File), Nearby(font, random), look, () => "", random, isRoomy: true);
    }

    /// <summary>Null when it would be too long for the network, too narrow for so many characters, or beyond reading.</summary>
    private WordSample? Try(string text, SeededRandom random)
    {
        var look = WordLooks.Draw(difficulty, random);
        var font = fonts.Pick(text, look.Taste, random);
        if (WordPainting.Paint(book.Open(font.File), text, look, () => Nearby(font, random), random) is not { } painting)
            return null;
        var (before, width) = (Legibility.Ink(painting.Image, painting.Text), painting.Image.Width);
        using var printed = InkOnPaper.Apply(painting.Image, look, random);
        var scale = (double)printed.Width / width;
        var (place, line) = (Scale(painting.Text, scale), Scale(painting.Line, scale));
        if (!Legibility.HasInk(before, Legibility.Ink(printed, place), scale))
            return null;
        using var bent = look.WaveEms > 0 ? Wave.Bend(printed, look.WaveEms * look.EmPixels * scale, random) : null;
        // a box around one thin letter is as wide as that around two
        var leastAspect = text.Length <= 2 ? 1.2 * LeastWidth(text) / WordImage.HeightPixels : 0;
        using var crop = WordCrop.Cut(bent ?? printed, place, line, leastAspect, look, random);
        if (!WordImage.KeepsShape(crop.Width, crop.Height) || (double)crop.Width * WordImage.HeightPixels / crop.Height < LeastWidth(text))
            return null;
        using var sized = Shrink(crop, look.SensorPixels);
        using var picture = Photograph(sized, look, random);
        return Legibility.Shows(sized, picture) ? Sample(text, picture, font.File.Family) : null;
    }

    /// <summary>A copy as high as the sensor saw it, never enlarged.</summary>
    private static Image Shrink(Image crop, int heightPixels)
    {
        var scale = Math.Min(1, (double)heightPixels / crop.Height);
        return crop.Resize(Math.Max(2, (int)Math.Round(crop.Width * scale)), Math.Max(2, (int)Math.Round(crop.Height * scale)), Interpolation.Area);
    }

    private Image Photograph(Image print, WordLook look, SeededRandom random)
    {
        var scene = print.Crop(new(0, 0, print.Width, print.Height));
        exposure.Light(scene, look.Backdrop, random);
        return Exposure.Take(scene, look.Sensor, random);
    }

    private static WordSample Sample(string text, Image picture, string family)
    {
        using var image = WordImage.From(picture);
        return new(text, image.Width, image.ToPixels(), family);
    }

    private static Box Scale(Box box, double scale) => new(box.X0 * scale, box.Y0 * scale, box.X1 * scale, box.Y1 * scale);

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
