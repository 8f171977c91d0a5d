using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Documents;

public abstract class DocumentIntakeContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly IntakeBench bench = new(database);

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_file_becomes_a_document_with_a_queued_run_for_each_page_and_engine()
    {
        bench.Pipeline.DefaultEngines = ["tesseract", "ppocr"];
        var id = await bench.AddedAsync(FakeImageReader.File("one", "two", "three"), "scan.tif");
        await using var db = database.CreateDbContext();
        var document = await db.Documents.Include(d => d.Pages).SingleAsync(d => d.Id == id);
        Assert.Equal(("scan.tif", 3, bench.Scientist), (document.FileName, document.PageCount, document.UploadedBy));
        Assert.Equal([1, 2, 3], document.Pages.Select(p => p.Number).Order());
        var runs = await db.OcrRuns.ToListAsync();
        Assert.Equal(6, runs.Count);
        Assert.All(runs, r => Assert.Equal(JobStatus.Queued, r.State.Status));
        Assert.All(runs, r => Assert.Equal(r.EngineId == "tesseract" ? OcrRunRole.Primary : OcrRunRole.Shadow, r.Role));
        Assert.Equal(runs.Select(r => r.Id.Value).Order(), bench.Queue.Enqueued.Select(s => s.Id).Order());
        Assert.True(await bench.Blobs.ExistsAsync(document.Original, default));
        Assert.Equal("document.upload", (await db.AuditEntries.SingleAsync()).Action);
    }

    [DatabaseFact]
    public async Task The_same_bytes_are_the_same_document()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one"), "first.png");
        Assert.Equal(new IntakeOutcome.Duplicate(id, "first.png"), await bench.AddAsync(FakeImageReader.File("one"), "again.png"));
        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.Documents.CountAsync());
    }

    [DatabaseFact]
    public async Task The_same_bytes_at_the_same_moment_are_one_document()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => bench.AddAsync(FakeImageReader.File("raced"), $"{i}.png"))));
        var added = Assert.Single(outcomes.OfType<IntakeOutcome.Added>());
        Assert.All(outcomes.OfType<IntakeOutcome.Duplicate>(), d => Assert.Equal(added.Id, d.Of));
        Assert.Equal(7, outcomes.OfType<IntakeOutcome.Duplicate>().Count());
    }

    [DatabaseFact]
    public async Task A_refused_file_leaves_nothing_behind()
    {
        Assert.Equal(new IntakeOutcome.Refused("This is not an image of a kind that is accepted."), await bench.AddAsync("MZ program"u8.ToArray(), "evil.png"));
        Assert.Empty(bench.Blobs.Ids);
        await using var db = database.CreateDbContext();
        Assert.Equal(0, await db.Documents.CountAsync());
    }

    [DatabaseFact]
    public async Task A_file_that_is_cut_short_is_refused_at_once()
    {
        Assert.Equal(new IntakeOutcome.Refused("The file is cut off."), await bench.AddAsync(FakeImageReader.File(FakeImageReader.CutShort)));
        Assert.Empty(bench.Queue.Enqueued);
    }

    [DatabaseFact]
    public async Task A_file_over_the_limit_is_refused_with_both_figures() =>
        Assert.Equal(new IntakeOutcome.Refused("The file has 1.5 MB; 1 MB are allowed."), await bench.AddAsync(new byte[1536 * 1024]));

    [DatabaseFact]
    public async Task An_empty_file_is_refused() => Assert.Equal(new IntakeOutcome.Refused("The file is empty."), await bench.AddAsync([]));

    [DatabaseFact]
    public async Task A_reader_that_crashes_once_does_not_cost_the_file()
    {
        var calls = 0;
        bench.Reader.BeforeInspecting = () => { if (++calls == 1) throw new ReaderCrashedException("gone"); };
        await bench.AddedAsync(FakeImageReader.File("one"));
    }

    [DatabaseFact]
    public async Task A_file_that_crashes_the_reader_every_time_is_refused()
    {
        bench.Reader.BeforeInspecting = () => throw new ReaderCrashedException("The worker was killed.");
        Assert.Equal(new IntakeOutcome.Refused("The file could not be looked at: The worker was killed."), await bench.AddAsync(FakeImageReader.File("one")));
    }

    [DatabaseFact]
    public async Task Donated_needs_a_consent_note() =>
        await Assert.ThrowsAsync<ArgumentException>(() => bench.AddAsync(FakeImageReader.File("one"), choices: new IntakeChoices(DocumentCategory.Other, Privacy.Donated, " ")));

    [DatabaseFact]
    public async Task The_consent_note_is_kept()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one"), choices: new IntakeChoices(DocumentCategory.Other, Privacy.Donated, "Form 12, signed 2026-01-03"));
        await using var db = database.CreateDbContext();
        Assert.Equal("Form 12, signed 2026-01-03", (await db.Documents.SingleAsync(d => d.Id == id)).ConsentNote);
    }

    [DatabaseFact]
    public async Task Of_an_archive_every_file_has_its_own_outcome()
    {
        var known = FakeImageReader.File("known");
        await bench.AddedAsync(known);
        var zip = ArchiveTests.Zip(("good.png", FakeImageReader.File("good")), ("bad.exe", "MZ"u8.ToArray()), ("known.png", known), ("also.png", FakeImageReader.File("also")));
        var outcomes = new List<FileOutcome>();
        await foreach (var outcome in bench.Upload.AddArchiveAsync("all.zip", new MemoryStream(zip), IntakeBench.Receipts, bench.Scientist, default))
            outcomes.Add(outcome);
        Assert.Equal(["good.png", "bad.exe", "known.png", "also.png"], outcomes.Select(o => o.Name));
        Assert.Equal(["Added", "Refused", "Duplicate", "Added"], outcomes.Select(o => o.Outcome.GetType().Name));
        await using var db = database.CreateDbContext();
        Assert.Single((await db.Documents.Where(d => d.FileName == "good.png" || d.FileName == "also.png").Select(d => d.UploadId).ToListAsync()).Distinct());
    }
}

public sealed class SqliteDocumentIntakeTests(SqliteDatabaseFixture database) : DocumentIntakeContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlDocumentIntakeTests(PostgreSqlDatabaseFixture database) : DocumentIntakeContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerDocumentIntakeTests(SqlServerDatabaseFixture database) : DocumentIntakeContract(database), IClassFixture<SqlServerDatabaseFixture>;
