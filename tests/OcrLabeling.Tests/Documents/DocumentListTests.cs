using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Documents;

public abstract class DocumentListContract(DatabaseFixture database) : IAsyncLifetime
{
    private static readonly IntakeChoices DonatedLetters = new(DocumentCategory.LetterSized, Privacy.Donated, "Form 12");

    private readonly IntakeBench bench = new(database);
    private readonly DocumentList list = new(database);

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task Documents_come_newest_first_page_by_page()
    {
        foreach (var name in new[] { "a.png", "b.png", "c.png" })
        {
            await bench.AddedAsync(FakeImageReader.File(name), name);
            bench.Clock.Move(TimeSpan.FromMinutes(1));
        }
        var first = await list.PageAsync(ProjectScope.Everything, new DocumentFilter(), 0, 2, default);
        Assert.Equal(3, first.Total);
        Assert.Equal(["c.png", "b.png"], first.Items.Select(r => r.FileName));
        Assert.Equal(["a.png"], (await list.PageAsync(ProjectScope.Everything, new DocumentFilter(), 2, 2, default)).Items.Select(r => r.FileName));
    }

    [DatabaseFact]
    public async Task Filters_narrow_by_category_privacy_and_part_of_the_name()
    {
        await bench.AddedAsync(FakeImageReader.File("1"), "Till receipt.png");
        await bench.AddedAsync(FakeImageReader.File("2"), "Letter 1.png", DonatedLetters);
        Assert.Equal(["Letter 1.png"], await NamesAsync(new DocumentFilter(Category: DocumentCategory.LetterSized)));
        Assert.Equal(["Till receipt.png"], await NamesAsync(new DocumentFilter(Privacy: Privacy.Public)));
        Assert.Equal(["Till receipt.png"], await NamesAsync(new DocumentFilter(Name: "RECEIPT")));
        Assert.Empty(await NamesAsync(new DocumentFilter(DocumentCategory.LetterSized, Privacy.Public)));
    }

    [DatabaseFact]
    public async Task A_row_tells_how_far_its_pages_are_read()
    {
        await bench.AddedAsync(FakeImageReader.File("one", "two", "three"));
        await using (var db = database.CreateDbContext())
        {
            var runs = await db.OcrRuns.ToListAsync();
            runs[0].State.Start(bench.Clock.Now);
            runs[1].State.Start(bench.Clock.Now);
            runs[1].State.Fail("broken", bench.Clock.Now);
            await db.SaveChangesAsync();
        }
        Assert.Equal(new ReadingState(Waiting: 1, Running: 1, Succeeded: 0, Failed: 1), Assert.Single((await list.PageAsync(ProjectScope.Everything, new DocumentFilter(), 0, 9, default)).Items).Reading);
    }

    [DatabaseFact]
    public async Task The_preview_is_that_of_the_first_page()
    {
        await bench.AddedAsync(FakeImageReader.File("one", "two"));
        Assert.Null((await list.PageAsync(ProjectScope.Everything, new DocumentFilter(), 0, 9, default)).Items[0].Preview);
        await ReadAllAsync();
        await using var db = database.CreateDbContext();
        Assert.Equal((await db.Pages.SingleAsync(p => p.Number == 1)).Preview, (await list.PageAsync(ProjectScope.Everything, new DocumentFilter(), 0, 9, default)).Items[0].Preview);
    }

    [DatabaseFact]
    public async Task A_document_opens_with_its_pages_runs_and_words()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("Total 12.50", "Page two"));
        await ReadAllAsync();
        var reading = new DocumentReading(database, bench.Audit);
        var document = await reading.OpenAsync(id, bench.Scientist, default);
        Assert.Equal([1, 2], document!.Pages.Select(p => p.Number));
        var run = Assert.Single(await reading.RunsAsync(document.Pages[0].Id, default));
        Assert.Equal((JobStatus.Succeeded, 2, "tesseract-1"), (run.Status, run.WordCount, run.EngineVersion));
        Assert.Equal(["Total", "12.50"], (await reading.WordsAsync(run.Id, default)).Select(w => w.Text));
        Assert.Null(await reading.OpenAsync(DocumentId.New(), bench.Scientist, default));
    }

    [DatabaseFact]
    public async Task Looking_at_a_donated_document_is_put_on_record()
    {
        var reading = new DocumentReading(database, bench.Audit);
        await reading.OpenAsync(await bench.AddedAsync(FakeImageReader.File("public")), bench.Scientist, default);
        var donated = await bench.AddedAsync(FakeImageReader.File("donated"), choices: DonatedLetters);
        await reading.OpenAsync(donated, bench.Scientist, default);
        await using var db = database.CreateDbContext();
        var view = await db.AuditEntries.SingleAsync(e => e.Action == "document.view");
        Assert.Equal(($"document:{donated}", (Guid?)bench.Scientist), (view.Subject, view.AccountId));
    }

    [DatabaseFact]
    public async Task Another_engine_reads_every_page_it_has_not_read()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one", "two"));
        bench.Queue.Enqueued.Clear();
        var reads = new PageReads(database, bench.Queue, bench.Clock);
        Assert.Equal(new RequestedReads(2, 0), await reads.RequestAsync([id], "ppocr", default));
        Assert.Equal(2, bench.Queue.Enqueued.Count);
        Assert.Equal(new RequestedReads(0, 2), await reads.RequestAsync([id], "ppocr", default));
    }

    [DatabaseFact]
    public async Task A_failed_run_is_queued_again_instead_of_made_twice()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one"));
        await using (var db = database.CreateDbContext())
        {
            var run = await db.OcrRuns.SingleAsync();
            run.State.Start(bench.Clock.Now);
            run.State.Fail("broken", bench.Clock.Now);
            await db.SaveChangesAsync();
        }
        Assert.Equal(new RequestedReads(1, 0), await new PageReads(database, bench.Queue, bench.Clock).RequestAsync([id], "tesseract", default));
        await using var after = database.CreateDbContext();
        Assert.Equal(JobStatus.Queued, (await after.OcrRuns.SingleAsync()).State.Status);
    }

    private async Task<IEnumerable<string>> NamesAsync(DocumentFilter filter) => (await list.PageAsync(ProjectScope.Everything, filter, 0, 9, default)).Items.Select(r => r.FileName);

    private async Task ReadAllAsync()
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

public sealed class SqliteDocumentListTests(SqliteDatabaseFixture database) : DocumentListContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlDocumentListTests(PostgreSqlDatabaseFixture database) : DocumentListContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerDocumentListTests(SqlServerDatabaseFixture database) : DocumentListContract(database), IClassFixture<SqlServerDatabaseFixture>;
