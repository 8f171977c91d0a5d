using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>A JSON value that knows where it stands, for messages about texts that people write by hand.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Column">Characters of the line up to its first, from 1.</param>
/// <param name="Text">Of a string its characters, of a number its digits; null for anything else.</param>
/// <param name="Items">Of an array.</param>
/// <param name="Properties">Of an object, as they are written: a name may come twice.</param>
internal sealed record LocatedJson(JsonValueKind Kind, int Line, int Column, string? Text, IReadOnlyList<LocatedJson> Items, IReadOnlyList<LocatedProperty> Properties)
{
    /// <summary>Null and what is wrong, with its place, when it is no JSON.</summary>
    public static LocatedJson? Parse(string json, out SchemaFault? fault) => new LocatedJsonReading(json).Whole(out fault);

    public LocatedJson? this[string name] => Properties.FirstOrDefault(p => p.Name == name)?.Value;
}

/// <param name="Line">Of the name, from 1.</param>
/// <param name="Column">Of the name, from 1.</param>
internal sealed record LocatedProperty(string Name, int Line, int Column, LocatedJson Value);
