using System.Buffers.Binary;
using System.Text.Json.Serialization;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Tasks;

/// <summary>Key of a <see cref="Batch"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<BatchId>))]
public readonly record struct BatchId(Guid Value) : ITypedId<BatchId>
{
    public static BatchId From(Guid value) => new(value);

    public static BatchId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Key of a <see cref="LabelingTask"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<TaskId>))]
public readonly record struct TaskId(Guid Value) : ITypedId<TaskId>
{
    public static TaskId From(Guid value) => new(value);

    public static TaskId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Key of a <see cref="Assignment"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<AssignmentId>))]
public readonly record struct AssignmentId(Guid Value) : ITypedId<AssignmentId>
{
    public static AssignmentId From(Guid value) => new(value);

    public static AssignmentId New() => new(Guid.CreateVersion7());

    /// <summary>One that says it was made when <paramref name="other"/> was.</summary>
    public static AssignmentId AsOldAs(AssignmentId other)
    {
        Span<byte> bytes = stackalloc byte[16];
        other.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        // RFC 9562: milliseconds in the first 48 bits
        return new(Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16))));
    }

    public override string ToString() => Value.ToString();
}

/// <summary>Key of a <see cref="Claim"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<ClaimId>))]
public readonly record struct ClaimId(Guid Value) : ITypedId<ClaimId>
{
    public static ClaimId From(Guid value) => new(value);

    public static ClaimId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Key of a <see cref="Answer"/>.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<AnswerId>))]
public readonly record struct AnswerId(Guid Value) : ITypedId<AnswerId>
{
    public static AnswerId From(Guid value) => new(value);

    public static AnswerId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
