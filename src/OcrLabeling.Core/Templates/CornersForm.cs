using System.Globalization;
using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>The four corners of a document in a photograph: <c>[[x, y], ...]</c> in whole pixels, clockwise from the top left one of the document as it is read.</summary>
public sealed class CornersForm : AnswerForm
{
    public override AnswerKind Main => AnswerKind.Labeled;

    /// <summary>The corners of an answer in canonical writing.</summary>
    public static IReadOnlyList<(int X, int Y)> Parse(string text) => Points(text) ?? throw new FormatException("Not an answer of corners.");

    public static string Write(IEnumerable<(int X, int Y)> corners) =>
        $"[{string.Join(',', corners.Select(c => string.Create(CultureInfo.InvariantCulture, $"[{c.X},{c.Y}]")))}]";

    /// <summary>Largest distance between two answers' corners, in pixels.</summary>
    public static double Distance(IReadOnlyList<(int X, int Y)> first, IReadOnlyList<(int X, int Y)> second) =>
        first.Zip(second).Max(pair => double.Hypot(pair.First.X - pair.Second.X, pair.First.Y - pair.Second.Y));

    /// <summary>The first corner stays the first: it is the top left one of the document as it is read, whichever way the image lies.</summary>
    public override string Turned(string text, ImageTurn turn) => Points(text) is { } corners ? Write(corners.Select(c => turn.Of(c.X, c.Y))) : text;

    protected override string? ReadMain(string? raw, PixelSize image, out string? fault)
    {
        if (Points(raw) is not { } corners)
        {
            fault = "Corners are written [[x, y], [x, y], [x, y], [x, y]] in whole pixels.";
            return null;
        }
        corners = [.. corners.Select(c => (PixelBox.Clamp(c.X, image.Width), PixelBox.Clamp(c.Y, image.Height)))];
        fault = corners.Any(c => c.X < 0 || c.Y < 0 || c.X > image.Width || c.Y > image.Height) ? "A corner lies outside the image."
            : !IsConvexAndClockwise(corners) ? "The corners must go clockwise around the document without crossing."
            : null;
        return fault is null ? Write(corners) : null;
    }

    /// <summary>Largest distance a corner was moved, in pixels, rounded up.</summary>
    protected override int? DistanceOf(string preLabel, string text) =>
        Points(preLabel) is { } machine && Points(text) is { } person ? (int)Math.Ceiling(Distance(machine, person)) : null;

    // y grows downwards, so a turn to the right has a positive cross product
    private static bool IsConvexAndClockwise(IReadOnlyList<(int X, int Y)> c) => Enumerable.Range(0, 4).All(i =>
    {
        var (a, b, d) = (c[i], c[(i + 1) % 4], c[(i + 2) % 4]);
        return (long)(b.X - a.X) * (d.Y - b.Y) - (long)(b.Y - a.Y) * (d.X - b.X) > 0;
    });

    private static IReadOnlyList<(int X, int Y)>? Points(string? json)
    {
        try
        {
            var points = json is { Length: <= 200 } ? JsonSerializer.Deserialize<int[][]>(json) : null;
            return points is { Length: 4 } && points.All(p => p is { Length: 2 }) ? [.. points.Select(p => (p[0], p[1]))] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
