using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Workers;

/// <summary>What a pool tells its workers, and what they promise it.</summary>
public abstract class PoolRulesContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task Nobody_gets_a_card_before_he_has_accepted_the_agreement()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var rules = Rules(floor);
        Assert.IsType<RulesOutcome.Changed>(await rules.PublishNdaAsync(floor.Pool.Id, "Tell nobody.", null, Guid.NewGuid(), default));
        Assert.Equal(new ClaimOutcome.NdaNeeded(floor.Pool.Id), await floor.Queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default));
        var work = new WorkList(database, floor.Clock);
        Assert.Empty(await work.BatchesAsync(floor.Workers[0], default));
        Assert.True(Assert.Single(await work.PoolsAsync(floor.Workers[0], default)).Gate.NdaIsMissing);
        Assert.Equal(WorkGate.Nda, (await work.FindAsync(floor.Workers[0], floor.Batch.Id, default))!.Gate);
        Assert.True(await rules.AcceptAsync(floor.Workers[0], floor.Pool.Id, 1, default));
        Assert.True(await rules.AcceptAsync(floor.Workers[0], floor.Pool.Id, 1, default));
        Assert.Single(await work.BatchesAsync(floor.Workers[0], default));
        Assert.Equal(3, (await floor.ClaimAsync(floor.Workers[0])).Count);
        Assert.Empty(await floor.ClaimAsync(floor.Workers[1]));
    }

    [DatabaseFact]
    public async Task Another_wording_has_to_be_accepted_anew_and_the_same_one_does_not()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 10);
        var (rules, worker, pool) = (Rules(floor), floor.Workers[0], floor.Pool.Id);
        await rules.PublishNdaAsync(pool, "Tell nobody.", null, Guid.NewGuid(), default);
        await rules.AcceptAsync(worker, pool, 1, default);
        Assert.IsType<RulesOutcome.Unchanged>(await rules.PublishNdaAsync(pool, " Tell nobody.\r\n", 1, Guid.NewGuid(), default));
        var held = await floor.ClaimAsync(worker, 2);
        Assert.Equal(2, held.Count);
        await rules.PublishNdaAsync(pool, "Tell nobody, ever.", 1, Guid.NewGuid(), default);
        Assert.Empty(await floor.ClaimAsync(worker, 2));
        // what was held went back; what was under way is kept, and says so
        Assert.IsType<AnswerOutcome.Late>(await floor.SubmitAsync(worker, held[0].AssignmentId));
        Assert.False(await rules.AcceptAsync(worker, pool, 1, default));
        Assert.Equal((2, "Tell nobody, ever.", null), await ShownAsync(rules, worker, pool));
        Assert.True(await rules.AcceptAsync(worker, pool, 2, default));
        Assert.Equal(2, (await floor.ClaimAsync(worker, 2)).Count);
        await rules.PublishNdaAsync(pool, "", 2, Guid.NewGuid(), default);
        Assert.NotEmpty(await floor.ClaimAsync(floor.Workers[1], 2));
        Assert.Null(await rules.FindNdaAsync(worker, pool, default));
        // numbers go on, and what was accepted once is not taken for a later text
        await rules.PublishNdaAsync(pool, "Tell nobody, ever.", null, Guid.NewGuid(), default);
        Assert.Equal(3, (await rules.FindAsync(pool, default))!.NdaVersion);
        Assert.Empty(await floor.ClaimAsync(worker, 2));
    }

    [DatabaseFact]
    public async Task Who_accepted_what_and_when_is_on_record()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var (rules, pool) = (Rules(floor), floor.Pool.Id);
        await rules.PublishNdaAsync(pool, "Tell nobody.", null, Guid.NewGuid(), default);
        await rules.AcceptAsync(floor.Workers[0], pool, 1, default);
        var rows = await rules.AcceptancesAsync(pool, default);
        Assert.Equal([("Worker 0", (int?)1, true), ("Worker 1", null, false)], rows.Select(r => (r.Worker, r.Version, r.IsCurrent)));
        // printf 'Tell nobody.' | sha256sum
        Assert.Equal("2fd340cc999b00ce8da93c32ab755d2de915370b82ba9f13084e79a68165b9c8", rows[0].TextHash);
        Assert.Equal(floor.Clock.Now, rows[0].AcceptedAt);
        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "nda.accept" && e.Subject == $"pool:{pool}" && e.Detail!.Contains("version 1")));
    }

    [DatabaseFact]
    public async Task A_stranger_neither_reads_nor_accepts()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        using var other = await LabelingFloor.OpenAsync(database);
        var rules = Rules(floor);
        await rules.PublishNdaAsync(floor.Pool.Id, "Tell nobody.", null, Guid.NewGuid(), default);
        Assert.Null(await rules.FindNdaAsync(other.Workers[0], floor.Pool.Id, default));
        Assert.False(await rules.AcceptAsync(other.Workers[0], floor.Pool.Id, 1, default));
    }

    [DatabaseFact]
    public async Task Instructions_stand_on_the_work_list_and_at_the_cards()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        await Rules(floor).InstructAsync(floor.Pool.Id, "Be kind.\r\n\r\nBe exact.", "", Guid.NewGuid(), default);
        var work = new WorkList(database, floor.Clock);
        Assert.Equal("Be kind.\n\nBe exact.", Assert.Single(await work.PoolsAsync(floor.Workers[0], default)).Instructions);
        Assert.Equal("Be kind.\n\nBe exact.", (await work.FindAsync(floor.Workers[0], floor.Batch.Id, default))!.PoolInstructions);
        Assert.IsType<RulesOutcome.Refused>(await Rules(floor).InstructAsync(floor.Pool.Id, new string('a', Pool.MaxInstructionsLength + 1), "", Guid.NewGuid(), default));
    }

    [DatabaseFact]
    public async Task A_pool_that_works_on_donated_documents_keeps_its_agreement()
    {
        using var floor = await LabelingFloor.OpenAsync(database, privacy: Privacy.Donated);
        Assert.IsType<RulesOutcome.Changed>(await Rules(floor).PublishNdaAsync(floor.Pool.Id, "Tell nobody.", null, Guid.NewGuid(), default));
        Assert.IsType<RulesOutcome.Refused>(await Rules(floor).PublishNdaAsync(floor.Pool.Id, "", 1, Guid.NewGuid(), default));
        await floor.SetStatusAsync(BatchStatus.Closed);
        Assert.IsType<RulesOutcome.Changed>(await Rules(floor).PublishNdaAsync(floor.Pool.Id, "", 1, Guid.NewGuid(), default));
    }

    [DatabaseFact]
    public async Task Of_two_people_who_change_the_same_text_the_second_is_told()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var (rules, pool) = (Rules(floor), floor.Pool.Id);
        await rules.InstructAsync(pool, "Be kind.", "", Guid.NewGuid(), default);
        Assert.IsType<RulesOutcome.Overtaken>(await rules.InstructAsync(pool, "Be quick.", "", Guid.NewGuid(), default));
        Assert.IsType<RulesOutcome.Unchanged>(await rules.InstructAsync(pool, "Be kind.", "", Guid.NewGuid(), default));
        await rules.PublishNdaAsync(pool, "Tell nobody.", null, Guid.NewGuid(), default);
        Assert.IsType<RulesOutcome.Overtaken>(await rules.PublishNdaAsync(pool, "Tell nobody, ever.", null, Guid.NewGuid(), default));
        Assert.Equal(("Be kind.", "Tell nobody."), ((await rules.FindAsync(pool, default))!.Instructions, (await rules.FindAsync(pool, default))!.NdaText));
        Assert.IsType<RulesOutcome.Changed>(await rules.InstructAsync(pool, "Be quick.", "Be kind.", Guid.NewGuid(), default));
    }

    [DatabaseFact]
    public async Task A_rate_is_checked_and_nobody_overwrites_one_unseen()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 0);
        var rules = Rules(floor);
        foreach (var bad in new[] { new PayRate(PayBasis.PerAnswer, 0, "EUR"), new(PayBasis.PerAnswer, -1, "EUR"), new(PayBasis.PerAnswer, 1, "EURO"), new(PayBasis.PerActiveHour, 1, ""), new(PayBasis.PerAnswer, 0.00001m, "EUR"), new(PayBasis.PerAnswer, 2_000_000, "EUR") })
            Assert.IsType<RulesOutcome.Refused>(await rules.PayAsync(floor.Pool.Id, bad, default, Guid.NewGuid(), default));
        var none = (await rules.FindAsync(floor.Pool.Id, default))!.Rate;
        Assert.IsType<RulesOutcome.Changed>(await rules.PayAsync(floor.Pool.Id, new PayRate(PayBasis.PerAnswer, 0.0125m, " eur "), none, Guid.NewGuid(), default));
        var rate = (await rules.FindAsync(floor.Pool.Id, default))!.Rate;
        Assert.Equal(new PayRate(PayBasis.PerAnswer, 0.0125m, "EUR"), rate);
        Assert.IsType<RulesOutcome.Overtaken>(await rules.PayAsync(floor.Pool.Id, new PayRate(PayBasis.PerAnswer, 1, "EUR"), none, Guid.NewGuid(), default));
        Assert.IsType<RulesOutcome.Unchanged>(await rules.PayAsync(floor.Pool.Id, rate, rate, Guid.NewGuid(), default));
        Assert.IsType<RulesOutcome.Changed>(await rules.PayAsync(floor.Pool.Id, default, rate, Guid.NewGuid(), default));
        Assert.Equal(none, (await rules.FindAsync(floor.Pool.Id, default))!.Rate);
    }

    private static async Task<(int, string, DateTime?)> ShownAsync(PoolRules rules, WorkerId worker, PoolId pool)
    {
        var nda = (await rules.FindNdaAsync(worker, pool, default))!;
        return (nda.Version, nda.Text, nda.AcceptedAt);
    }

    private static PoolRules Rules(LabelingFloor floor) => new(floor.Transaction, floor.Databases, new HeldCards(floor.Clock), new AuditLog(floor.Databases, floor.Clock), floor.Clock);
}

public sealed class SqlitePoolRulesTests(SqliteDatabaseFixture database) : PoolRulesContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlPoolRulesTests(PostgreSqlDatabaseFixture database) : PoolRulesContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerPoolRulesTests(SqlServerDatabaseFixture database) : PoolRulesContract(database), IClassFixture<SqlServerDatabaseFixture>;
