using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Tests.Workers;

namespace OcrLabeling.Tests.Documents;

/// <summary>The same bytes, given in as Public first and as Donated then.</summary>
public abstract class DocumentRestrictionContract(DatabaseFixture database) : IAsyncLifetime
{
    private static readonly IntakeChoices Donated = new(DocumentCategory.LetterSized, Privacy.Donated, "Form 12, signed");

    private readonly IntakeBench bench = new(database);

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task The_stricter_wish_holds_with_its_consent_and_is_on_record()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one"), "first.png");
        Assert.Equal(new IntakeOutcome.Restricted(id, "first.png"), await bench.AddAsync(FakeImageReader.File("one"), "again.png", Donated));
        await using var db = database.CreateDbContext();
        var document = await db.Documents.SingleAsync();
        Assert.Equal((Privacy.Donated, "Form 12, signed"), (document.Privacy, document.ConsentNote));
        Assert.Equal("first.png; Public -> Donated", (await db.AuditEntries.SingleAsync(e => e.Action == "document.restrict")).Detail);
    }

    [DatabaseFact]
    public async Task A_donated_document_does_not_become_public_again()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one"), choices: Donated);
        Assert.Equal(new IntakeOutcome.Duplicate(id, "a.png"), await bench.AddAsync(FakeImageReader.File("one")));
        Assert.Equal(new IntakeOutcome.Duplicate(id, "a.png"), await bench.AddAsync(FakeImageReader.File("one"), choices: Donated));
        await using var db = database.CreateDbContext();
        Assert.Equal(Privacy.Donated, (await db.Documents.SingleAsync()).Privacy);
    }

    [DatabaseFact]
    public async Task A_second_consent_for_the_same_document_is_said_to_be_left_out()
    {
        var id = await bench.AddedAsync(FakeImageReader.File("one"), choices: Donated);
        Assert.Equal(new IntakeOutcome.Duplicate(id, "a.png", KeepsConsent: true), await bench.AddAsync(FakeImageReader.File("one"), choices: Donated with { ConsentNote = "By letter" }));
        await using var db = database.CreateDbContext();
        Assert.Equal(Donated.ConsentNote, (await db.Documents.SingleAsync()).ConsentNote);
    }

    [DatabaseFact]
    public async Task The_batches_of_contractors_made_from_it_become_donated_too()
    {
        await bench.AddedAsync(FakeImageReader.File("one"));
        await BatchAsync("At work", PoolKind.Contractors);
        Assert.IsType<IntakeOutcome.Restricted>(await bench.AddAsync(FakeImageReader.File("one"), choices: Donated));
        await using var db = database.CreateDbContext();
        Assert.Equal(Privacy.Donated, (await db.Batches.SingleAsync()).Privacy);
    }

    [DatabaseFact]
    public async Task It_is_refused_with_the_reason_where_a_crowd_works_on_it()
    {
        await bench.AddedAsync(FakeImageReader.File("one"));
        await BatchAsync("Seen by many", PoolKind.Crowd);
        var refused = Assert.IsType<IntakeOutcome.Refused>(await bench.AddAsync(FakeImageReader.File("one"), choices: Donated));
        Assert.Equal("The same file is here already as a.png, as Public, and the crowd pool Everybody works on it (batch Seen by many): it cannot become Donated any more. Nothing was changed.", refused.Reason);
        await using var db = database.CreateDbContext();
        Assert.Equal((Privacy.Public, Privacy.Public), ((await db.Documents.SingleAsync()).Privacy, (await db.Batches.SingleAsync()).Privacy));
    }

    [DatabaseFact]
    public async Task It_is_refused_with_the_reason_where_a_pool_without_an_agreement_works_on_it()
    {
        await bench.AddedAsync(FakeImageReader.File("one"));
        await BatchAsync("At work", PoolKind.Contractors, hasNda: false);
        var refused = Assert.IsType<IntakeOutcome.Refused>(await bench.AddAsync(FakeImageReader.File("one"), choices: Donated));
        Assert.Contains("the pool Everybody, which has no confidentiality agreement, works on it (batch At work)", refused.Reason, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task A_consent_that_nobody_can_see_is_none()
    {
        Assert.NotNull((Donated with { ConsentNote = " \u200B " }).Fault);
        await Assert.ThrowsAsync<ArgumentException>(() => bench.AddAsync(FakeImageReader.File("one"), choices: Donated with { ConsentNote = "\u200B\uFEFF" }));
    }

    [DatabaseFact]
    public async Task A_batch_of_a_crowd_that_is_just_being_made_counts_as_work()
    {
        await bench.AddedAsync(FakeImageReader.File("one"));
        await BatchAsync("Being made", PoolKind.Crowd, withTasks: false);
        Assert.IsType<IntakeOutcome.Refused>(await bench.AddAsync(FakeImageReader.File("one"), choices: Donated));
    }

    private async Task BatchAsync(string name, PoolKind kind, bool withTasks = true, bool hasNda = true)
    {
        await using var db = database.CreateDbContext();
        var page = await db.Pages.SingleAsync();
        var pool = new Pool("Everybody", kind, bench.Clock.Now);
        var source = withTasks ? "{}" : new BatchSource.DocumentPages([page.Id]).ToJson();
        var batch = new Batch(name, Template.WordTranscription, pool, 1, 15, "", true, Privacy.Public, source, bench.Scientist, bench.Clock.Now, "{}");
        if (hasNda)
            db.AddUnderNda(pool, bench.Clock.Now);
        else
            db.Add(pool);
        db.Add(batch);
        if (withTasks)
            db.Tasks.Add(new LabelingTask(batch.Id, 0, DocumentCategory.Other, BlobId.Of("x"u8), "image/png", 10, 10, null, "a.png, page 1", null, page.Id));
        await db.SaveChangesAsync();
    }
}

public sealed class SqliteDocumentRestrictionTests(SqliteDatabaseFixture database) : DocumentRestrictionContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlDocumentRestrictionTests(PostgreSqlDatabaseFixture database) : DocumentRestrictionContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerDocumentRestrictionTests(SqlServerDatabaseFixture database) : DocumentRestrictionContract(database), IClassFixture<SqlServerDatabaseFixture>;
