using System.ComponentModel.DataAnnotations;

namespace OcrLabeling.Core.Data;

public enum DatabaseProvider { Sqlite, SqlServer, PostgreSql }

/// <summary>Section <c>Database</c> of the configuration.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Empty: <c>ocrlabeling.db</c> in the data folder (SQLite only).</summary>
    public string ConnectionString { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider != DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new ValidationResult($"{Provider} needs one; only Sqlite has a default.", [nameof(ConnectionString)]);
    }
}
