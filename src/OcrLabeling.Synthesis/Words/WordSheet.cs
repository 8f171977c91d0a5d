using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words;

/// <summary>A picture of word images with their texts below, for people to look over.</summary>
public static class WordSheet
{
    private const int SheetWidth = 1200, Gap = 8, LabelPixels = 13, LabelHeight = 17;

    private static readonly Ink Background = Ink.OfGray(255), Label = Ink.Rgb(0x0B4F8A), Nothing = Ink.OfGray(150);

    /// <param name="samples">Each with a text of <see cref="WordCharset"/>; the empty text is shown as "(empty)".</param>
    /// <returns>Three channels, 1200 pixels wide, as high as the samples need; the caller disposes it.</returns>
    /// <exception cref="FontsMissingException">Not one usable font is there.</exception>
    public static Image Create(IReadOnlyList<WordSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        using var font = LabelFont();
        var style = new TextStyle(LabelPixels, TextRendering.Crisp);
        var places = Place(samples, sample => font.Measure(Caption(sample), style).AdvancePixels);
        var sheet = new Image(SheetWidth, (places.Count > 0 ? places[^1].Y : 0) + WordImage.HeightPixels + LabelHeight + Gap, 3);
        sheet.Fill(new(0, 0, sheet.Width, sheet.Height), Background);
        foreach (var (sample, (x, y)) in samples.Zip(places))
        {
            Copy(sample, sheet, x, y);
            font.Draw(Caption(sample), style, sheet, x, y + WordImage.HeightPixels + LabelPixels, sample.Text.Length > 0 ? Label : Nothing);
        }
        return sheet;
    }

    /// <summary>The plainest font there is, to write captions with.</summary>
    internal static Font LabelFont()
    {
        var file = FontCatalog.Load().For(FontRole.Screen)[0];
        return Font.Open(file.Path, file.FaceIndex);
    }

    private static string Caption(WordSample sample) => sample.Text.Length > 0 ? sample.Text : "(empty)";

    private static List<(int X, int Y)> Place(IReadOnlyList<WordSample> samples, Func<WordSample, double> captionWidth)
    {
        var places = new List<(int, int)>(samples.Count);
        var (x, y) = (Gap, Gap);
        foreach (var sample in samples)
        {
            var width = (int)Math.Ceiling(Math.Max(sample.Width, captionWidth(sample)));
            if (x > Gap && x + width + Gap > SheetWidth)
                (x, y) = (Gap, y + WordImage.HeightPixels + LabelHeight + Gap);
            places.Add((x, y));
            x += width + 2 * Gap;
        }
        return places;
    }

    private static void Copy(WordSample sample, Image sheet, int x, int y)
    {
        for (var row = 0; row < WordImage.HeightPixels; row++)
        {
            var target = sheet.Row(y + row);
            for (var column = 0; column < sample.Width && x + column < sheet.Width; column++)
                target.Slice(3 * (x + column), 3).Fill(sample.Pixels[row * sample.Width + column]);
        }
    }
}
