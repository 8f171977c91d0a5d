using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace OcrLabeling.Core.Data;

/// <summary>What transactions take turns by.</summary>
/// <param name="Name">Unique in the database, such as <c>worker:</c> and its key; where names are locked.</param>
/// <param name="Table">Where rows are locked; null: there is no row, and the name is locked there, too. A constant: it becomes part of the statement.</param>
public readonly record struct DatabaseLock(string Name, string? Table = null, Guid Id = default);

/// <summary>What differs from one database to another and is no SQL that Entity Framework writes. The projects below migrations/ hold one each; immutable.</summary>
public abstract class DatabaseKind
{
    /// <summary>There is one writer at a time, and the next one waits in line within this process.</summary>
    public virtual bool HasOneWriter => false;

    /// <summary>Locks until the end of the transaction, in the order given and in one message; whoever wants one of them waits.</summary>
    public abstract Task LockAsync(DatabaseFacade database, DatabaseLock first, DatabaseLock? second, CancellationToken ct);

    /// <summary>Whether the same work, done again from its start, may succeed: it lost to somebody else, or the way to the server was cut.</summary>
    public abstract bool MayPass(DbException fault);

    /// <summary>What a fault says about the machine, in a sentence for people; null when it is about something else.</summary>
    public abstract string? Explain(DbException fault);
}

/// <summary>Carries the kind from where a database is configured to where it is used.</summary>
public static class DatabaseKinds
{
    public static DbContextOptionsBuilder UseKind(this DbContextOptionsBuilder options, DatabaseKind kind)
    {
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new Extension(kind));
        return options;
    }

    internal static DatabaseKind Kind(this AppDb db) => db.GetService<IDbContextOptions>().FindExtension<Extension>()?.Kind ?? throw new InvalidOperationException("The database was configured without its kind.");

    private sealed class Extension(DatabaseKind kind) : IDbContextOptionsExtension
    {
        public DatabaseKind Kind => kind;

        public DbContextOptionsExtensionInfo Info => field ??= new ExtensionInfo(this);

        public void ApplyServices(IServiceCollection services)
        {
            // it is read, and serves nobody within Entity Framework
        }

        public void Validate(IDbContextOptions options)
        {
            // any kind will do
        }
    }

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
            // nothing to tell
        }
    }
}
