using System.Globalization;

namespace OcrLabeling.Core.Templates;

/// <summary>How far the image must be turned clockwise to stand upright: 0, 90, 180 or 270 degrees.</summary>
public sealed class OrientationForm : AnswerForm
{
    private const int QuarterTurn = 90;

    public override AnswerKind Main => AnswerKind.Labeled;

    /// <summary>What has been turned already is left to turn no more.</summary>
    public override string Turned(string text, ImageTurn turn) =>
        Degrees(text) is { } degrees ? ((degrees + QuarterTurn * (4 - turn.QuarterTurns)) % (4 * QuarterTurn)).ToString(CultureInfo.InvariantCulture) : text;

    protected override string? ReadMain(string? raw, PixelSize image, out string? fault)
    {
        fault = Degrees(raw) is null ? "An orientation is 0, 90, 180 or 270." : null;
        return fault is null ? raw : null;
    }

    /// <summary>Quarter turns, the shorter way: 0..2.</summary>
    protected override int? DistanceOf(string preLabel, string text)
    {
        if (Degrees(preLabel) is not { } machine || Degrees(text) is not { } person)
            return null;
        var turns = Math.Abs(machine - person) / QuarterTurn;
        return Math.Min(turns, 4 - turns);
    }

    private static int? Degrees(string? text) => text is "0" or "90" or "180" or "270" ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
