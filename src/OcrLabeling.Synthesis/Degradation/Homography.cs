using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Degradation;

/// <summary>A perspective map of the plane, in continuous pixel coordinates.</summary>
internal sealed class Homography
{
    private const int Unknowns = 8;

    private readonly double[] matrix;

    private Homography(double[] matrix) => this.matrix = matrix;

    /// <summary>Row-major 3 x 3.</summary>
    public ReadOnlySpan<double> Matrix => matrix;

    /// <summary>The map that takes the corners of a width x height page to the quad.</summary>
    public static Homography FromPage(double width, double height, Quad to) => FromQuads(Quad.FromBox(new(0, 0, width, height)), to);

    /// <summary>The map that takes the four corners of one quad to those of another.</summary>
    public static Homography FromQuads(Quad from, Quad to)
    {
        var system = new double[Unknowns, Unknowns + 1];
        Point[] sources = [from.TopLeft, from.TopRight, from.BottomRight, from.BottomLeft];
        Point[] targets = [to.TopLeft, to.TopRight, to.BottomRight, to.BottomLeft];
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = sources[i];
            var (u, v) = targets[i];
            SetRow(system, 2 * i, [x, y, 1, 0, 0, 0, -u * x, -u * y, u]);
            SetRow(system, 2 * i + 1, [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
        }
        return new([.. Solve(system), 1]);
    }

    public Point Map(Point p)
    {
        var w = matrix[6] * p.X + matrix[7] * p.Y + matrix[8];
        return new((matrix[0] * p.X + matrix[1] * p.Y + matrix[2]) / w, (matrix[3] * p.X + matrix[4] * p.Y + matrix[5]) / w);
    }

    private static void SetRow(double[,] system, int row, ReadOnlySpan<double> values)
    {
        for (var column = 0; column < values.Length; column++)
            system[row, column] = values[column];
    }

    // Gauss and Jordan with row exchange.
    private static double[] Solve(double[,] system)
    {
        for (var pivot = 0; pivot < Unknowns; pivot++)
        {
            var best = Enumerable.Range(pivot, Unknowns - pivot).MaxBy(row => Math.Abs(system[row, pivot]));
            for (var column = 0; column <= Unknowns; column++)
                (system[pivot, column], system[best, column]) = (system[best, column], system[pivot, column]);
            if (Math.Abs(system[pivot, pivot]) < 1e-12)
                throw new ArgumentException("Three corners of the quad lie on one line.");
            for (var row = 0; row < Unknowns; row++)
            {
                var factor = row == pivot ? 0 : system[row, pivot] / system[pivot, pivot];
                for (var column = pivot; factor != 0 && column <= Unknowns; column++)
                    system[row, column] -= factor * system[pivot, column];
            }
        }
        return [.. Enumerable.Range(0, Unknowns).Select(i => system[i, Unknowns] / system[i, i])];
    }
}
