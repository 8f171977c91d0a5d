using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Datasets;

/// <summary>Key of a <see cref="Dataset"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<DatasetId>))]
public readonly record struct DatasetId(Guid Value) : ITypedId<DatasetId>
{
    public static DatasetId From(Guid value) => new(value);

    public static DatasetId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Key of a <see cref="DatasetItem"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<DatasetItemId>))]
public readonly record struct DatasetItemId(Guid Value) : ITypedId<DatasetItemId>
{
    public static DatasetItemId From(Guid value) => new(value);

    public static DatasetItemId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
