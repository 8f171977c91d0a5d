using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Documents;

public abstract class PageTurningContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly IntakeBench bench = new(database);

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_turned_page_is_rendered_and_read_anew_and_its_words_lie_on_the_turned_page()
    {
        var page = await ReadPageAsync();
        Assert.Equal(1, Assert.IsType<TurnOutcome.Turned>(await bench.Turning.TurnAsync(page.Id, 1, bench.Scientist, default)).Engines);
        await using (var db = database.CreateDbContext())
        {
            var turned = await db.Pages.SingleAsync();
            Assert.Equal((1, 1401, 1001, null, null), (turned.QuarterTurns, turned.Width, turned.Height, turned.Image, turned.Preview));
            Assert.Empty(await db.Words.ToListAsync());
            Assert.Single(await db.AuditEntries.Where(e => e.Action == "page.turn").ToListAsync());
        }
        Assert.False(await bench.Blobs.ExistsAsync(page.Preview!.Value, default));

        await bench.RunAsync(bench.Queue.Enqueued[^1]);
        await using (var db = database.CreateDbContext())
        {
            Assert.Equal((1401, 1001), await db.Pages.Select(p => new ValueTuple<int, int>(p.Width, p.Height)).SingleAsync());
            Assert.Equal(["lies", "turned", "1"], await db.Words.OrderBy(w => w.Index).Select(w => w.Text).ToListAsync());
            Assert.Equal(OcrRunRole.Primary, (await db.OcrRuns.SingleAsync()).Role);
        }
    }

    [DatabaseFact]
    public async Task Four_turns_are_none_and_a_turn_to_the_left_undoes_one_to_the_right()
    {
        var page = await ReadPageAsync();
        foreach (var (turn, expected) in new[] { (1, 1), (-1, 0), (-1, 3), (2, 1), (3, 0) })
        {
            await bench.Turning.TurnAsync(page.Id, turn, bench.Scientist, default);
            await using var db = database.CreateDbContext();
            Assert.Equal(expected, (await db.Pages.SingleAsync()).QuarterTurns);
        }
    }

    [DatabaseFact]
    public async Task What_was_being_read_while_the_page_was_turned_is_thrown_away()
    {
        await bench.AddedAsync(FakeImageReader.File("lies"));
        bench.Reader.BeforeReading = async (_, ct) =>
        {
            bench.Reader.BeforeReading = (_, _) => Task.CompletedTask;
            await using var db = database.CreateDbContext();
            await bench.Turning.TurnAsync((await db.Pages.SingleAsync(ct)).Id, 2, bench.Scientist, ct);
        };
        await bench.RunAsync(bench.Queue.Enqueued[0]);
        await using (var db = database.CreateDbContext())
            Assert.Empty(await db.Words.ToListAsync());
        await bench.RunAsync(bench.Queue.Enqueued[^1]);
        await using (var db = database.CreateDbContext())
            Assert.Equal(["lies", "turned", "2"], await db.Words.OrderBy(w => w.Index).Select(w => w.Text).ToListAsync());
    }

    [DatabaseFact]
    public async Task A_page_that_a_batch_under_preparation_is_about_to_use_stays_as_it_is()
    {
        var page = await ReadPageAsync();
        await using (var db = database.CreateDbContext())
        {
            BatchOf(db, "Being made", new BatchSource.DocumentPages([page.Id]).ToJson());
            await db.SaveChangesAsync();
        }
        Assert.Equal(["Being made"], (await bench.Turning.PlanAsync(ProjectScope.Everything, page.Id, default))!.Preparing);
        Assert.Equal(["Being made"], Assert.IsType<TurnOutcome.BeingPrepared>(await bench.Turning.TurnAsync(page.Id, 1, bench.Scientist, default)).Batches);
        await using (var db = database.CreateDbContext())
            Assert.Equal(0, (await db.Pages.SingleAsync()).QuarterTurns);
    }

    [DatabaseFact]
    public async Task There_may_be_no_such_page() => Assert.IsType<TurnOutcome.NotFound>(await bench.Turning.TurnAsync(PageId.New(), 1, bench.Scientist, default));

    private async Task<Page> ReadPageAsync()
    {
        await bench.AddedAsync(FakeImageReader.File("lies"));
        await bench.RunAsync(bench.Queue.Enqueued[^1]);
        await using var db = database.CreateDbContext();
        return await db.Pages.AsNoTracking().SingleAsync();
    }

    private Batch BatchOf(Core.Data.AppDb db, string name, string source = "{}")
    {
        var pool = new Pool("Contractors", PoolKind.Contractors, bench.Clock.Now);
        var batch = new Batch(name, Template.WordTranscription, pool, 1, 15, "", true, Privacy.Public, source, bench.Scientist, bench.Clock.Now, "{}");
        db.Add(pool);
        db.Add(batch);
        return batch;
    }
}

public sealed class SqlitePageTurningTests(SqliteDatabaseFixture database) : PageTurningContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlPageTurningTests(PostgreSqlDatabaseFixture database) : PageTurningContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerPageTurningTests(SqlServerDatabaseFixture database) : PageTurningContract(database), IClassFixture<SqlServerDatabaseFixture>;
