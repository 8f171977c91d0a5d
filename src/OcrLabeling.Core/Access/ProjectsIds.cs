using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Access;

/// <summary>Key of a <see cref="Project"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<ProjectId>))]
public readonly record struct ProjectId(Guid Value) : ITypedId<ProjectId>
{
    public static ProjectId From(Guid value) => new(value);

    public static ProjectId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
