using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Reading;

/// <summary>Key of a <see cref="OcrRun"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<OcrRunId>))]
public readonly record struct OcrRunId(Guid Value) : ITypedId<OcrRunId>
{
    public static OcrRunId From(Guid value) => new(value);

    public static OcrRunId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Key of a <see cref="Word"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<WordId>))]
public readonly record struct WordId(Guid Value) : ITypedId<WordId>
{
    public static WordId From(Guid value) => new(value);

    public static WordId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
