using System.Numerics;

namespace OcrLabeling.Core.Templates;

/// <summary>An image of a given size, turned clockwise by quarter turns: where what lay on it comes to lie.</summary>
public readonly record struct ImageTurn
{
    /// <param name="quarterTurns">Clockwise; negative turns it the other way. Four are none.</param>
    /// <param name="width">Pixels before the turn.</param>
    /// <param name="height">Pixels before the turn.</param>
    public ImageTurn(int quarterTurns, int width, int height) => (QuarterTurns, Width, Height) = (Normal(quarterTurns), width, height);

    /// <summary>0..3, clockwise.</summary>
    public int QuarterTurns { get; }

    public int Width { get; }
    public int Height { get; }

    /// <summary>Pixels after the turn.</summary>
    public int TurnedWidth => QuarterTurns % 2 == 0 ? Width : Height;

    /// <summary>Pixels after the turn.</summary>
    public int TurnedHeight => QuarterTurns % 2 == 0 ? Height : Width;

    /// <summary>The same turn clockwise as 0..3 quarter turns.</summary>
    public static int Normal(int quarterTurns) => (quarterTurns % 4 + 4) % 4;

    /// <summary>A point between pixels, as the sides of boxes and the corners of quads are; (0, 0) is the top left corner of the image.</summary>
    public (T X, T Y) Of<T>(T x, T y) where T : INumber<T> => QuarterTurns switch
    {
        0 => (x, y),
        1 => (T.CreateChecked(Height) - y, x),
        2 => (T.CreateChecked(Width) - x, T.CreateChecked(Height) - y),
        _ => (y, T.CreateChecked(Width) - x),
    };
}
