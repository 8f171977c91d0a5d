using System.Text.Json;
using System.Text.Json.Serialization;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Review;

/// <summary>One task of a batch with everything that was said about it; one line of results.jsonl.</summary>
/// <param name="Source">Where it came from, for people: file and page, or the name in the uploaded folder.</param>
/// <param name="DocumentId">Null for uploaded word images.</param>
/// <param name="DocumentName">The file as it was uploaded; of an uploaded word image its path.</param>
/// <param name="PageNumber">From 1.</param>
/// <param name="Box">Left, top, right, bottom of the word in pixels of its page; null where the card is the whole image.</param>
/// <param name="Image">A link to the image, for those who may see it.</param>
/// <param name="ImageName">Its name in a dataset made from the batch.</param>
/// <param name="ImageSha256">Of the image's bytes.</param>
public sealed record TaskResult(
    TaskId Task, int Sequence, string Source, Guid? DocumentId, string DocumentName, int? PageNumber, double[]? Box, string Image, string ImageName, string ImageSha256, string Category,
    ResultPreLabel? PreLabel, IReadOnlyList<ResultAnswer> Answers, ResultConsensus? Consensus)
{
    /// <summary>Where the image of a task is served.</summary>
    public static string LinkOf(TaskId task) => $"/api/tasks/{task}/image";
}

public sealed record ResultPreLabel(string? Text, JsonElement? Value, double? Confidence, string Engine, string Version);

/// <param name="Text">Of a word card; null for a flag.</param>
/// <param name="Value">What any other template was answered, as its form writes it.</param>
/// <param name="NetMs">Milliseconds from shown to submitted, and again after an undo, overlapping cards counted once.</param>
public sealed record ResultAnswer(
    AnswerId Answer, Guid WorkerId, string Worker, string Kind, string? Text, JsonElement? Value, string Relation, int? EditDistance, int Keystrokes, int Revision, bool Surplus,
    DateTime ShownAt, DateTime SubmittedAt, long NetMs, long ActiveMs, long? FirstKeyMs)
{
    /// <summary>Milliseconds on screen again after an undo; in <see cref="NetMs"/>, not between the two times.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ShownAgainMs { get; init; }

    /// <summary>Its worker no longer had the right to hold the card when it came in, or the card's page had been turned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Late { get; init; }

    /// <summary>When its worker took it back; it does not count. Null: it holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? TakenBackAt { get; init; }

    /// <summary>It flags the orientation of the image as it lay before it was turned, and does not count as a vote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PredatesTurn { get; init; }
}

/// <param name="Votes">Counted answers; of a task that was sent back, those there were then.</param>
/// <param name="Agreeing">Of those, the ones that say what the consensus says; null while a task that was sent back has none.</param>
public sealed record ResultConsensus(string Status, string Kind, string? Text, JsonElement? Value, int Votes, int? Agreeing)
{
    /// <summary>Share of the votes that agree, 0..1; null without votes, and while a task that was sent back has no consensus.</summary>
    public double? Agreement => Votes == 0 || Agreeing is null ? null : (double)Agreeing / Votes;
}
