using System.Text;
using System.Text.Json;

namespace OcrLabeling.Scoring;

/// <summary>A line of a truth or predictions file is not what it should be. The message names file, line and what is wrong.</summary>
public sealed class LineFormatException(string file, int line, string problem) : Exception($"{file} line {line}: {problem}")
{
    /// <summary>Name of the file as it was opened.</summary>
    public string File { get; } = file;

    /// <summary>Line number from 1.</summary>
    public int Line { get; } = line;

    public string Problem { get; } = problem;
}

/// <summary>Reads files of one JSON object a line, one line in memory at a time; empty lines are passed over.</summary>
internal static class JsonLines
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IEnumerable<T> Read<T>(string path, Func<JsonObjectReader, T> read)
    {
        using var reader = new StreamReader(path, StrictUtf8);
        for (var number = 1; ReadLine(reader, path, number) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(line, path, number, read);
        }
    }

    private static string? ReadLine(StreamReader reader, string path, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw new LineFormatException(path, number, "near here the text is not UTF-8");
        }
    }

    public static T Parse<T>(string line, string path, int number, Func<JsonObjectReader, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return read(new(document.RootElement, ""));
        }
        catch (JsonException e)
        {
            throw new LineFormatException(path, number, $"not JSON (column {e.BytePositionInLine + 1})");
        }
        catch (FieldFormatException e)
        {
            throw new LineFormatException(path, number, e.Message);
        }
    }
}
