using System.Text.Json;
using System.Text.Json.Serialization;

namespace OcrLabeling.Core.Data;

/// <summary>
/// Enum values that come from outside: one name, capitals or not, and nothing else. The parsers of the runtime also take numbers, lists of names and blanks around them, so that a value
/// which no code knows would be stored.
/// </summary>
public static class Choice
{
    /// <summary>Null when <paramref name="text"/> is no name of <typeparamref name="T"/>.</summary>
    public static T? Parse<T>(string? text) where T : struct, Enum => TryParse<T>(text, out var value) ? value : null;

    public static bool TryParse<T>(string? text, out T value) where T : struct, Enum
    {
        value = default;
        return text is not null && Names<T>.Values.TryGetValue(text, out value);
    }

    /// <summary>The names, for a message that says what is allowed.</summary>
    public static string Allowed<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    private static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>Every enum in JSON by its name as <see cref="Choice"/> reads it.</summary>
/// <param name="naming">How names are written; as they are when left out.</param>
public sealed class ChoiceJsonConverter(JsonNamingPolicy? naming = null) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), naming)!;

    private sealed class Converter<T>(JsonNamingPolicy? naming) : JsonConverter<T> where T : struct, Enum
    {
        private readonly Dictionary<T, string> names = Enum.GetValues<T>().ToDictionary(value => value, value => naming?.ConvertName(value.ToString()) ?? value.ToString());
        private readonly Dictionary<string, T> values =
            Enum.GetValues<T>().ToDictionary(value => naming?.ConvertName(value.ToString()) ?? value.ToString(), StringComparer.OrdinalIgnoreCase);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Value(reader.GetString()!) : throw Unknown(reader.TokenType.ToString());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(names[value]);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Value(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(names[value]);

        private T Value(string name) => values.TryGetValue(name, out var value) ? value : throw Unknown(name);

        private JsonException Unknown(string given) => new($"'{given}' is none of {string.Join(", ", names.Values)}.");
    }
}
