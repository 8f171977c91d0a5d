using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Audit;

/// <summary>Key of a <see cref="AuditEntry"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<AuditEntryId>))]
public readonly record struct AuditEntryId(Guid Value) : ITypedId<AuditEntryId>
{
    public static AuditEntryId From(Guid value) => new(value);

    public static AuditEntryId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
