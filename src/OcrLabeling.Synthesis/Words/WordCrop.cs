using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Words.Looks;

namespace OcrLabeling.Synthesis.Words;

/// <summary>Cuts a painted word out as a detector does: a little turned, a little too wide or too tight.</summary>
internal static class WordCrop
{
    /// <summary>How much of the crop's height a turned word may climb.</summary>
    private const double MostClimb = 0.45;

    /// <summary>Signs lower than this share of their line are cut by the line: a detector's box around a full stop is of no use.</summary>
    private const double LeastInkShare = 0.45;

    /// <summary>The edge of a letter that may be missing at either side, as a share of the height: less than half a thin stroke.</summary>
    private const double MostCutAside = 0.02;

    /// <param name="leastAspect">Width over height at least.</param>
    public static Image Cut(Image image, Box ink, Box line, double leastAspect, WordLook look, SeededRandom random)
    {
        var box = look.IsCutByLine || ink.Height < LeastInkShare * line.Height ? line : ink;
        var most = Math.Asin(Math.Min(1, MostClimb * box.Height / Math.Max(box.Width, box.Height))) * 180 / Math.PI;
        var angle = Math.Clamp(look.RotationDegrees, -most, most) * Math.PI / 180;
        var shake = look.PerspectiveHeights * box.Height;
        // how far a corner of the cut may come in over the ink of the first and last letter
        var inwards = shake + 0.5 * box.Height * Math.Abs(Math.Sin(angle));
        box = Loosen(box, look, climb: 0.8 * box.Width * Math.Abs(Math.Sin(angle)), inwards, random);
        var missing = Math.Max(0, leastAspect * box.Height - box.Width);
        box = box with { X0 = box.X0 - missing / 2, X1 = box.X1 + missing / 2 };
        return image.CutQuad(Turn(box, -angle, shake, random), 0);
    }

    private static Box Loosen(Box box, WordLook look, double climb, double inwards, SeededRandom random)
    {
        double Margin() => random.Range(look.MarginHeights.Least, look.MarginHeights.Most) * box.Height;
        // the sides keep whole letters: a cut above or below leaves them readable, a cut through the first does not
        double SideMargin() => Math.Max(Margin(), inwards - MostCutAside * box.Height);
        return new(box.X0 - SideMargin(), box.Y0 - Margin() - climb / 2, box.X1 + SideMargin(), box.Y1 + Margin() + climb / 2);
    }

    private static Quad Turn(Box box, double angle, double shake, SeededRandom random)
    {
        var (sine, cosine) = Math.SinCos(angle);
        var (centreX, centreY) = ((box.X0 + box.X1) / 2, (box.Y0 + box.Y1) / 2);
        Point Corner(double x, double y)
        {
            var (dx, dy) = (x - centreX, y - centreY);
            return new(
                centreX + dx * cosine - dy * sine + (shake > 0 ? random.Range(-shake, shake) : 0),
                centreY + dx * sine + dy * cosine + (shake > 0 ? random.Range(-shake, shake) : 0));
        }
        return new(Corner(box.X0, box.Y0), Corner(box.X1, box.Y0), Corner(box.X1, box.Y1), Corner(box.X0, box.Y1));
    }
}
