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

    /// <summary>In the order of the file. A new one comes last, so that programs that count columns go on working.</summary>
    private static readonly (string Name, Action<CsvWriter, TaskResult, ResultAnswer?> Write)[] columns =
    [
        ("task", (csv, task, _) => csv.WriteField(task.Task.Value)),
        ("sequence", (csv, task, _) => csv.WriteField(task.Sequence)),
        ("source", (csv, task, _) => csv.WriteText(task.Source)),
        ("document_id", (csv, task, _) => csv.WriteField(task.DocumentId)),
        ("document_name", (csv, task, _) => csv.WriteText(task.DocumentName)),
        ("page_number", (csv, task, _) => csv.WriteField(task.PageNumber)),
        ("box", (csv, task, _) => csv.WriteField(task.Box is { } box ? JsonSerializer.Serialize(box) : null)),
        ("image", (csv, task, _) => csv.WriteText(task.Image)),
        ("image_name", (csv, task, _) => csv.WriteText(task.ImageName)),
        ("image_sha256", (csv, task, _) => csv.WriteField(task.ImageSha256)),
        ("category", (csv, task, _) => csv.WriteText(task.Category)),
        ("pre_label_text", (csv, task, _) => csv.WriteText(task.PreLabel?.Text ?? task.PreLabel?.Value?.GetRawText())),
        ("pre_label_confidence", (csv, task, _) => csv.WriteField(task.PreLabel?.Confidence)),
        ("pre_label_engine", (csv, task, _) => csv.WriteText(task.PreLabel?.Engine)),
        ("pre_label_version", (csv, task, _) => csv.WriteText(task.PreLabel?.Version)),
        ("answer", (csv, _, answer) => csv.WriteField(answer?.Answer.Value)),
        ("worker_id", (csv, _, answer) => csv.WriteField(answer?.WorkerId)),
        ("worker", (csv, _, answer) => csv.WriteText(answer?.Worker)),
        ("kind", (csv, _, answer) => csv.WriteField(answer?.Kind)),
        ("text", (csv, _, answer) => csv.WriteText(answer?.Text ?? answer?.Value?.GetRawText())),
        ("relation", (csv, _, answer) => csv.WriteField(answer?.Relation)),
        ("edit_distance", (csv, _, answer) => csv.WriteField(answer?.EditDistance)),
        ("keystrokes", (csv, _, answer) => csv.WriteField(answer?.Keystrokes)),
        ("revision", (csv, _, answer) => csv.WriteField(answer?.Revision)),
        ("surplus", (csv, _, answer) => csv.WriteField(answer?.Surplus)),
        ("shown_at", (csv, _, answer) => csv.WriteField(answer?.ShownAt, TimeFormat)),
        ("submitted_at", (csv, _, answer) => csv.WriteField(answer?.SubmittedAt, TimeFormat)),
        ("net_ms", (csv, _, answer) => csv.WriteField(answer?.NetMs)),
        ("active_ms", (csv, _, answer) => csv.WriteField(answer?.ActiveMs)),
        ("first_key_ms", (csv, _, answer) => csv.WriteField(answer?.FirstKeyMs)),
        ("shown_again_ms", (csv, _, answer) => csv.WriteField(answer?.ShownAgainMs)),
        ("consensus_status", (csv, task, _) => csv.WriteField(task.Consensus?.Status)),
        ("consensus_kind", (csv, task, _) => csv.WriteField(task.Consensus?.Kind)),
        ("consensus_text", (csv, task, _) => csv.WriteText(task.Consensus?.Text ?? task.Consensus?.Value?.GetRawText())),
        ("votes", (csv, task, _) => csv.WriteField(task.Consensus?.Votes)),
        ("agreeing", (csv, task, _) => csv.WriteField(task.Consensus?.Agreeing)),
        ("agreement", (csv, task, _) => csv.WriteField(task.Consensus?.Agreement, "0.####")),
        ("late", (csv, _, answer) => csv.WriteField(answer?.Late)),
        ("taken_back_at", (csv, _, answer) => csv.WriteField(answer?.TakenBackAt, TimeFormat)),
        ("predates_turn", (csv, _, answer) => csv.WriteField(answer?.PredatesTurn)),
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
        await using var csv = await Spreadsheet.CreateAsync(output, [.. columns.Select(c => c.Name), .. fields.Select(f => $"answer.{f}"), .. fields.Select(f => $"consensus.{f}")], ct);
        await foreach (var result in results.WithCancellation(ct))
        {
            foreach (var answer in result.Answers.DefaultIfEmpty())
            {
                foreach (var (_, write) in columns)
                    write(csv, result, answer);
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
}
