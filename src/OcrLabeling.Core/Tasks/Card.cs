using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Tasks;

/// <summary>A held assignment as the worker's page needs it.</summary>
/// <param name="Sequence">Order within the batch; see <see cref="LabelingTask.Sequence"/>. The page must not learn it.</param>
/// <param name="Width">Pixels of the image.</param>
/// <param name="Height">Pixels of the image.</param>
/// <param name="PreLabel">Text to start from; null when there is none or the batch does not show it.</param>
public sealed record Card(AssignmentId AssignmentId, TaskId TaskId, int Sequence, int Width, int Height, string? PreLabel, DateTime LeaseEndsAt)
{
    /// <summary>What the worker has said about it already and taken back; null otherwise.</summary>
    public OwnAnswer? Answer { get; init; }

    /// <summary>Goes back with the answer, and tells which way the image lay that it was given on.</summary>
    public required int Frame { get; init; }

    /// <summary>Its truth is known, which the page must not learn.</summary>
    internal bool IsGold { get; init; }

    /// <summary>Where a gold card made of a task of the same batch stands among the others; null for any other card.</summary>
    internal int? Place { get; init; }
}

/// <param name="Revision">The next one must be later.</param>
public sealed record OwnAnswer(AnswerKind Kind, string? Text, int Revision);
