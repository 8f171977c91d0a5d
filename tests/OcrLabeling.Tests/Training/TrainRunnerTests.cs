using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Training;
using OcrLabeling.Ocr.Engines.WordDeepNet;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Synthesis;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Evaluation;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Tests.Statistics;
using OcrLabeling.Web.Evaluation;
using OcrLabeling.Web.Training;

namespace OcrLabeling.Tests.Training;

/// <summary>PyTorch is not installed where tests run: a script stands in for the training programs and speaks like them.</summary>
public abstract class TrainRunnerContract(DatabaseFixture database) : IAsyncLifetime, IAsyncDisposable
{
    private const int Words = 120, Steps = 2;

    // however many fonts the machine has
    private static readonly SyntheticMix Synthetic = new("/usr/share/fonts/truetype/dejavu");

    private readonly string folder = Directory.CreateTempSubdirectory("training").FullName;
    private readonly ManualClock clock = new();
    private readonly MemoryBlobStore blobs = new();
    private readonly FakeJail jail = new();
    private readonly RecordingJobQueue queue = new();
    private DatasetId dataset;
    private Guid scientist;

    private AuditLog Audit => new(database, clock);

    private ModelRegistry Registry => new(new WriteTransaction(database), blobs, Audit, clock);

    private TrainingList List => new(database);

    private TrainedModels Models => ModelsIn("data");

    private TrainedModels ModelsIn(string name) => new(
        database, Registry, blobs, jail, new FakeImageReader(), Options.Create(new StorageOptions { DataFolder = Path.Combine(folder, name) }),
        Options.Create(new PipelineOptions { ModelsFolder = Path.Combine(folder, "shipped") }));

    private string WorkFolder => Path.Combine(folder, "work");

