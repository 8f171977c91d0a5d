using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Documents;

public abstract class DocumentDeletionContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly IntakeBench bench = new(database);

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_document_goes_with_its_words_and_bytes()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one two"));
        await ReadAsync();
        var plan = await bench.Deletion.PlanAsync(ProjectScope.Everything, [id], default);
        Assert.Equal((1, 1, 2, 0, 0), (plan.Documents, plan.Pages, plan.Words, plan.Kept, plan.Batches.Count));
        Assert.IsType<DeletionOutcome.Deleted>(await bench.Deletion.DeleteAsync(id, bench.Scientist, default));
        await using var db = database.CreateDbContext();
        Assert.Equal((0, 0, 0), (await db.Documents.CountAsync(), await db.OcrRuns.CountAsync(), await db.Words.CountAsync()));
        Assert.Empty(bench.Blobs.Ids);
        Assert.True(await db.AuditEntries.AnyAsync(e => e.Action == "document.delete" && e.AccountId == bench.Scientist));
    }

    [DatabaseFact]
    public async Task Bytes_that_another_document_shares_stay()
    {
        // both render to the same page image
        var id = await bench.AddedAsync(FakeImageReader.File("shared"));
        await bench.AddedAsync(FakeImageReader.File("shared", "more"));
        await ReadAsync();
        await bench.Deletion.DeleteAsync(id, bench.Scientist, default);
        await using var db = database.CreateDbContext();
        foreach (var page in await db.Pages.ToListAsync())
            Assert.True(await bench.Blobs.ExistsAsync(page.Image!.Value, default));
    }

    [DatabaseFact]
    public async Task A_document_that_tasks_were_made_from_stays()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one"));
        await using (var db = database.CreateDbContext())
        {
            var pool = new Pool("Crowd", PoolKind.Crowd, bench.Clock.Now);
            var batch = new Batch("Receipts 1", Template.WordTranscription, pool, 1, 10, "", true, Privacy.Public, "{}", bench.Scientist, bench.Clock.Now);
            var page = await db.Pages.SingleAsync();
            db.AddRange(pool, batch, new LabelingTask(batch.Id, 0, DocumentCategory.Other, BlobId.Of("crop"u8), "image/png", 40, 12, null, "a.png", pageId: page.Id));
            await db.SaveChangesAsync();
        }
        var outcome = Assert.IsType<DeletionOutcome.InUse>(await bench.Deletion.DeleteAsync(id, bench.Scientist, default));
        Assert.Equal(["Receipts 1"], outcome.Batches);
        var free = await bench.AddedAsync(FakeImageReader.File("two", "three"));
        var plan = await bench.Deletion.PlanAsync(ProjectScope.Everything, [id, free], default);
        Assert.Equal((1, 2, 1), (plan.Documents, plan.Pages, plan.Kept));
        Assert.Equal(["Receipts 1"], plan.Batches);
        await bench.Deletion.DeleteAsync(free, bench.Scientist, default);
        await using var after = database.CreateDbContext();
        Assert.Equal(1, await after.Documents.CountAsync());
    }

    [DatabaseFact]
    public async Task Its_unfinished_jobs_are_cancelled()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one"));
        await bench.Deletion.DeleteAsync(id, bench.Scientist, default);
        Assert.Equal(bench.Queue.Enqueued, bench.Queue.Cancelled);
    }

    [DatabaseFact]
    public async Task What_is_not_there_cannot_be_deleted() =>
        Assert.IsType<DeletionOutcome.NotFound>(await bench.Deletion.DeleteAsync(DocumentId.New(), bench.Scientist, default));

    [DatabaseFact]
    public async Task Nothing_is_deleted_while_somebody_is_about_to_name_a_blob()
    {
        var blob = await bench.Blobs.PutAsync("kept"u8.ToArray(), default);
        var keep = await bench.Lifetime.KeepAsync(default);
        var deleting = bench.Lifetime.DeleteUnusedAsync([blob], default);
        await Task.Delay(50);
        Assert.False(deleting.IsCompleted);
        keep.Dispose();
        await deleting;
        Assert.False(await bench.Blobs.ExistsAsync(blob, default));
    }

    private async Task ReadAsync()
    {
        foreach (var subject in bench.Queue.Enqueued)
        {
            await using var db = database.CreateDbContext();
            var lease = (await db.OcrRuns.SingleAsync(r => r.Id == new OcrRunId(subject.Id))).State.Start(bench.Clock.Now);
            await db.SaveChangesAsync();
            await bench.ReadPage.RunAsync(EveryJob.Held(subject, lease), new Progress<double>(), default);
        }
    }
}

public sealed class SqliteDocumentDeletionTests(SqliteDatabaseFixture database) : DocumentDeletionContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlDocumentDeletionTests(PostgreSqlDatabaseFixture database) : DocumentDeletionContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerDocumentDeletionTests(SqlServerDatabaseFixture database) : DocumentDeletionContract(database), IClassFixture<SqlServerDatabaseFixture>;
