using System.Text.Json;

namespace OcrLabeling.Scoring;

/// <summary>A field is missing or of the wrong kind; the message names it.</summary>
internal sealed class FieldFormatException(string message) : Exception(message);

/// <summary>Typed access to one JSON object; a null field counts as absent.</summary>
internal readonly struct JsonObjectReader
{
    private readonly JsonElement element;

    /// <summary>Where the object stands in its line, such as <c>words[3]</c>; empty for the line itself.</summary>
    private readonly string place;

    public JsonObjectReader(JsonElement element, string place)
    {
        this.element = element;
        this.place = place;
        if (element.ValueKind != JsonValueKind.Object)
            throw new FieldFormatException($"{(place.Length == 0 ? "the line" : place)} is not an object");
    }

    public string String(string name) => OptionalString(name) ?? throw Missing(name);

    public string NonEmptyString(string name) => String(name) is { Length: > 0 } text ? text : throw Wrong(name, "is empty");

    public string? OptionalString(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw Wrong(name, "is not a string");
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Wrong(name, "is not valid Unicode text");
        }
    }

    public bool Flag(string name)
    {
        if (!TryGet(name, out var value))
            return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, "is not true or false");
    }

    public int PositiveInteger(string name)
    {
        if (!TryGet(name, out var value))
            throw Missing(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0
            ? number
            : throw Wrong(name, "is not a whole number above 0");
    }

    public double? OptionalNumber(string name, double highest)
    {
        if (!TryGet(name, out var value))
            return null;
        var number = Finite(value) ?? throw Wrong(name, "is not a number");
        return number >= 0 && number <= highest ? number : throw Wrong(name, highest < double.MaxValue ? $"is not between 0 and {highest}" : "is below 0");
    }

    public IReadOnlyList<T>? OptionalObjects<T>(string name, Func<JsonObjectReader, T> read)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            throw Wrong(name, "is not an array");
        var items = new List<T>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
            items.Add(read(new(item, $"{At(name)}[{items.Count}]")));
        return items;
    }

    public JsonObjectReader? OptionalObject(string name) => TryGet(name, out var value) ? new(value, At(name)) : null;

    /// <summary>The field <c>box</c> [x0, y0, x1, y1], else the bounds of <c>poly</c> [x, y, ...]; null when there is neither.</summary>
    public Box? OptionalBox()
    {
        if (TryGet("box", out var box))
        {
            var corners = Numbers("box", box);
            if (corners.Length != 4)
                throw Wrong("box", $"has {corners.Length} numbers, expected 4");
            if (corners[2] < corners[0] || corners[3] < corners[1])
                throw Wrong("box", "ends before it starts; expected [x0, y0, x1, y1] with x0 <= x1 and y0 <= y1");
            return new Box(corners[0], corners[1], corners[2], corners[3]);
        }
        if (!TryGet("poly", out var poly))
            return null;
        var points = Numbers("poly", poly);
        if (points.Length < 6 || points.Length % 2 != 0)
            throw Wrong("poly", $"has {points.Length} numbers, expected three or more pairs");
        var (xs, ys) = (points.Where((_, i) => i % 2 == 0), points.Where((_, i) => i % 2 == 1));
        return new Box(xs.Min(), ys.Min(), xs.Max(), ys.Max());
    }

    public FieldFormatException Wrong(string name, string problem) => new($"{At(name)} {problem}");

    private FieldFormatException Missing(string name) => Wrong(name, "is missing");

    private double[] Numbers(string name, JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
            throw Wrong(name, "is not an array");
        var numbers = new List<double>(8);
        foreach (var item in array.EnumerateArray())
            numbers.Add(Finite(item) ?? throw Wrong(name, "holds something that is not a number"));
        return [.. numbers];
    }

    private static double? Finite(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    private bool TryGet(string name, out JsonElement value) => element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private string At(string name) => place.Length == 0 ? name : $"{place}.{name}";
}
