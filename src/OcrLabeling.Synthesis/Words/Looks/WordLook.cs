using OcrLabeling.Synthesis.Rendering;
using OcrLabeling.Synthesis.Words.Fonts;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>What puts the ink onto the paper.</summary>
internal enum Printer { Laser, Thermal, Needles, Worn, Copier }

/// <summary>All that is drawn by chance about one word image. Lengths named "Ems" are shares of the em, "Heights" of the crop's height.</summary>
/// <param name="EmPixels">The em height the text is set at.</param>
/// <param name="TrackingEms">Added after each letter.</param>
/// <param name="InkSpread">-1 (eaten away) to 1 (run); 0 leaves the outlines alone.</param>
internal sealed record WordLook(Printer Printer, double EmPixels, double Stretch, double Slant, double EmboldenEms, double TrackingEms, double InkSpread)
{
    public FontTaste Taste { get; init; }

    /// <summary>Of the text against the crop, clockwise; less for long words, which would leave it.</summary>
    public double RotationDegrees { get; init; }

    /// <summary>How far each corner is moved at random.</summary>
    public double PerspectiveHeights { get; init; }

    /// <summary>Height of the wave the baseline makes.</summary>
    public double WaveEms { get; init; }

    /// <summary>The crop is as high as the font's line, not as the ink of these letters.</summary>
    public bool IsCutByLine { get; init; }

    /// <summary>The detector's error on each side is drawn from here; negative cuts into the ink.</summary>
    public (double Least, double Most) MarginHeights { get; init; } = (0, 0.1);

    /// <summary>Which of the lines and words around it are there to intrude.</summary>
    public Neighbours Neighbours { get; init; }

    /// <summary>The height of the crop as it was scanned or photographed, in pixels.</summary>
    public int SensorPixels { get; init; } = 32;

    public Backdrop Backdrop { get; init; } = new(Paper: 245, Ink: 20);

    public Sensor Sensor { get; init; } = new();

    public TextStyle Style => new(
        EmPixels, Printer is Printer.Thermal or Printer.Needles ? TextRendering.Dots : TextRendering.Smooth, Stretch, Slant, EmboldenEms * EmPixels, TrackingEms * EmPixels);
}

/// <summary>What else stands near a word on the page.</summary>
[Flags]
internal enum Neighbours { None = 0, LineAbove = 1, LineBelow = 2, WordBefore = 4, WordAfter = 8, Underline = 16, RuleAbove = 32, RuleLeft = 64, RuleRight = 128, StruckThrough = 256 }

/// <summary>What the word stands on, in grey values 0..255; ink lighter than paper is inverse text.</summary>
/// <param name="Texture">0 is a flat sheet, 1 a strongly grained or photographed surface.</param>
/// <param name="Shadow">How much darker its darker side is, 0..1.</param>
/// <param name="Crease">How dark a fold is, 0..1; 0 is none.</param>
internal sealed record Backdrop(int Paper, int Ink, double Texture = 0, double Shadow = 0, double Crease = 0);

/// <summary>What scanner or camera, fax and file do, at the size of the sensor.</summary>
/// <param name="BlurPixels">Standard deviation along the line and across it.</param>
/// <param name="MotionPixels">How far the camera moved while it looked, in the direction <paramref name="MotionDegrees"/>.</param>
/// <param name="Noise">Standard deviation in grey values.</param>
/// <param name="JpegQuality">1..100; 0 is no JPEG.</param>
/// <param name="Gamma">1 leaves greys as they are.</param>
/// <param name="IsBilevel">Black and white only, as a fax.</param>
internal sealed record Sensor(
    double BlurPixels = 0, double BlurAcrossPixels = 0, double Noise = 0, int JpegQuality = 0, double Gamma = 1, bool IsBilevel = false,
    double MotionPixels = 0, double MotionDegrees = 0);
