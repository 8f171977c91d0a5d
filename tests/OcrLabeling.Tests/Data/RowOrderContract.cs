using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Training;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Tests.Statistics;

namespace OcrLabeling.Tests.Data;

/// <summary>Every list sorts by every column it offers, on every database.</summary>
public abstract class RowOrderContract(DatabaseFixture database) : IAsyncLifetime
{
    private static readonly string[] names = ["b", "a", "c"];

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_list_sorts_by_each_of_its_columns_and_cuts_pages_of_the_sorted()
    {
        using (var scene = new Scene(database))
        {
            var pool = scene.Pool("Contractors");
            foreach (var (index, name) in names.Index())
            {
                var at = Scene.Noon.AddMinutes(index);
                scene.Batch(name, pool, 1, [name], createdAt: at);
                var dataset = new Dataset(name, 1, Privacy.Public, null, null, new BlobId(new string('a', 64)), scene.ScientistId, at);
                scene.Add(
                    dataset, new EvaluationRun(dataset.Id, name, scene.ScientistId, at), new TrainingRun(dataset.Id, null, 1 + index, scene.ScientistId, at), new AuditEntry(at, null, "x", name, null),
                    new Document(name, new BlobId($"{index:x64}"), 10 - index, DocumentFormat.Png, DocumentCategory.RegisterTapes, Privacy.Public, null, scene.ScientistId, at, [(1, 1)]));
            }
            await scene.SaveAsync();
        }
        await SortsAsync(["name", "category", "privacy", "pages", "size", "uploaded"], async (order, skip) => (await new DocumentList(database).PageAsync(ProjectScope.Everything, new DocumentFilter(), skip, 2, default, order)).Items.Select(r => r.FileName));
        await SortsAsync(["name", "status", "tasks", "priority", "created"], async (order, skip) => (await new BatchList(database).ListAsync(ProjectScope.Everything, null, "", skip, 2, default, order)).Items.Select(r => r.Name));
        await SortsAsync(["name", "privacy", "crops", "pages", "state", "made"], async (order, skip) => (await new DatasetList(database).ListAsync(ProjectScope.Everything, skip, 2, default, "", order)).Items.Select(r => r.Name));
        await SortsAsync(["engine", "state", "queued"], async (order, skip) => (await new EvaluationList(database).ListAsync(ProjectScope.Everything, null, skip, 2, default, null, order)).Items.Select(r => r.EngineId));
        await SortsAsync(["steps", "queued", "state", "learned", "held"], async (order, skip) => (await new TrainingList(database).ListAsync(ProjectScope.Everything, skip, 2, default, order)).Items.Select(r => r.Dataset), sortsByName: false);
        await SortsAsync(["queued", "attempts"], async (order, skip) => (await new JobList(database, EveryJob.Tables).PageAsync(ProjectScope.Everything, JobTab.Queued, skip, 2, default, JobKind.ImportDataset, order)).Select(j => j.Title), sortsByName: false);
        Assert.Equal(["b", "a"], (await new AuditTrail(database).ListAsync("", 0, 2, default, oldestFirst: true)).Items.Select(r => r.Subject));
        Assert.Equal(["c", "a"], (await new AuditTrail(database).ListAsync("", 0, 2, default)).Items.Select(r => r.Subject));
    }

    [DatabaseFact]
    public async Task Lists_are_narrowed_by_column()
    {
        using (var scene = new Scene(database))
        {
            var truth = new Dataset("Truth", 1, Privacy.Public, null, null, new BlobId(new string('a', 64)), scene.ScientistId, Scene.Noon);
            scene.Add(truth, new Dataset("Other", 1, Privacy.Public, null, null, new BlobId(new string('b', 64)), scene.ScientistId, Scene.Noon));
            scene.Add(new EvaluationRun(truth.Id, "tesseract", scene.ScientistId, Scene.Noon), new EvaluationRun(truth.Id, "ppocr", scene.ScientistId, Scene.Noon));
            await scene.SaveAsync();
        }
        Assert.Equal(["Truth"], (await new DatasetList(database).ListAsync(ProjectScope.Everything, 0, 10, default, "RUT")).Items.Select(r => r.Name));
        Assert.Equal(["ppocr"], (await new EvaluationList(database).ListAsync(ProjectScope.Everything, null, 0, 10, default, "ppocr")).Items.Select(r => r.EngineId));
        Assert.Equal(["ppocr", "tesseract"], await new EvaluationList(database).EnginesAsync(ProjectScope.Everything, default));
        Assert.Equal(2, (await new JobList(database, EveryJob.Tables).CountAsync(ProjectScope.Everything, default, JobKind.Evaluate))[JobTab.Queued]);
    }

    [DatabaseFact]
    public async Task What_waits_is_counted_for_each_batch_and_for_all()
    {
        using var scene = new Scene(database);
        var (ada, pool) = (scene.Worker("Ada"), scene.Pool("Contractors"));
        var (one, two) = (scene.Batch("one", pool, 1, ["a", "b"]), scene.Batch("two", pool, 1, ["c"]));
        scene.Add(new Skip(scene.Task(one, 0).Id, one.Id, ada.Id, SkipReason.Other, null, Scene.Noon), new GoldDispute(scene.Task(two, 0).Id, two.Id, ada.Id, null, Scene.Noon));
        await scene.SaveAsync();
        var list = new WaitingList(database);
        var waiting = await list.OfAsync([one.Id, two.Id], default);
        Assert.Equal((new WaitingWork(0, 0, 1), new WaitingWork(0, 1, 0)), (waiting[one.Id], waiting[two.Id]));
        Assert.Equal(new WaitingWork(0, 1, 1), await list.TotalAsync(ProjectScope.Everything, default));
        Assert.Empty(await list.OfAsync([], default));
    }

    private static async Task SortsAsync(string[] keys, Func<RowOrder, int, Task<IEnumerable<string>>> readAsync, bool sortsByName = true)
    {
        foreach (var key in keys.Append("no such column"))
            foreach (var falling in new[] { false, true })
            {
                string[] both = [.. await readAsync(new RowOrder(key, falling), 0), .. await readAsync(new RowOrder(key, falling), 2)];
                Assert.Equal(3, both.Distinct().Count());
            }
        if (sortsByName)
        {
            Assert.Equal(["a", "b"], await readAsync(new RowOrder(keys[0]), 0));
            Assert.Equal(["c", "b"], await readAsync(new RowOrder(keys[0], true), 0));
        }
        else
        {
            Assert.Equal(["b v1", "a v1"], await readAsync(new RowOrder(keys[0]), 0));
            Assert.Equal(["c v1", "a v1"], await readAsync(new RowOrder(keys[0], true), 0));
        }
    }
}

public sealed class SqliteRowOrderTests(SqliteDatabaseFixture database) : RowOrderContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlRowOrderTests(PostgreSqlDatabaseFixture database) : RowOrderContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerRowOrderTests(SqlServerDatabaseFixture database) : RowOrderContract(database), IClassFixture<SqlServerDatabaseFixture>;

public sealed class RowOrderTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("name", "name", false)]
    [InlineData("-name", "name", true)]
    public void An_order_is_written_as_a_key_with_a_minus_for_falling(string? text, string? key, bool falling) => Assert.Equal(new RowOrder(key, falling), RowOrder.Parse(text));
}
