using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OcrLabeling.Benchmarks;

/// <param name="Assignments">Over all batches; two for each task.</param>
internal sealed record BenchmarkOptions(string Command, string? Database, int Assignments, int Batches, int Workers, bool Json)
{
    private static readonly string[] Commands = ["claim", "stats", "export", "stress", "eta"];
    private static readonly string[] Databases = ["sqlite", "postgresql"];

    public const int Overlap = 2;

    public int TasksPerBatch => Assignments / Batches / Overlap;

    /// <summary>One database after the other; none where none is needed.</summary>
    public IEnumerable<BenchmarkStore> Stores()
    {
        if (Command == "eta")
            yield break;
        if (Database is null or "sqlite")
            yield return new SqliteStore();
        if (Database is null or "postgresql")
            yield return new PostgreSqlStore();
    }

    public static bool TryParse(string[] words, [NotNullWhen(true)] out BenchmarkOptions? options, out string fault)
    {
        options = null;
        fault = $"usage: {string.Join('|', Commands)} [--database {string.Join('|', Databases)}] [--assignments N] [--batches N] [--workers N] [--json]";
        if (words is not [var command, ..] || !Commands.Contains(command))
            return false;
        var made = new BenchmarkOptions(command, null, 1_000_000, 100, command == "stress" ? 64 : 50, false);
        for (var i = 1; i < words.Length; i++)
        {
            var value = i + 1 < words.Length ? words[i + 1] : "";
            switch (words[i])
            {
                case "--json":
                    made = made with { Json = true };
                    continue;
                case "--database" when Databases.Contains(value):
                    made = made with { Database = value };
                    break;
                case "--assignments" when Number(value) is { } number:
                    made = made with { Assignments = number };
                    break;
                case "--batches" when Number(value) is { } number:
                    made = made with { Batches = number };
                    break;
                case "--workers" when Number(value) is { } number:
                    made = made with { Workers = number };
                    break;
                default:
                    return false;
            }
            i++;
        }
        options = made;
        return true;
    }

    private static int? Number(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
