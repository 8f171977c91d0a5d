using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Degradation;

/// <summary>Moves a page: onto a table or a scanner's glass, out of true, bent. The words move with it.</summary>
internal static class Placement
{
    private const int BendSteps = 4;

    /// <summary>Lays the page onto a background of its own number of channels; the background becomes the page's image and must not be disposed.</summary>
    /// <param name="where">Where the page's corners come to lie.</param>
    /// <param name="shadow">How dark the page's shadow is, 0..1.</param>
    public static void LayOnto(this Canvas page, Image background, Quad where, double shadow, SeededRandom random)
    {
        var map = Homography.FromPage(page.Width, page.Height, where);
        if (shadow > 0)
            CastShadow(page, background, where, shadow, random);
        Warping.Warp(page.Image, map, background);
        page.Replace(background, map.Map);
    }

    /// <summary>Turns the page about its centre, the paper's colour coming in at the corners.</summary>
    public static void Skew(this Canvas page, double degrees, Ink paper)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        var centre = new Point(page.Width / 2.0, page.Height / 2.0);
        Point Turn(double x, double y) => new(
            centre.X + (x - centre.X) * cosine - (y - centre.Y) * sine, centre.Y + (x - centre.X) * sine + (y - centre.Y) * cosine);
        var target = new Image(page.Width, page.Height, page.Image.Channels);
        target.Fill(new(0, 0, page.Width, page.Height), paper);
        var where = new Quad(Turn(0, 0), Turn(page.Width, 0), Turn(page.Width, page.Height), Turn(0, page.Height));
        var map = Homography.FromPage(page.Width, page.Height, where);
        Warping.Warp(page.Image, map, target);
        page.Replace(target, map.Map);
    }

    /// <summary>Bends the page as paper curls: lines rise and fall by up to this many pixels across its width.</summary>
    public static void Bend(this Canvas page, double bowPixels, double wavePixels, double phase)
    {
        var (width, height) = (page.Width, page.Height);
        Point Source(double x, double y) => new(
            x + wavePixels * Math.Sin(phase + 2.4 * Math.PI * y / height),
            y + bowPixels * (Math.Pow(2 * x / width - 1, 2) - 0.33));
        var xs = new float[width * height];
        var ys = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var source = Source(x + 0.5, y + 0.5);
                xs[y * width + x] = (float)source.X - 0.5f;
                ys[y * width + x] = (float)source.Y - 0.5f;
            }
        }
        var target = new Image(width, height, page.Image.Channels);
        Warping.Bend(page.Image, xs, ys, target);
        page.Replace(target, p => Invert(Source, p));
    }

    private static void CastShadow(Canvas page, Image background, Quad where, double shadow, SeededRandom random)
    {
        using var paper = new Image(page.Width, page.Height, 1);
        paper.Fill(new(0, 0, page.Width, page.Height), Ink.White);
        using var mask = new Image(background.Width, background.Height, 1);
        var (dx, dy) = (random.Range(-10, 10), random.Range(2, 12));
        Point Move(Point p) => new(p.X + dx, p.Y + dy);
        Warping.Warp(paper, Homography.FromPage(page.Width, page.Height, new(Move(where.TopLeft), Move(where.TopRight), Move(where.BottomRight), Move(where.BottomLeft))), mask);
        var softness = random.Range(3, 11);
        mask.Blur(softness, softness);
        background.Multiply(mask, 1, 1 - shadow);
    }

    // The bend is far smaller than the page, so the fixed point of target = point - shift(target) is reached in a few steps.
    private static Point Invert(Func<double, double, Point> source, Point point)
    {
        var target = point;
        for (var i = 0; i < BendSteps; i++)
        {
            var reached = source(target.X, target.Y);
            target = new(target.X + point.X - reached.X, target.Y + point.Y - reached.Y);
        }
        return target;
    }
}
