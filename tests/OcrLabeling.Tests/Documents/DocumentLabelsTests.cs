using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Documents;

public abstract class DocumentLabelsContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly IntakeBench bench = new(database);

    private DocumentLabels Labels => new(database, bench.Transaction, bench.Audit);

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_document_is_renamed_and_the_audit_log_has_both_names()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one"), "scan.png");
        Assert.Null(await Labels.RenameAsync(id, "  Till receipt, May.png ", bench.Scientist, default));
        Assert.Contains("1 to 260", await Labels.RenameAsync(id, " ", bench.Scientist, default), StringComparison.Ordinal);
        Assert.Contains("1 to 260", await Labels.RenameAsync(id, "a\nb", bench.Scientist, default), StringComparison.Ordinal);
        Assert.Contains("no such document", await Labels.RenameAsync(DocumentId.New(), "x", bench.Scientist, default), StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.Equal("Till receipt, May.png", (await db.Documents.SingleAsync()).FileName);
        Assert.Equal("scan.png -> Till receipt, May.png", (await db.AuditEntries.SingleAsync(e => e.Action == "document.rename")).Detail);
    }

    [DatabaseFact]
    public async Task A_tag_is_given_once_found_and_taken_away()
    {
        var (a, b) = (await bench.AddedAsync(FakeImageReader.File("one")), await bench.AddedAsync(FakeImageReader.File("two")));
        Assert.Equal(1, await Labels.TagAsync([a], "Till  Receipts", bench.Scientist, default));
        Assert.Equal(1, await Labels.TagAsync([a, b], "till-receipts", bench.Scientist, default));
        Assert.Equal(2, await Labels.TagAsync([a, b, DocumentId.New()], "2026", bench.Scientist, default));
        Assert.Null(await Labels.TagAsync([a], new string('x', DocumentTag.MaxNameLength + 1), bench.Scientist, default));
        Assert.Equal([new TagCount("2026", 2), new TagCount("till-receipts", 2)], await Labels.ListTagsAsync(ProjectScope.Everything, default));
        Assert.Equal(1, await Labels.UntagAsync([a], "2026", bench.Scientist, default));
        var documents = new DocumentList(database);
        Assert.Equal([b], (await documents.PageAsync(ProjectScope.Everything, new DocumentFilter(Tag: "2026"), 0, 10, default)).Items.Select(d => d.Id));
        Assert.Equal(["till-receipts"], (await documents.PageAsync(ProjectScope.Everything, new DocumentFilter(), 0, 10, default)).Items.Single(d => d.Id == a).Tags);
        await bench.Deletion.DeleteAsync(b, bench.Scientist, default);
        Assert.Equal([new TagCount("till-receipts", 1)], await Labels.ListTagsAsync(ProjectScope.Everything, default));
    }
}

public sealed class SqliteDocumentLabelsTests(SqliteDatabaseFixture database) : DocumentLabelsContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlDocumentLabelsTests(PostgreSqlDatabaseFixture database) : DocumentLabelsContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerDocumentLabelsTests(SqlServerDatabaseFixture database) : DocumentLabelsContract(database), IClassFixture<SqlServerDatabaseFixture>;
