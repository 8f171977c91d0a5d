using System.Text;
using System.Text.Json;

namespace OcrLabeling.Core.Labeling.Forms;

/// <summary>A JSON value that knows where it stands, for messages about texts that people write by hand.</summary>
/// <param name="Line">On which line it begins, from 1.</param>
/// <param name="Text">Of a string its characters, of a number its digits; null for anything else.</param>
/// <param name="Items">Of an array.</param>
/// <param name="Properties">Of an object, as they are written: a name may come twice.</param>
internal sealed record LocatedJson(JsonValueKind Kind, int Line, string? Text, IReadOnlyList<LocatedJson> Items, IReadOnlyList<(string Name, int Line, LocatedJson Value)> Properties)
{
    private const int MaxDepth = 16;

    /// <summary>Null and what is wrong, with its line, when it is no JSON.</summary>
    public static LocatedJson? Parse(string json, out SchemaFault? fault)
    {
        fault = null;
        try
        {
            return new Reading(Encoding.UTF8.GetBytes(json)).Whole();
        }
        catch (JsonException e)
        {
            // "... LineNumber: 3 | BytePositionInLine: 7." says again what the fault says in words
            var said = e.Message.Split(" LineNumber:", 2)[0].Replace(" Path: $ |", "", StringComparison.Ordinal);
            fault = new SchemaFault((int)(e.LineNumber ?? 0) + 1, "", $"This is no JSON: {said}");
            return null;
        }
    }

    public LocatedJson? this[string name] => Properties.FirstOrDefault(p => p.Name == name).Value;

    private sealed class Reading(byte[] bytes)
    {
        private int line = 1;
        private long counted;

        public LocatedJson Whole()
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            var value = Value(ref reader);
            // anything behind it is refused by the reader
            reader.Read();
            return value;
        }

        private LocatedJson Value(ref Utf8JsonReader reader)
        {
            var at = LineOf(ref reader);
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    var properties = new List<(string, int, LocatedJson)>();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                    {
                        var (name, nameLine) = (reader.GetString()!, LineOf(ref reader));
                        reader.Read();
                        properties.Add((name, nameLine, Value(ref reader)));
                    }
                    return new(JsonValueKind.Object, at, null, [], properties);
                case JsonTokenType.StartArray:
                    var items = new List<LocatedJson>();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                        items.Add(Value(ref reader));
                    return new(JsonValueKind.Array, at, null, items, []);
                case JsonTokenType.String:
                    return new(JsonValueKind.String, at, reader.GetString(), [], []);
                case JsonTokenType.Number:
                    return new(JsonValueKind.Number, at, Encoding.UTF8.GetString(reader.ValueSpan), [], []);
                default:
                    return new(reader.TokenType switch { JsonTokenType.True => JsonValueKind.True, JsonTokenType.False => JsonValueKind.False, _ => JsonValueKind.Null }, at, null, [], []);
            }
        }

        private int LineOf(ref Utf8JsonReader reader)
        {
            for (; counted < reader.TokenStartIndex; counted++)
                line += bytes[counted] == '\n' ? 1 : 0;
            return line;
        }
    }
}
