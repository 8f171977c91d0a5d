using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Tests.Statistics;

namespace OcrLabeling.Tests.Projects;

/// <summary>What is moved into another project, what is made there, and the same file in two of them.</summary>
public abstract class ProjectMovesContract(DatabaseFixture database) : IAsyncLifetime, IDisposable
{
    private static readonly IntakeChoices Donated = new(DocumentCategory.LetterSized, Privacy.Donated, "Form 12, signed");

    private readonly ManualClock clock = new();
    private readonly WriteTransaction transaction = new(database);
    private readonly IntakeBench bench = new(database);
    private ProjectId other;
    private HiddenProject hidden = null!;

    private ProjectMoves Moves => new(transaction, new AuditLog(database, clock), new ProjectActivity());

    private DatasetCatalog Catalog => new(database, transaction, new StoredArchive(bench.Blobs), bench.Queue, new AuditLog(database, clock), clock);

    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        await using var db = database.CreateDbContext();
        var project = new Project("Other", "", bench.Scientist, clock.Now);
        db.Add(project);
        await db.SaveChangesAsync();
        other = project.Id;
        hidden = await HiddenProject.SeedAsync(database);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        transaction.Dispose();
        GC.SuppressFinalize(this);
    }

    [DatabaseFact]
    public async Task Documents_move_with_what_hangs_on_them_and_each_move_is_on_record()
    {
        var (one, two) = (await bench.AddedAsync(FakeImageReader.File("one"), "one.png"), await bench.AddedAsync(FakeImageReader.File("two"), "two.png"));
        Assert.Equal(2, (await Moves.DocumentsAsync([one, two], other, bench.Scientist, default)).Moved);
        await using var db = database.CreateDbContext();
        Assert.True(await db.Documents.Where(d => d.Id == one || d.Id == two).AllAsync(d => d.ProjectId == other));
        Assert.Equal("one.png: Default -> Other", (await db.AuditEntries.SingleAsync(e => e.Action == "document.move" && e.Subject == $"document:{one}")).Detail);
        Assert.Equal(0, (await Moves.DocumentsAsync([one], other, bench.Scientist, default)).Moved);
    }

    [DatabaseFact]
    public async Task A_document_stays_where_the_same_file_is_in_the_project_already()
    {
        await bench.AddedAsync(FakeImageReader.File("one"), "there.png", IntakeBench.Receipts with { Project = other });
        var here = await bench.AddedAsync(FakeImageReader.File("one"), "here.png");
        var moved = await Moves.DocumentsAsync([here], other, bench.Scientist, default);
        Assert.Equal(0, moved.Moved);
        Assert.Equal(["here.png: the same file is in Other already."], moved.Kept);
    }

    [DatabaseFact]
    public async Task Names_are_used_once_in_a_project_and_a_move_keeps_to_that()
    {
        var (a, b) = (await BatchAsync("Words", Project.DefaultId), await BatchAsync("Words", other));
        Assert.Equal(["Words: a batch in Other has this name."], (await Moves.BatchesAsync([a], other, bench.Scientist, default)).Kept);
        var control = new BatchControl(transaction, new TaskSlots(transaction, database), new AuditLog(database, clock), new LabelingActivity(), clock);
        Assert.Null(await control.RenameAsync(a, "Other words", bench.Scientist, default));
        Assert.Equal(1, (await Moves.BatchesAsync([a, b], other, bench.Scientist, default)).Moved);
        Assert.Equal("Another batch has this name.", await control.RenameAsync(a, "Words", bench.Scientist, default));
    }

    [DatabaseFact]
    public async Task A_dataset_is_made_in_its_batchs_project_and_moves_with_all_versions_and_their_evaluations()
    {
        var batch = await BatchAsync("Words", other);
        var first = Assert.IsType<NewDatasetOutcome.Added>(await Catalog.SaveBatchAsync("Truth", batch, bench.Scientist, default));
        Assert.Equal(2, Assert.IsType<NewDatasetOutcome.Added>(await Catalog.SaveBatchAsync("Truth", batch, bench.Scientist, default)).Version);
        // of another project, and so another name
        Assert.Equal(1, Assert.IsType<NewDatasetOutcome.Added>(await Catalog.SaveBatchAsync("Truth", await BatchAsync("Words", Project.DefaultId), bench.Scientist, default)).Version);
        Assert.Equal(["Truth: a dataset in Default has this name; their versions would be mixed."], (await Moves.DatasetsAsync([first.Id], Project.DefaultId, bench.Scientist, default)).Kept);
        Assert.Null(await Catalog.RenameAsync(first.Id, "Best truth", bench.Scientist, default));
        Assert.Equal(2, (await Moves.DatasetsAsync([first.Id], Project.DefaultId, bench.Scientist, default)).Moved);
        await using var db = database.CreateDbContext();
        Assert.Equal([1, 2], await db.Datasets.Where(d => d.ProjectId == Project.DefaultId && d.Name == "Best truth").OrderBy(d => d.Version).Select(d => d.Version).ToListAsync());
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action == "dataset.move"));
    }

    [DatabaseFact]
    public async Task Nobody_moves_what_they_do_not_see_nor_to_where_they_do_not()
    {
        Assert.Equal(0, (await Moves.DocumentsAsync([hidden.Document.Id], other, bench.Scientist, default)).Moved);
        Assert.Equal(0, (await Moves.BatchesAsync([hidden.Batch.Id], other, bench.Scientist, default)).Moved);
        Assert.Equal(0, (await Moves.DatasetsAsync([hidden.Dataset.Id], other, bench.Scientist, default)).Moved);
        var mine = await bench.AddedAsync(FakeImageReader.File("one"));
        Assert.Equal(["There is no such project to move to."], (await Moves.DocumentsAsync([mine], hidden.Id, bench.Scientist, default)).Kept);
        Assert.Equal(1, (await Moves.DocumentsAsync([mine, hidden.Document.Id], hidden.Id, hidden.Member, default)).Moved);
    }

    [DatabaseFact]
    public async Task Nothing_new_goes_where_its_maker_does_not_see()
    {
        Assert.Equal(new IntakeOutcome.Refused(ProjectAccess.TakesNothing), await bench.AddAsync(FakeImageReader.File("one"), choices: IntakeBench.Receipts with { Project = hidden.Id }));
        using var zip = new MemoryStream("zip"u8.ToArray());
        var archive = await new StoredArchive(bench.Blobs).PutAsync(zip, 100, default);
        Assert.Equal(new NewDatasetOutcome.Refused(ProjectAccess.TakesNothing), await Catalog.ImportAsync(hidden.Id, "Mine", Privacy.Public, null, archive, bench.Scientist, default));
        var planning = new BatchPlanning(database, transaction, new StoredArchive(bench.Blobs), bench.Queue, new AuditLog(database, clock), clock);
        var words = new TaskSelection.DocumentWords([hidden.Document.Id], null, "tesseract", 0, 1) { Project = hidden.Id };
        Assert.Contains(ProjectAccess.TakesNothing, Assert.IsType<CreateBatchOutcome.Refused>(await planning.CreateAsync(new BatchDraft { Name = "Mine", Selection = words }, bench.Scientist, default)).Faults.Select(f => f.Message));
        var service = new EvaluationService(database, bench.Reader, bench.Queue, new AuditLog(database, clock), clock);
        Assert.Equal("There is no complete dataset of this kind.", Assert.IsType<NewRunOutcome.Refused>(await service.StartAsync(bench.Reader.CropEngineIds[0], hidden.Dataset.Id, bench.Scientist, default)).Reason);
        using var scene = new Scene(database);
        var own = scene.Batch("Own", scene.Pool("Own pool"), 1, ["a"]);
        await scene.SaveAsync();
        var gold = new Core.Gold.GoldBox(transaction, new AuditLog(database, clock), new LabelingActivity());
        Assert.Equal("Choose a batch to take them from.", Assert.IsType<Core.Gold.AddGoldOutcome.Refused>(await gold.AddAsync(own.Id, new Core.Gold.GoldDraft(hidden.Batch.Id, 1, 0, 0), bench.Scientist, default)).Reason);
        var training = new Core.Training.TrainingService(database, bench.Queue, new AuditLog(database, clock), clock);
        Assert.IsType<Core.Training.NewTrainingOutcome.Refused>(await training.StartAsync(hidden.Dataset.Id, null, 10, bench.Scientist, default));
        Assert.IsType<Core.Training.NewTrainingOutcome.Started>(await training.StartAsync(hidden.Dataset.Id, null, 10, hidden.Member, default));
    }

    [DatabaseFact]
    public async Task A_batch_is_made_from_documents_of_one_project_and_stands_there()
    {
        var (here, there) = (await ReadAsync("one", Project.DefaultId), await ReadAsync("two", other));
        var planning = new BatchPlanning(database, transaction, new StoredArchive(bench.Blobs), bench.Queue, new AuditLog(database, clock), clock);
        var pool = await PoolAsync();
        BatchDraft Draft(ProjectId project, params DocumentId[]? documents) =>
            new() { Name = $"Of {project}", PoolId = pool, Selection = new TaskSelection.DocumentWords(documents, null, "tesseract", 0, 1) { Project = project } };
        Assert.Contains("documents of one project", Assert.Single(Assert.IsType<CreateBatchOutcome.Refused>(await planning.CreateAsync(Draft(other, here, there), bench.Scientist, default)).Faults).Message, StringComparison.Ordinal);
        var all = Assert.IsType<CreateBatchOutcome.Created>(await planning.CreateAsync(Draft(other, null), bench.Scientist, default));
        await using var db = database.CreateDbContext();
        var batch = await db.Batches.SingleAsync(b => b.Id == all.BatchId);
        Assert.Equal(other, batch.ProjectId);
        Assert.Single(Assert.IsType<BatchSource.DocumentWords>(BatchSource.FromJson(batch.SourceJson)).Runs);
    }

    [DatabaseFact]
    public async Task The_same_file_in_two_projects_is_two_documents_over_the_same_bytes()
    {
        var here = await bench.AddedAsync(FakeImageReader.File("one"), "here.png");
        var there = await bench.AddedAsync(FakeImageReader.File("one"), "there.png", IntakeBench.Receipts with { Project = other });
        Assert.NotEqual(here, there);
        Assert.Equal(new IntakeOutcome.Duplicate(there, "there.png"), await bench.AddAsync(FakeImageReader.File("one"), choices: IntakeBench.Receipts with { Project = other }));
        await using var db = database.CreateDbContext();
        var bytes = await db.Documents.Where(d => d.Id == here || d.Id == there).Select(d => d.Original).Distinct().SingleAsync();
        Assert.IsType<DeletionOutcome.Deleted>(await bench.Deletion.DeleteAsync(here, bench.Scientist, default));
        Assert.True(await bench.Blobs.ExistsAsync(bytes, default));
        Assert.IsType<DeletionOutcome.Deleted>(await bench.Deletion.DeleteAsync(there, bench.Scientist, default));
        Assert.False(await bench.Blobs.ExistsAsync(bytes, default));
    }

    [DatabaseFact]
    public async Task An_upload_tells_nothing_of_the_same_file_in_a_project_its_uploader_does_not_see()
    {
        var theirs = Assert.IsType<IntakeOutcome.Added>(await bench.Intake.AddAsync(new UploadedFile("theirs.png", FakeImageReader.File("one")), Donated with { Project = hidden.Id }, hidden.Member, default));
        Assert.IsType<IntakeOutcome.Added>(await bench.AddAsync(FakeImageReader.File("one"), "mine.png"));
        var alsoTheirs = Assert.IsType<IntakeOutcome.Added>(await bench.Intake.AddAsync(new UploadedFile("two.png", FakeImageReader.File("two")), IntakeBench.Receipts with { Project = hidden.Id }, hidden.Member, default));
        Assert.IsType<IntakeOutcome.Added>(await bench.AddAsync(FakeImageReader.File("two"), "mine too.png", Donated));
        await using var db = database.CreateDbContext();
        Assert.Equal((Privacy.Donated, Privacy.Public), (await db.Documents.Where(d => d.Id == theirs.Id).Select(d => d.Privacy).SingleAsync(), await db.Documents.Where(d => d.Id == alsoTheirs.Id).Select(d => d.Privacy).SingleAsync()));
    }

    [DatabaseFact]
    public async Task Of_two_wishes_about_the_same_file_the_stricter_holds_in_all_projects_the_uploader_sees()
    {
        var open = await bench.AddedAsync(FakeImageReader.File("one"));
        await bench.AddedAsync(FakeImageReader.File("one"), choices: Donated with { Project = other });
        await using var db = database.CreateDbContext();
        Assert.Equal(Privacy.Donated, (await db.Documents.SingleAsync(d => d.Id == open)).Privacy);
        await bench.AddedAsync(FakeImageReader.File("two"), choices: Donated);
        Assert.Contains("in the project Default as Donated", Assert.IsType<IntakeOutcome.Refused>(await bench.AddAsync(FakeImageReader.File("two"), choices: IntakeBench.Receipts with { Project = other })).Reason, StringComparison.Ordinal);
    }

    private async Task<DocumentId> ReadAsync(string text, ProjectId project)
    {
        var id = await bench.AddedAsync(FakeImageReader.File(text), $"{text}.png", IntakeBench.Receipts with { Project = project });
        foreach (var job in bench.Queue.Enqueued.Where(j => j.Kind == JobKind.ReadPage).ToList())
            await bench.RunAsync(job);
        return id;
    }

    private async Task<PoolId> PoolAsync()
    {
        await using var db = database.CreateDbContext();
        var pool = new Pool($"Pool {Guid.NewGuid():N}", PoolKind.Contractors, clock.Now);
        db.Add(pool);
        await db.SaveChangesAsync();
        return pool.Id;
    }

    private async Task<BatchId> BatchAsync(string name, ProjectId project)
    {
        using var scene = new Scene(database);
        var batch = scene.Batch(name, scene.Pool($"Pool {Guid.NewGuid():N}"), 1, ["a"], project: project);
        await scene.SaveAsync();
        return batch.Id;
    }
}

public sealed class SqliteProjectMovesTests(SqliteDatabaseFixture database) : ProjectMovesContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlProjectMovesTests(PostgreSqlDatabaseFixture database) : ProjectMovesContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerProjectMovesTests(SqlServerDatabaseFixture database) : ProjectMovesContract(database), IClassFixture<SqlServerDatabaseFixture>;
