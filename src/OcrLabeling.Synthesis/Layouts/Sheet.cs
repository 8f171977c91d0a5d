using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Degradation;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>A page of office paper at some resolution.</summary>
internal sealed class Sheet : IDisposable
{
    private const double PointsPerInch = 72;

    private Sheet(Canvas canvas, double dotsPerInch)
    {
        Canvas = canvas;
        DotsPerInch = dotsPerInch;
    }

    public Canvas Canvas { get; }

    public double DotsPerInch { get; }

    public Image Image => Canvas.Image;

    public static Sheet Create(SeededRandom random, double dotsPerInch)
    {
        var (width, height) = random.Chance(0.6) ? (8.5, 11.0) : (8.27, 11.69);
        return new(new((int)(width * dotsPerInch), (int)(height * dotsPerInch), 1, Ink.White), dotsPerInch);
    }

    /// <summary>Pixels of so many typographic points.</summary>
    public double Points(double points) => points * DotsPerInch / PointsPerInch;

    public double Inches(double inches) => inches * DotsPerInch;

    /// <summary>What a good office scanner makes of it: a little out of true, soft, grey.</summary>
    public void Scan(SeededRandom random)
    {
        Canvas.Skew(random.Range(-0.5, 0.5), Ink.White);
        Image.Blur(random.Range(0.3, 0.7), random.Range(0.3, 0.7));
        Image.Compress(random.Between(10, 60), random.Between(240, 255));
        using (var field = NoiseField.Create(Canvas.Width, Canvas.Height, 4, 5, random))
            Image.Multiply(field, random.Range(0.95, 0.99), 1);
        Image.Grain(random.Range(1, 3.5), random);
    }

    /// <summary>What a fax or an old photocopier makes of it: black or white, specks, a black edge, more out of true.</summary>
    public void Copy(SeededRandom random, double mostDegrees)
    {
        if (random.Chance(0.3))
            Image.Fill(new(0, 0, random.Range(0.004, 0.014) * Canvas.Width, Canvas.Height), Ink.OfGray(30));
        Canvas.Skew(random.Range(-mostDegrees, mostDegrees), Ink.White);
        Image.Blur(random.Range(0.4, 0.8), random.Range(0.4, 0.8));
        Image.Grain(random.Range(4, 14), random);
        Image.Threshold(random.Between(135, 180));
        Image.Speckle(random.Between(0, 70), random);
    }

    public void Dispose() => Canvas.Dispose();
}
