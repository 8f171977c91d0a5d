using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Degradation;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words;

/// <summary>
/// What a detector takes for text though there is nothing to read: bare ground, rules and corners of tables, specks, strokes of pictures, slices off
/// a row of letters. Black on white, as print is before light falls on it.
/// </summary>
internal static class EmptyCrops
{
    /// <summary>How much of a row's height a slice shows: too little to tell the letters by.</summary>
    private const double ThinnestSlice = 0.05, ThickestSlice = 0.12;

    /// <param name="paintRow">Paints a row of letters of any kind, or fails to.</param>
    public static Image Draw(int heightPixels, Func<WordPainting?> paintRow, SeededRandom random)
    {
        var kind = random.Unit();
        if (kind < 0.25 && paintRow() is { } row)
        {
            using (row.Image)
                return Slice(row, random);
        }
        var aspect = Math.Exp(random.Range(Math.Log(0.5), Math.Log(9)));
        var width = (int)Math.Clamp(heightPixels * aspect, heightPixels * 0.3, heightPixels * (double)WordImage.WidestPixels / WordImage.HeightPixels - 1);
        var image = new Image(Math.Max(4, width), heightPixels, 1);
        image.Fill(new(0, 0, image.Width, image.Height), Ink.White);
        switch (kind)
        {
            case < 0.55:
                break;
            case < 0.75:
                Rules(image, random);
                break;
            case < 0.85:
                image.Speckle(random.Between(1, 12), random);
                break;
            case < 0.93:
                Strokes(image, random);
                break;
            default:
                Blotches(image, random);
                break;
        }
        return image;
    }

    private static Image Slice(WordPainting row, SeededRandom random)
    {
        var line = row.Line;
        var (height, share) = (line.Height, random.Range(ThinnestSlice, ThickestSlice));
        var room = height * random.Range(0.4, 0.9);
        // the feet of the letters at the upper edge, or their heads at the lower one
        var (top, bottom) = random.Chance(0.5)
            ? (row.Text.Y1 - share * row.Text.Height, row.Text.Y1 + room)
            : (row.Text.Y0 - room, row.Text.Y0 + share * row.Text.Height);
        return row.Image.Crop(new(Math.Max(0, line.X0 - height / 4), Math.Max(0, top), Math.Min(row.Image.Width, line.X1 + height / 4), Math.Min(row.Image.Height, bottom)));
    }

    private static void Rules(Image image, SeededRandom random)
    {
        var thickness = random.Range(1, Math.Max(1.5, image.Height * 0.12));
        var isDotted = random.Chance(0.15);
        // a rule across the whole crop is no hyphen, one down its side is no l
        for (var i = random.Between(1, 2); i > 0; i--)
        {
            var y = random.Range(0, image.Height);
            if (!isDotted)
                image.Fill(new(0, y, image.Width, y + thickness), Ink.Black);
            for (var x = 0.0; isDotted && x < image.Width; x += 3 * thickness)
                image.Fill(new(x, y, x + thickness, y + thickness), Ink.Black);
        }
        if (random.Chance(0.45))
        {
            var x = random.Chance(0.5) ? random.Range(0, 0.1 * image.Width) : random.Range(0.88 * image.Width, image.Width);
            image.Fill(new(x, 0, x + thickness, image.Height), Ink.Black);
        }
    }

    private static void Strokes(Image image, SeededRandom random)
    {
        for (var i = random.Between(1, 4); i > 0; i--)
        {
            // from far outside, so that none looks like a letter's stem
            Point Anywhere() => new(random.Range(-1, 2) * image.Width, random.Range(-2, 3) * image.Height);
            image.Stroke(Anywhere(), Anywhere(), random.Range(1, image.Height * 0.6), Ink.OfGray(random.Between(0, 150)));
        }
    }

    private static void Blotches(Image image, SeededRandom random)
    {
        using var field = NoiseField.Create(image.Width, image.Height, random.Between(2, 5), 2, random);
        image.Multiply(field, random.Range(0, 0.5), 1.1);
    }
}
