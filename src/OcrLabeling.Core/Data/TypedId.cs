using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OcrLabeling.Core.Data;

/// <summary>A key that cannot be swapped for another entity's. New ones are version-7 guids, so they sort by creation time.</summary>
public interface ITypedId<TSelf> where TSelf : struct, ITypedId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);

    static virtual TSelf New() => TSelf.From(Guid.CreateVersion7());
}

public static class TypedId
{
    public static TId New<TId>() where TId : struct, ITypedId<TId> => TId.New();
}

public sealed class TypedIdValueConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => From(value))
    where TId : struct, ITypedId<TId>
{
    private static TId From(Guid value) => TId.From(value);
}

/// <summary>Ids travel in JSON as plain guids.</summary>
public sealed class TypedIdJsonConverter<TId> : JsonConverter<TId> where TId : struct, ITypedId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
