namespace OcrLabeling.Core.Review;

/// <summary>A format in which the results of a batch can be downloaded. A new one is an entry of <see cref="All"/>: its address, its links and its audit follow.</summary>
/// <param name="Extension">Of the file, without the dot; also the end of the address.</param>
/// <param name="Title">What the link says.</param>
/// <param name="MediaType">With its parameters.</param>
/// <param name="WriteAsync">Writes the rows to the stream as they come. The names are those of the fields of a custom form; empty for every other template.</param>
public sealed record ResultFormat(string Extension, string Title, string MediaType, Func<IAsyncEnumerable<TaskResult>, IReadOnlyList<string>, Stream, CancellationToken, Task> WriteAsync)
{
    public static IReadOnlyList<ResultFormat> All { get; } =
    [
        new("csv", "CSV", "text/csv; charset=utf-8", ResultWriters.WriteCsvAsync),
        new("jsonl", "JSONL", "application/x-ndjson", (rows, _, output, ct) => ResultWriters.WriteJsonlAsync(rows, output, ct)),
    ];
}
