using OcrLabeling.Tests.Data;
using Xunit.Abstractions;

namespace OcrLabeling.Tests.Labeling;

/// <summary>See <see cref="FloorStress"/>: nothing twice, nothing missing, and totals that say what is there.</summary>
public abstract class CrowdedFloorContract(DatabaseFixture database, ITestOutputHelper output)
{
    private const int Workers = 64;
    private const int Tasks = 60;
    private const int Overlap = 3;

    [DatabaseTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_crowd_with_crashes_and_clock_jumps_leaves_no_duplicate_and_no_gap(int seed)
    {
        var result = await FloorStress.RunAsync(database, new StressPlan(Workers, Tasks, Overlap, seed));
        output.WriteLine(result.ToString());
        Assert.Equal((0, 0, 0, 0, 0), (result.Duplicates, result.Missing, result.Lost, result.Invented, result.TotalsFaults));
        Assert.Equal(Tasks * Overlap, result.Answers - result.Surplus);
    }
}

public sealed class SqliteCrowdedFloorTests(SqliteDatabaseFixture database, ITestOutputHelper output)
    : CrowdedFloorContract(database, output), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlCrowdedFloorTests(PostgreSqlDatabaseFixture database, ITestOutputHelper output)
    : CrowdedFloorContract(database, output), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerCrowdedFloorTests(SqlServerDatabaseFixture database, ITestOutputHelper output)
    : CrowdedFloorContract(database, output), IClassFixture<SqlServerDatabaseFixture>;