    // 120 words of 40 receipts, and a shipped network whose weights training starts from
    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        using var scene = new Scene(database);
        scientist = scene.ScientistId;
        var added = new Dataset("truth", 1, Privacy.Public, null, null, new BlobId(new string('a', 64)), scientist, Scene.Noon);
        dataset = added.Id;
        added.Complete(added.Import.Start(Scene.Noon), Words, 0, new string('b', 64), Scene.Noon);
        scene.Add(added);
        for (var i = 0; i < Words; i++)
        {
            var image = await blobs.PutAsync(Encoding.UTF8.GetBytes($"word{i}"), default);
            var line = $$"""{"image":"crops/{{i}}.png","text":"word{{i}}","dataset":"register_tapes","kind":"word","source":"receipt{{i % 40}}.png"}""";
            scene.Add(new DatasetItem(dataset, DatasetItemKind.Crop, i, $"crops/{i}.png", DocumentCategory.RegisterTapes, image, "image/png", line));
        }
        await scene.SaveAsync();
        var shipped = Directory.CreateDirectory(Path.Combine(folder, "shipped")).FullName;
        File.WriteAllText(Path.Combine(shipped, "weights.pt"), "shipped");
        File.WriteAllBytes(Path.Combine(shipped, ModelManifest.FileName), ModelManifest.Write(
            [new(WordNetworks.Weights, "weights.pt", Sha256Of("shipped"), "MIT", "test", null, null)]));
        Script("""
            train) cat "$5" > "$FOLDER/started-from"
                   echo '{"event":"step","step":50,"loss":1.25}'
                   echo '{"event":"validation","step":100,"accuracy":0.875}'
                   mkdir -p "$3"; echo weights > "$3/best.pt" ;;
            export) mkdir -p "$5"; echo network > "$5/worddeepnet.onnx" ;;
            """);
        // the new network reads everything, the one before it not word1
        jail.Crop = (engine, text) => engine == WordNetworks.ShippedId && text.EndsWith('1') ? "wrong" : text;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(folder, recursive: true);
        await jail.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [DatabaseFact]
    public async Task A_run_makes_a_model_judged_on_documents_it_never_learned_from()
    {
        var run = await RunAsync(await StartAsync());
        var model = run.Model!;
        Assert.Equal((JobStatus.Succeeded, 1, Words), (run.Status, model.Number, run.LearnedWords + run.HeldOutWords));
        var heldOut = Enumerable.Range(0, Words).Where(i => DocumentSplit.IsValidation($"receipt{i % 40}.png")).ToList();
        Assert.Equal((heldOut.Count, heldOut.Count(i => i % 10 != 1), heldOut.Count), (model.HeldOutWords, model.BaseRight, model.Right));
        Assert.Equal([new(50, 1.25, null), new TrainingPoint(100, null, 0.875)], TrainingPoint.Parse(run.CurveJson));
        Assert.Equal("network\n", Encoding.UTF8.GetString(await blobs.GetAsync(model.Network, default)));
        Assert.Equal("weights\n", Encoding.UTF8.GetString(await blobs.GetAsync(model.Checkpoint, default)));
        Assert.Equal("shipped", File.ReadAllText(Path.Combine(folder, "started-from")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(WorkFolder));
    }

    [DatabaseFact]
    public async Task A_model_can_be_trained_further()
    {
        var first = (await RunAsync(await StartAsync())).Model!;
        Script("""
            train) cat "$5" > "$FOLDER/started-from"; mkdir -p "$3"; echo more > "$3/best.pt" ;;
            export) mkdir -p "$5"; echo better > "$5/worddeepnet.onnx" ;;
            """);
        var second = (await RunAsync(await StartAsync(first.Id))).Model!;
        Assert.Equal((2, second.HeldOutWords), (second.Number, second.BaseRight));
        Assert.Equal("weights\n", File.ReadAllText(Path.Combine(folder, "started-from")));
    }

    [DatabaseFact]
    public async Task Promoting_a_model_makes_it_the_one_that_reads_and_can_be_undone()
    {
        var model = (await RunAsync(await StartAsync())).Model!;
        using var models = Models;
        await models.PromoteAsync(model.Id, scientist, default);
        var manifest = ModelManifest.Load(Path.Combine(folder, "data", "models"));
        Assert.Equal([model.EngineId, WordModel.CurrentEngineId], manifest.Models.Select(m => m.Id));
        Assert.Equal("network\n", Encoding.UTF8.GetString(manifest.Read(WordModel.CurrentEngineId)));
        Assert.NotNull(Assert.Single(await List.ModelsAsync(default)).PromotedAt);

        var renewals = jail.Renewals;
        await models.PromoteAsync(null, scientist, default);
        Assert.Equal([model.EngineId], ModelManifest.Load(Path.Combine(folder, "data", "models")).Models.Select(m => m.Id));
        Assert.Equal(renewals + 1, jail.Renewals);
    }

    [DatabaseFact]
    public async Task Another_server_follows_what_was_trained_and_promoted()
    {
        using var other = ModelsIn("other");
        await other.RestoreAsync(default);
        var model = (await RunAsync(await StartAsync())).Model!;
        using var models = Models;
        await models.PromoteAsync(model.Id, scientist, default);
        var renewals = jail.Renewals;
        await other.RefreshAsync(default);
        await other.RefreshAsync(default);
        Assert.Equal("network\n", Encoding.UTF8.GetString(ModelManifest.Load(Path.Combine(folder, "other", "models")).Read(WordModel.CurrentEngineId)));
        Assert.Equal(renewals + 1, jail.Renewals);
    }

    [DatabaseFact]
    public async Task A_training_that_was_taken_over_leaves_the_folder_of_the_other_one_alone()
    {
        var id = await StartAsync();
        using var other = WorkFolderOf(id.Value);
        Directory.CreateDirectory(Path.Combine(other.Path, "run"));
        Assert.Equal(JobStatus.Succeeded, (await RunAsync(id)).Status);
        Assert.Equal([other.Path], Directory.GetDirectories(WorkFolder));
        Assert.True(Directory.Exists(Path.Combine(other.Path, "run")));
    }

    [DatabaseFact]
    public async Task A_failure_of_the_trainer_is_the_reason_of_the_job()
    {
        Script("train) echo 'out of memory' >&2; exit 1 ;;");
        var failure = await Assert.ThrowsAsync<JobFailedException>(async () => await RunAsync(await StartAsync()));
        Assert.Contains("out of memory", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await List.ModelsAsync(default));
    }

    [DatabaseFact]
    public async Task Where_the_trainer_is_not_installed_the_job_says_how_to_install_it()
    {
        File.WriteAllText(Path.Combine(folder, "run"), "exit 1");
        var failure = await Assert.ThrowsAsync<JobFailedException>(async () => await RunAsync(await StartAsync()));
        Assert.Equal(Trainer.HowToInstall, failure.Message);
    }

    [DatabaseFact]
    public async Task Only_complete_datasets_with_enough_words_can_be_learned_from()
    {
        using (var scene = new Scene(database))
        {
            var small = new Dataset("small", 1, Privacy.Public, null, null, new BlobId(new string('c', 64)), scientist, Scene.Noon);
            small.Complete(small.Import.Start(Scene.Noon), TrainingService.FewestWords - 1, 0, new string('d', 64), Scene.Noon);
            scene.Add(small);
            await scene.SaveAsync();
            Assert.IsType<NewTrainingOutcome.Refused>(await Service().StartAsync(small.Id, null, 10, scientist, default));
        }
        Assert.IsType<NewTrainingOutcome.Refused>(await Service().StartAsync(DatasetId.New(), null, 10, scientist, default));
        Assert.IsType<NewTrainingOutcome.Refused>(await Service().StartAsync(dataset, WordModelId.New(), 10, scientist, default));
        Assert.IsType<NewTrainingOutcome.Refused>(await Service().StartAsync(dataset, null, 0, scientist, default));
        Assert.Empty(queue.Enqueued);
    }

    private TrainingService Service() => new(database, queue, Audit, clock);

    private async Task<TrainingRunId> StartAsync(WordModelId? from = null) => Assert.IsType<NewTrainingOutcome.Started>(await Service().StartAsync(dataset, from, Steps, scientist, default)).Id;

    /// <summary>What the queue does: starts the job and runs it.</summary>
    private async Task<TrainingRow> RunAsync(TrainingRunId id)
    {
        JobLease lease;
        await using (var db = database.CreateDbContext())
        {
            lease = (await db.TrainingRuns.SingleAsync(r => r.Id == id)).State.Start(clock.Now);
            await db.SaveChangesAsync();
        }
        var pipeline = Options.Create(new PipelineOptions { ParallelJobs = 2 });
        using var models = Models;
        var runner = new TrainRunner(
            database, new WordPacker(database, jail, blobs, pipeline), Synthetic, new Trainer(folder), models, new HeldOutReader(database, new ItemReader(jail, blobs), pipeline), Registry,
            blobs, Options.Create(new TrainingOptions { WorkFolder = WorkFolder }), TimeProvider.System);
        await runner.RunAsync(EveryJob.Held(new JobSubject(JobKind.Train, id.Value), lease), new Progress<double>(), default);
        return (await List.FindAsync(id, default))!;
    }

    private WorkFolder WorkFolderOf(Guid run) => Web.Training.WorkFolder.Take(new TrainingOptions { WorkFolder = WorkFolder }, run, Guid.NewGuid());

    private void Script(string cases) =>
        File.WriteAllText(Path.Combine(folder, "run"), $"FOLDER={folder}\n[ \"$2\" = --help ] && exit 0\ncase $1 in\n{cases}\nesac\n");

    private static string Sha256Of(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

public sealed class SqliteTrainRunnerTests(SqliteDatabaseFixture database) : TrainRunnerContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlTrainRunnerTests(PostgreSqlDatabaseFixture database) : TrainRunnerContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerTrainRunnerTests(SqlServerDatabaseFixture database) : TrainRunnerContract(database), IClassFixture<SqlServerDatabaseFixture>;
