using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Reading;

/// <summary>How far a word can be trusted; the thresholds are <see cref="WordConfidence"/>'s.</summary>
public enum ConfidenceBucket { Low, Middle, High }

/// <summary>Cuts confidence into buckets.</summary>
public static class WordConfidence
{
    /// <summary>From here on High.</summary>
    public const double HighFrom = 0.9;

    /// <summary>From here on Middle.</summary>
    public const double MiddleFrom = 0.6;

    public static ConfidenceBucket Bucket(double confidence) =>
        confidence >= HighFrom ? ConfidenceBucket.High : confidence >= MiddleFrom ? ConfidenceBucket.Middle : ConfidenceBucket.Low;
}

/// <summary>Four corners, clockwise from the top left of the text, in pixels of the page image.</summary>
public sealed record WordQuad(double X0, double Y0, double X1, double Y1, double X2, double Y2, double X3, double Y3)
{
    public double Left => Math.Min(Math.Min(X0, X1), Math.Min(X2, X3));
    public double Top => Math.Min(Math.Min(Y0, Y1), Math.Min(Y2, Y3));
    public double Right => Math.Max(Math.Max(X0, X1), Math.Max(X2, X3));
    public double Bottom => Math.Max(Math.Max(Y0, Y1), Math.Max(Y2, Y3));

    /// <summary>
    /// Where it lies on the turned page. Its first corner is the top left one there, so that what is cut out by it is the turned image of what was cut out by it before.
    /// </summary>
    public WordQuad Turned(ImageTurn turn)
    {
        (double X, double Y)[] corners = [turn.Of(X0, Y0), turn.Of(X1, Y1), turn.Of(X2, Y2), turn.Of(X3, Y3)];
        var (a, b, c, d) = (From(0), From(1), From(2), From(3));
        return new(a.X, a.Y, b.X, b.Y, c.X, c.Y, d.X, d.Y);

        (double X, double Y) From(int index) => corners[(index + 4 - turn.QuarterTurns) % 4];
    }

    /// <summary>Left, top, right, bottom of the rectangle around it, to a hundredth of a pixel.</summary>
    public double[] Box() => [Math.Round(Left, 2), Math.Round(Top, 2), Math.Round(Right, 2), Math.Round(Bottom, 2)];
}

/// <summary>One word an engine read on a page: the pre-label.</summary>
public sealed class Word
{
    private Word() => Quad = null!;

    public Word(OcrRunId ocrRunId, int index, string text, double confidence, int line, WordQuad quad)
    {
        Id = WordId.New();
        OcrRunId = ocrRunId;
        Index = index;
        Text = text;
        Confidence = confidence;
        Bucket = WordConfidence.Bucket(confidence);
        Line = line;
        Quad = quad;
    }

    public WordId Id { get; private set; }
    public OcrRunId OcrRunId { get; private set; }

    /// <summary>Place in reading order, from 0.</summary>
    public int Index { get; private set; }

    /// <summary>As the engine read it, however long; one that is too long for a card is left out of batches by name.</summary>
    public string Text { get; private set; } = "";

    /// <summary>0..1.</summary>
    public double Confidence { get; private set; }

    public ConfidenceBucket Bucket { get; private set; }

    /// <summary>Text line in reading order, from 0.</summary>
    public int Line { get; private set; }

    public WordQuad Quad { get; private set; }

    /// <summary>Its page was turned, and its run is kept.</summary>
    internal void Turn(ImageTurn turn) => Quad = Quad.Turned(turn);
}

internal sealed class WordConfiguration : IEntityTypeConfiguration<Word>
{
    public void Configure(EntityTypeBuilder<Word> builder)
    {
        builder.Property(w => w.Text).HasMaxLength(-1);
        builder.ComplexProperty(w => w.Quad);
        builder.HasOne<OcrRun>().WithMany().HasForeignKey(w => w.OcrRunId).OnDelete(DeleteBehavior.Cascade);
        // words of a run in reading order; a run that is repeated cannot store its words twice
        builder.HasIndex(w => new { w.OcrRunId, w.Index }).IsUnique();
    }
}
