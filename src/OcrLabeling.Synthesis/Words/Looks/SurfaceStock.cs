using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Degradation;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>Grey pieces of paper, crumpled paper, cloth, stone and wood, made once and cut from often. The same on every machine. Not thread-safe.</summary>
internal sealed class SurfaceStock : IDisposable
{
    /// <summary>Their mean grey value.</summary>
    public const int Middle = 128;

    private const int Width = 640, Height = 256, Pieces = 24;

    private readonly Image[] pieces = [.. Enumerable.Range(0, Pieces).Select(Make)];

    /// <summary>A piece from anywhere at any scale, its mean about <see cref="Middle"/>.</summary>
    public Image Cut(int width, int height, SeededRandom random)
    {
        var piece = random.Pick(pieces);
        var scale = random.Range(0.5, Math.Min(3, Math.Min((double)Width / width, (double)Height / height)));
        var (across, down) = (Math.Min(Width, width * scale), Math.Min(Height, height * scale));
        var (x, y) = (random.Range(0, Width - across), random.Range(0, Height - down));
        using var cut = piece.Crop(new(x, y, x + across, y + down));
        return cut.Resize(width, height, Interpolation.Linear);
    }

    public void Dispose()
    {
        foreach (var piece in pieces)
            piece.Dispose();
    }

    private static Image Make(int number)
    {
        var random = new SeededRandom((ulong)number);
        var image = (number % 3) switch { 0 => OfThings(random), 1 => Crumpled(random), _ => Grained(random) };
        Centre(image);
        return image;
    }

    private static Image OfThings(SeededRandom random)
    {
        using var colours = Surface.Create(Width, Height, random);
        return colours.ToGray();
    }

    private static Image Crumpled(SeededRandom random)
    {
        var image = NoiseField.Create(Width, Height, random.Between(6, 20), random.Between(4, 9), random);
        using var folds = NoiseField.Create(Width, Height, random.Between(20, 60), random.Between(10, 30), random);
        image.Multiply(folds, 0.5, 1.1);
        image.Grain(4, random);
        return image;
    }

    private static Image Grained(SeededRandom random)
    {
        var image = Surface.Plain(Width, Height, Ink.OfGray(150), random.Between(3, 30), random.Range(0.2, 0.9), random.Range(4, 24), random);
        using (image)
            return image.ToGray();
    }

    private static void Centre(Image image)
    {
        long sum = 0;
        for (var y = 0; y < Height; y++)
        {
            foreach (var pixel in image.Row(y))
                sum += pixel;
        }
        var shift = Middle - (int)(sum / (Width * Height));
        for (var y = 0; y < Height; y++)
        {
            foreach (ref var pixel in image.Row(y))
                pixel = (byte)Math.Clamp(pixel + shift, 0, 255);
        }
    }
}
