using Microsoft.EntityFrameworkCore;

namespace OcrLabeling.Core.Data;

/// <summary>Brings the tables of a database to this version's.</summary>
public static class SchemaUpdate
{
    /// <summary>
    /// Applies the migrations that are missing. A database with migrations that this version does not know is left as it is.
    /// </summary>
    /// <returns>Why the database was left alone, or null.</returns>
    public static async Task<string?> ApplyAsync(AppDb db, CancellationToken ct)
    {
        var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).ToList();
        if (unknown.Count > 0)
            return $"The database was made by another version of OcrLabeling, and this one cannot convert it (it does not know {string.Join(", ", unknown)}). "
                + "Nothing was changed: start the version that made it, or give this one a data folder or database of its own.";
        await db.Database.MigrateAsync(ct);
        return null;
    }
}
