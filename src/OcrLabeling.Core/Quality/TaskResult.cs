using System.Text.Json;
using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Core.Quality;

/// <summary>One task of a batch with everything that was said about it; one line of results.jsonl.</summary>
/// <param name="Image">Its name in a dataset made from the batch.</param>
/// <param name="ImageSha256">Of the image's bytes.</param>
public sealed record TaskResult(
    TaskId Task, int Sequence, string Source, string Image, string ImageSha256, string Category, ResultPreLabel? PreLabel,
    IReadOnlyList<ResultAnswer> Answers, ResultConsensus? Consensus);

public sealed record ResultPreLabel(string? Text, JsonElement? Value, double? Confidence, string Engine, string Version);

/// <param name="Text">Of a word card; null for a flag.</param>
/// <param name="Value">What any other template was answered, as its form writes it.</param>
/// <param name="NetMs">Milliseconds from shown to submitted, overlapping cards counted once.</param>
public sealed record ResultAnswer(
    AnswerId Answer, Guid WorkerId, string Worker, string Kind, string? Text, JsonElement? Value, string Relation, int? EditDistance, int Keystrokes, int Revision, bool Surplus,
    DateTime ShownAt, DateTime SubmittedAt, long NetMs, long ActiveMs, long? FirstKeyMs);

public sealed record ResultConsensus(string Status, string Kind, string? Text, JsonElement? Value, int Votes, int Agreeing);
