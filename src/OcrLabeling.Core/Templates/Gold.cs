namespace OcrLabeling.Core.Templates;

/// <summary>How a task whose truth is known begins: with the right reading, with a wrong one to see who accepts anything, or with none to see who can read.</summary>
public enum GoldKind { Plain, Corrupted, Blank }

/// <summary>What a gold task is and what is right; part of the task. The answers of workers are judged by it the moment they come.</summary>
public sealed class GoldTruth
{
    private GoldTruth() { }

    public GoldTruth(GoldKind kind, AnswerKind answer, string? text)
    {
        Kind = kind;
        Answer = answer;
        Text = text;
    }

    public GoldKind Kind { get; private set; }
    public AnswerKind Answer { get; private set; }

    /// <summary>In the canonical writing of the form; null for a flag.</summary>
    public string? Text { get; private set; }

    /// <summary>The check was found bad: nobody gets it any more, and whoever had it is taken as right.</summary>
    public bool IsDropped { get; private set; }

    public void Drop() => IsDropped = true;

    /// <summary>The image was turned. That a word lies wrong was true of it as it was: such a check is handed out no more.</summary>
    internal void Turn(ImageTurn turn, AnswerForm form)
    {
        Text = Text is { } text ? form.Turned(text, turn) : null;
        IsDropped |= Answer == AnswerKind.BadOrientation;
    }
}
