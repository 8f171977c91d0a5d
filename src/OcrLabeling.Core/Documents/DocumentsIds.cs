using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Documents;

/// <summary>Key of a <see cref="Document"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<DocumentId>))]
public readonly record struct DocumentId(Guid Value) : ITypedId<DocumentId>
{
    public static DocumentId From(Guid value) => new(value);

    public static DocumentId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Key of a <see cref="Page"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<PageId>))]
public readonly record struct PageId(Guid Value) : ITypedId<PageId>
{
    public static PageId From(Guid value) => new(value);

    public static PageId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
