using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>Agreement day by day, as the quality page draws it.</summary>
public abstract class AgreementOverTimeContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task Each_day_has_the_tasks_whose_consensus_is_of_it()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 6, overlap: 3, workers: 3);
        var resolver = new ConsensusResolver(database, floor.Transaction, floor.Clock);
        // two tasks a day: all three agree on the first, two of three on the second; tasks of the last day have one answer
        string[][] said = [["Total", "Total", "Total"], ["Sum", "Sum", "Tax"]];
        for (var day = 0; day < 3; day++)
        {
            for (var worker = 0; worker < (day == 2 ? 1 : 3); worker++)
                foreach (var card in await floor.ClaimAsync(floor.Workers[worker], 2))
                    Assert.IsType<AnswerOutcome.Counted>(await floor.SubmitAsync(floor.Workers[worker], card.AssignmentId, said[card.Sequence % 2][worker]));
            await resolver.ResolveAsync(floor.Batch.Id, default);
            floor.Clock.Move(TimeSpan.FromDays(1));
        }
        var first = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);
        var agreement = new AgreementOverTime(database);
        AgreementDay[] expected = [new(first, 2, 6, 5, 1), new(first.AddDays(1), 2, 6, 5, 1)];
        Assert.Equal(expected, await agreement.ReadAsync(floor.Batch.Id, 10, default));
        Assert.Equal(expected[1..], await agreement.ReadAsync(floor.Batch.Id, 1, default));
        Assert.Equal(5 / 6.0, expected[0].Share);
        Assert.Empty(await agreement.ReadAsync(BatchId.New(), 10, default));
    }
}

public sealed class SqliteAgreementOverTimeTests(SqliteDatabaseFixture database) : AgreementOverTimeContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlAgreementOverTimeTests(PostgreSqlDatabaseFixture database) : AgreementOverTimeContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerAgreementOverTimeTests(SqlServerDatabaseFixture database) : AgreementOverTimeContract(database), IClassFixture<SqlServerDatabaseFixture>;
