using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Review;

/// <summary>Writes results to a stream task by task.</summary>
public static class ResultWriters
{
    private const int FlushBytes = 64 * 1024;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // the file is not HTML: text stays readable
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Columns =
    [
        "task", "sequence", "source", "document_id", "document_name", "page_number", "box", "image", "image_name", "image_sha256", "category", "pre_label_text", "pre_label_confidence", "pre_label_engine", "pre_label_version",
        "answer", "worker_id", "worker", "kind", "text", "relation", "edit_distance", "keystrokes", "revision", "surplus",
        "shown_at", "submitted_at", "net_ms", "active_ms", "first_key_ms",
        "consensus_status", "consensus_kind", "consensus_text", "votes", "agreeing", "agreement", "late", "taken_back_at", "predates_turn",
    ];

    /// <summary>One task a line.</summary>
    public static async Task WriteJsonlAsync(IAsyncEnumerable<TaskResult> results, Stream output, CancellationToken ct)
    {
        // lines are gathered, so that the stream is written in large pieces and never synchronously
        var lines = new ArrayBufferWriter<byte>(2 * FlushBytes);
        await using var json = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = Json.Encoder });
        await foreach (var result in results.WithCancellation(ct))
        {
            JsonSerializer.Serialize(json, result, Json);
            json.Flush();
            lines.Write("\n"u8);
            json.Reset();
            if (lines.WrittenCount < FlushBytes)
                continue;
            await output.WriteAsync(lines.WrittenMemory, ct);
            lines.ResetWrittenCount();
        }
        await output.WriteAsync(lines.WrittenMemory, ct);
        await output.FlushAsync(ct);
    }

    /// <summary>
    /// One answer a row; a task without answers has one row. What is no text stands in the text columns as JSON. Texts are written by <see cref="Spreadsheet"/>: a spreadsheet opens the file and runs
    /// nothing, and every text can be had back; the JSONL form has every text as it is.
    /// </summary>
    public static Task WriteCsvAsync(IAsyncEnumerable<TaskResult> results, Stream output, CancellationToken ct) => WriteCsvAsync(results, [], output, ct);

    /// <param name="fields">Of a custom form, by name: each has a column <c>answer.NAME</c> and a column <c>consensus.NAME</c> behind the others; lists stand there as JSON.</param>
    public static async Task WriteCsvAsync(IAsyncEnumerable<TaskResult> results, IReadOnlyList<string> fields, Stream output, CancellationToken ct)
    {
        await using var csv = await Spreadsheet.CreateAsync(output, [.. Columns, .. fields.Select(f => $"answer.{f}"), .. fields.Select(f => $"consensus.{f}")], ct);
        await foreach (var result in results.WithCancellation(ct))
        {
            foreach (var answer in result.Answers.DefaultIfEmpty())
            {
                WriteRow(csv, result, answer);
                foreach (var cell in CellsOf(answer?.Value, fields).Concat(CellsOf(result.Consensus?.Value, fields)))
                    csv.WriteText(cell);
                await csv.EndRecordAsync(ct);
            }
        }
    }

    private static IEnumerable<string?> CellsOf(JsonElement? values, IReadOnlyList<string> fields) => fields.Select(field =>
        values is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(field, out var value)
            ? value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.String => value.GetString(), _ => value.GetRawText() }
            : null);

    private static void WriteRow(CsvWriter csv, TaskResult task, ResultAnswer? answer)
    {
        csv.WriteField(task.Task.Value);
        csv.WriteField(task.Sequence);
        csv.WriteText(task.Source);
        csv.WriteField(task.DocumentId);
        csv.WriteText(task.DocumentName);
        csv.WriteField(task.PageNumber);
        csv.WriteField(task.Box is { } box ? JsonSerializer.Serialize(box) : null);
        csv.WriteText(task.Image);
        csv.WriteText(task.ImageName);
        csv.WriteField(task.ImageSha256);
        csv.WriteText(task.Category);
        csv.WriteText(task.PreLabel?.Text ?? task.PreLabel?.Value?.GetRawText());
        csv.WriteField(task.PreLabel?.Confidence);
        csv.WriteText(task.PreLabel?.Engine);
        csv.WriteText(task.PreLabel?.Version);
        csv.WriteField(answer?.Answer.Value);
        csv.WriteField(answer?.WorkerId);
        csv.WriteText(answer?.Worker);
        csv.WriteField(answer?.Kind);
        csv.WriteText(answer?.Text ?? answer?.Value?.GetRawText());
        csv.WriteField(answer?.Relation);
        csv.WriteField(answer?.EditDistance);
        csv.WriteField(answer?.Keystrokes);
        csv.WriteField(answer?.Revision);
        csv.WriteField(answer?.Surplus);
        csv.WriteField(answer?.ShownAt, TimeFormat);
        csv.WriteField(answer?.SubmittedAt, TimeFormat);
        csv.WriteField(answer?.NetMs);
        csv.WriteField(answer?.ActiveMs);
        csv.WriteField(answer?.FirstKeyMs);
        csv.WriteField(task.Consensus?.Status);
        csv.WriteField(task.Consensus?.Kind);
        csv.WriteText(task.Consensus?.Text ?? task.Consensus?.Value?.GetRawText());
        csv.WriteField(task.Consensus?.Votes);
        csv.WriteField(task.Consensus?.Agreeing);
        csv.WriteField(task.Consensus?.Agreement, "0.####");
        csv.WriteField(answer?.Late);
        csv.WriteField(answer?.TakenBackAt, TimeFormat);
        csv.WriteField(answer?.PredatesTurn);
    }
}
