namespace OcrLabeling.Core.Templates;

/// <summary>The text of one word, as <see cref="Transcription"/> keeps it.</summary>
public sealed class TranscriptionForm : AnswerForm
{
    public override AnswerKind Main => AnswerKind.Transcribed;

    public override IReadOnlyList<AnswerKind> Flags { get; } = [AnswerKind.BadOrientation, AnswerKind.ForeignScript, AnswerKind.Unreadable, AnswerKind.Unsure];

    /// <summary>A word is the same word whichever way it lies.</summary>
    public override string Turned(string text, ImageTurn turn) => text;

    protected override string? ReadMain(string? raw, PixelSize image, out string? fault) => Transcription.Create(raw, out fault)?.Text;

    /// <summary>Levenshtein distance in characters.</summary>
    protected override int? DistanceOf(string preLabel, string text) => Transcription.Create(preLabel, out _)?.DistanceTo(text);
}
