using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Migrations.SqlServer;

/// <summary>What the model needs on SQL Server alone, so that it gives the answers of the other databases.</summary>
internal sealed class SqlServerModel(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    /// <summary>Texts that differ in capitals or width differ. (Blanks at the end never count there; answers have none.)</summary>
    private const string Collation = "Latin1_General_100_BIN2";

    // a clustered key has 900 bytes at most; those of sign-in by others consist of two or three texts
    private const int PartOfKey = 128;

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Concat(t.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties()))))
        {
            if (ProviderType(property) == typeof(string))
                property.SetCollation(Collation);
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>)))
                property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(OrderedIdConverter<>).MakeGenericType(type))!);
        }
        foreach (var property in new[] { typeof(IdentityUserLogin<Guid>), typeof(IdentityUserToken<Guid>) }.SelectMany(t => modelBuilder.Model.FindEntityType(t)!.FindPrimaryKey()!.Properties))
            if (property.ClrType == typeof(string))
                ((IMutableProperty)property).SetMaxLength(PartOfKey);
    }

    private static Type ProviderType(IReadOnlyProperty property) => property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType;
}

/// <summary>
/// SQL Server orders a uniqueidentifier by its last six bytes first. Stored with the time of a version-7 guid there, new rows come after old ones and a clustered key grows at its end.
/// </summary>
internal sealed class OrderedIdConverter<TId>() : ValueConverter<TId, Guid>(id => OrderedGuid.Store(id.Value), value => From(value))
    where TId : struct, ITypedId<TId>
{
    private static TId From(Guid value) => TId.From(OrderedGuid.Read(value));
}

internal static class OrderedGuid
{
    // where each byte of the guid stands in the stored one: six bytes of time, two of version and counter, eight of chance
    private static ReadOnlySpan<byte> Places => [10, 11, 12, 13, 14, 15, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7];

    public static Guid Store(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16], stored = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        for (var i = 0; i < 16; i++)
            stored[Places[i]] = bytes[i];
        return new Guid(stored, bigEndian: true);
    }

    public static Guid Read(Guid stored)
    {
        Span<byte> bytes = stackalloc byte[16], id = stackalloc byte[16];
        stored.TryWriteBytes(bytes, bigEndian: true, out _);
        for (var i = 0; i < 16; i++)
            id[i] = bytes[Places[i]];
        return new Guid(id, bigEndian: true);
    }
}
