using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Evaluation;

/// <summary>Key of a <see cref="EvaluationRun"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<EvaluationRunId>))]
public readonly record struct EvaluationRunId(Guid Value) : ITypedId<EvaluationRunId>
{
    public static EvaluationRunId From(Guid value) => new(value);

    public static EvaluationRunId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
