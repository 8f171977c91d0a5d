using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Training;

/// <summary>Key of a <see cref="TrainingRun"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<TrainingRunId>))]
public readonly record struct TrainingRunId(Guid Value) : ITypedId<TrainingRunId>
{
    public static TrainingRunId From(Guid value) => new(value);

    public static TrainingRunId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Key of a <see cref="WordModel"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<WordModelId>))]
public readonly record struct WordModelId(Guid Value) : ITypedId<WordModelId>
{
    public static WordModelId From(Guid value) => new(value);

    public static WordModelId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
