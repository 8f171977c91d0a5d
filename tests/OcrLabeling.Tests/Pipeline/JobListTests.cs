using OcrLabeling.Core.Access;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;

namespace OcrLabeling.Tests.Pipeline;

public abstract class JobListContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly IntakeBench bench = new(database);
    private readonly JobList list = new(database, EveryJob.Tables);

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task Jobs_of_all_kinds_are_one_list_newest_first()
    {
        var document = await bench.AddedAsync(FakeImageReader.File("one"), "receipt.png");
        var (batch, dataset, evaluation) = await AddOthersAsync();
        var items = await list.PageAsync(ProjectScope.Everything, JobTab.Queued, 0, 10, default);
        Assert.Equal(
            [
                (JobKind.Evaluate, "Truth v2", (string?)$"evaluations/{evaluation}", "ppocr"), (JobKind.ImportDataset, "Truth v2", $"datasets/{dataset}", null),
                (JobKind.PrepareBatch, "Words 1", $"batches/{batch}", null), (JobKind.ReadPage, "receipt.png", $"documents/{document.Value}?page=1&engine=tesseract", "tesseract"),
            ],
            items.Select(i => (i.Subject.Kind, i.Title, i.Address, i.EngineId)));
        Assert.Equal(1, items[3].PageNumber);
    }

    [DatabaseFact]
    public async Task The_tabs_count_by_status()
    {
        await bench.AddedAsync(FakeImageReader.File("one"));
        await AddOthersAsync();
        var counts = await list.CountAsync(ProjectScope.Everything, default);
        Assert.Equal((4, 0, 0, 0, 0), (counts[JobTab.Queued], counts[JobTab.Running], counts[JobTab.Done], counts[JobTab.Failed], counts[JobTab.Cancelled]));
    }

    [DatabaseFact]
    public async Task A_dataset_made_from_a_batch_is_a_job_like_an_import()
    {
        var (batch, _, _) = await AddOthersAsync();
        await using (var db = database.CreateDbContext())
        {
            db.Add(new Dataset("From a batch", 1, Privacy.Public, null, new BatchId(batch), null, bench.Scientist, bench.Clock.Now));
            await db.SaveChangesAsync();
        }
        Assert.Contains(await list.PageAsync(ProjectScope.Everything, JobTab.Queued, 0, 10, default), i => i.Title == "From a batch v1");
        Assert.Equal(4, (await list.SubjectsAsync(ProjectScope.Everything, [JobStatus.Queued], default)).Count);
    }

    [DatabaseFact]
    public async Task Pages_of_the_list_do_not_overlap()
    {
        await bench.AddedAsync(FakeImageReader.File([.. Enumerable.Range(0, 25).Select(i => $"page{i}")]));
        await AddOthersAsync();
        var seen = new List<JobItem>();
        for (var skip = 0; skip < 30; skip += 10)
            seen.AddRange(await list.PageAsync(ProjectScope.Everything, JobTab.Queued, skip, 10, default));
        Assert.Equal(28, seen.Count);
        Assert.Equal(28, seen.Select(i => i.Subject).Distinct().Count());
    }

    private async Task<(Guid Batch, Guid Dataset, Guid Evaluation)> AddOthersAsync()
    {
        await using var db = database.CreateDbContext();
        var pool = new Pool("Crowd", PoolKind.Crowd, bench.Clock.Now);
        bench.Clock.Move(TimeSpan.FromSeconds(1));
        var batch = new Batch("Words 1", Template.WordTranscription, pool, 1, 10, "", true, Privacy.Public, "{}", bench.Scientist, bench.Clock.Now);
        bench.Clock.Move(TimeSpan.FromSeconds(1));
        var dataset = new Dataset("Truth", 2, Privacy.Public, null, null, BlobId.Of("zip"u8), bench.Scientist, bench.Clock.Now);
        bench.Clock.Move(TimeSpan.FromSeconds(1));
        var evaluation = new EvaluationRun(dataset.Id, "ppocr", bench.Scientist, bench.Clock.Now);
        db.AddRange(pool, batch, dataset, evaluation);
        await db.SaveChangesAsync();
        return (batch.Id.Value, dataset.Id.Value, evaluation.Id.Value);
    }
}

public sealed class SqliteJobListTests(SqliteDatabaseFixture database) : JobListContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlJobListTests(PostgreSqlDatabaseFixture database) : JobListContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerJobListTests(SqlServerDatabaseFixture database) : JobListContract(database), IClassFixture<SqlServerDatabaseFixture>;
