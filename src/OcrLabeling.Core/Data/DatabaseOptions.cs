namespace OcrLabeling.Core.Data;

public enum DatabaseProvider { Sqlite, SqlServer, PostgreSql }

/// <summary>Section <c>Database</c> of the configuration.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Empty: <c>ocrlabeling.db</c> in the data folder (SQLite only).</summary>
    public string ConnectionString { get; set; } = "";
}
