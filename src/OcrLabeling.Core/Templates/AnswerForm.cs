namespace OcrLabeling.Core.Templates;

/// <summary>Pixels of the image a task shows.</summary>
public readonly record struct PixelSize(int Width, int Height);

/// <summary>What somebody said, read and put into canonical writing.</summary>
/// <param name="Text">Null for a flag.</param>
public readonly record struct AnswerContent(AnswerKind Kind, string? Text);

/// <summary>
/// What one template asks for. Whatever a worker gives, the machine guessed and the votes agreed on is one text in the form's canonical writing, so that equal
/// answers are equal texts: a word stands for itself, every other form writes JSON, lengths in pixels of the task's image. Immutable.
/// </summary>
public abstract class AnswerForm
{
    /// <summary>Characters of the longest answer of any form; a page of 5,000 words with their boxes fits, and one of long words.</summary>
    public const int MaxLength = 2_000_000;

    /// <summary>The kind of an answer that says what was asked for.</summary>
    public abstract AnswerKind Main { get; }

    /// <summary>The kinds that say instead why there is no such answer.</summary>
    public virtual IReadOnlyList<AnswerKind> Flags { get; } = [AnswerKind.Unreadable, AnswerKind.Unsure];

    /// <summary>Names of the fields that its answers are objects of; none where they are no objects.</summary>
    public virtual IReadOnlyList<string> FieldNames => [];

    /// <summary>Null and a reason for people when it can never be taken.</summary>
    public AnswerContent? Read(AnswerKind kind, string? raw, PixelSize image, out string? fault)
    {
        fault = null;
        if (Flags.Contains(kind))
            return new AnswerContent(kind, null);
        if (kind == Main)
            return ReadMain(raw, image, out fault) is { } text ? new AnswerContent(kind, text) : null;
        fault = $"“{kind}” is not a possible answer here.";
        return null;
    }

    /// <summary>How a read answer relates to the machine's.</summary>
    /// <param name="shown">Whether the worker started from the pre-label.</param>
    public (PreLabelRelation Relation, int? EditDistance) Compare(string? preLabel, bool shown, AnswerContent content)
    {
        if (content.Text is not { } text)
            return (PreLabelRelation.Flagged, null);
        var distance = string.IsNullOrEmpty(preLabel) ? null : DistanceOf(preLabel, text);
        return (shown, distance, text) switch
        {
            (false, _, _) or (_, null, _) => (PreLabelRelation.Typed, distance),
            (_, 0, _) => (PreLabelRelation.Accepted, distance),
            (_, _, "") => (PreLabelRelation.Cleared, distance),
            _ => (PreLabelRelation.Edited, distance),
        };
    }

    /// <summary>
    /// What the answer says once its image is turned, in canonical writing; four quarter turns change nothing. A text that is no answer of the form stays as it is.
    /// </summary>
    public abstract string Turned(string text, ImageTurn turn);

    /// <summary>What a card begins with whose word, or page, a machine has read; null where the form has no place for it.</summary>
    public virtual string? PreLabelOf(string reading) => reading;

    /// <summary>An answer as the machine would have given it that gave <paramref name="preLabel"/>, so that a gold card begins like any other. Null when it could not.</summary>
    /// <param name="text">In canonical writing.</param>
    public virtual string? AsMachine(string text, string? preLabel) => text;

    /// <summary>Whether an answer says that there is nothing.</summary>
    public virtual bool IsEmpty(string text) => false;

    /// <summary>The canonical writing of <paramref name="raw"/>; null and a reason when it says nothing.</summary>
    protected abstract string? ReadMain(string? raw, PixelSize image, out string? fault);

    /// <summary>Steps from the machine's answer to the worker's in the form's own unit, 0 when they say the same; null when the machine's cannot be read.</summary>
    protected abstract int? DistanceOf(string preLabel, string text);
}
