using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Workers;

/// <summary>Key of a <see cref="Worker"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<WorkerId>))]
public readonly record struct WorkerId(Guid Value) : ITypedId<WorkerId>
{
    public static WorkerId From(Guid value) => new(value);

    public static WorkerId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Key of a <see cref="Pool"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<PoolId>))]
public readonly record struct PoolId(Guid Value) : ITypedId<PoolId>
{
    public static PoolId From(Guid value) => new(value);

    public static PoolId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Key of an <see cref="Invitation"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<InvitationId>))]
public readonly record struct InvitationId(Guid Value) : ITypedId<InvitationId>
{
    public static InvitationId From(Guid value) => new(value);

    public static InvitationId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
