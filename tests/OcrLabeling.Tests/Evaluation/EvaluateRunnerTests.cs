using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Scoring;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Tests.Statistics;
using OcrLabeling.Web.Evaluation;

namespace OcrLabeling.Tests.Evaluation;

public abstract class EvaluateRunnerContract(DatabaseFixture database) : IAsyncLifetime, IAsyncDisposable
{
    private readonly ManualClock clock = new();
    private readonly MemoryBlobStore blobs = new();
    private readonly FakeJail jail = new();
    private readonly RecordingJobQueue queue = new();
    private DatasetId dataset;
    private Guid scientist;

    private EvaluationList List => new(database);

    private EvaluateRunner Runner => new(database, jail, new ItemReader(jail, blobs), new RunScores(List), Options.Create(new PipelineOptions()), clock);

    // 40 crops that say their own text, in two categories, and a page of two words and an ignored one
    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        using var scene = new Scene(database);
        scientist = scene.ScientistId;
        var archive = new BlobId(new string('a', 64));
        var added = new Dataset("truth", 1, Privacy.Public, null, null, archive, scientist, Scene.Noon);
        dataset = added.Id;
        added.Complete(added.Import.Start(Scene.Noon), 40, 1, new string('b', 64), Scene.Noon);
        scene.Add(added);
        for (var i = 0; i < 40; i++)
        {
            var category = i < 20 ? DocumentCategory.RegisterTapes : DocumentCategory.LetterSized;
            var image = await blobs.PutAsync(Encoding.UTF8.GetBytes($"word{i}"), default);
            var line = $$"""{"image":"crops/{{i}}.png","text":"word{{i}}","dataset":"{{category.ToName()}}","kind":"word"}""";
            scene.Add(new DatasetItem(dataset, DatasetItemKind.Crop, i, $"crops/{i}.png", category, image, "image/png", line));
        }
        var page = await blobs.PutAsync("page"u8.ToArray(), default);
        const string truth = """{"image":"p.png","category":"screenshots","width":100,"height":100,"words":[{"text":"One","box":[0,0,40,10]},{"text":"two","box":[50,0,90,10]},{"text":"###","box":[0,50,90,60],"ignore":true}]}""";
        scene.Add(new DatasetItem(dataset, DatasetItemKind.Page, 0, "p.png", DocumentCategory.Screenshots, page, "image/png", truth));
        await scene.SaveAsync();
        jail.Page = engine => engine == "ppocr" ? [Word("One", 0, 0), Word("two", 50, 0), Word("noise", 10, 50)] : [Word("One", 0, 0), Word("too", 50, 0)];
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return jail.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [DatabaseFact]
    public async Task A_run_scores_crops_and_pages_by_category()
    {
        jail.Crop = (_, text) => text is "word0" or "word1" or "word20" ? "wrong" : text;
        var run = await RunAsync(await StartAsync("tesseract"));
        Assert.Equal((JobStatus.Succeeded, "1", 41, 0), (run.Status, run.EngineVersion, run.Readings, run.Failures));
        var report = EvaluationReport.Parse(run.ReportJson!);
        Assert.Equal("tesseract 1", report.Crops!.Engine);
        Assert.Equal(["letter_sized words", "register_tapes words"], report.Crops.Groups.Select(g => g.Name));
        Assert.Equal([0.95, 0.9], report.Crops.Groups.Select(g => g[ScoreFigure.Swa]!.Value));
        Assert.Equal(37 / 40.0, report.Crops.Overall[ScoreFigure.Swa]);
        Assert.Equal(0.5, report.Pages!.Overall[ScoreFigure.WordF1]);
        Assert.Equal(0.5, report.Pages.Overall[ScoreFigure.SecondsPerPage]);
    }

    [DatabaseFact]
    public async Task The_report_is_the_scorers_own()
    {
        var run = await RunAsync(await StartAsync("ppocr"));
        var crops = new List<ScoredCrop>();
        await foreach (var (truth, prediction) in List.ReadingsAsync(run.Id, DatasetItemKind.Crop))
            crops.Add(CropScorer.Score(TruthFile.ParseCrop(truth, "", "", 1), PredictionFile.ParseCrop(prediction!)));
        Assert.Equal(ScoreJson.Write(ScoreReport.From(crops, engine: "ppocr 1")), ScoreJson.Write(EvaluationReport.Parse(run.ReportJson!).Crops!));
    }

    [DatabaseFact]
    public async Task A_run_that_starts_again_reads_only_what_is_missing()
    {
        var id = await StartAsync("tesseract");
        jail.Crop = (_, text) => text == "word35" ? throw new OcrJailUnavailableException("no jail") : text;
        await Assert.ThrowsAnyAsync<Exception>(async () => await Runner.RunAsync(await BeginAsync(id), new Progress<double>(), default));
        var before = (await List.FindAsync(ProjectScope.Everything, id, default))!.Readings;
        Assert.InRange(before, 32, 40);
        var calls = jail.Calls;
        jail.Crop = (_, text) => text;
        var run = await RunAsync(id);
        Assert.Equal((41, JobStatus.Succeeded), (run.Readings, run.Status));
        Assert.Equal(41 - before, jail.Calls - calls);
    }

    [DatabaseFact]
    public async Task Another_version_of_the_engine_starts_afresh()
    {
        var id = await StartAsync("tesseract");
        jail.Crop = (_, text) => text == "word35" ? throw new OcrJailUnavailableException("no jail") : text;
        await Assert.ThrowsAnyAsync<Exception>(async () => await Runner.RunAsync(await BeginAsync(id), new Progress<double>(), default));
        (jail.Version, jail.Crop) = ("2", (_, text) => text);
        var calls = jail.Calls;
        var run = await RunAsync(id);
        Assert.Equal((41, "2"), (jail.Calls - calls, run.EngineVersion));
    }

    [DatabaseFact]
    public async Task What_the_engine_cannot_read_counts_as_empty_and_is_named()
    {
        var tries = 0;
        jail.Crop = (_, text) => text switch
        {
            "word3" => throw new ImageRefusedException(RefusalReason.Corrupt, "The image is damaged."),
            "word4" => throw new OcrWorkerCrashedException("The worker died."),
            "word5" when Interlocked.Increment(ref tries) == 1 => throw new OcrWorkerTimedOutException("Too slow."),
            _ => text,
        };
        var run = await RunAsync(await StartAsync("tesseract"));
        Assert.Equal(2, run.Failures);
        var report = EvaluationReport.Parse(run.ReportJson!).Crops!;
        Assert.Equal([("crops/3.png", "The image is damaged."), ("crops/4.png", "The worker died.")], report.Failures.Select(f => (f.Image, f.Reason)));
        Assert.Equal(38 / 40.0, report.Overall[ScoreFigure.Swa]);
    }

    [DatabaseFact]
    public async Task A_word_network_is_scored_on_the_crops_alone()
    {
        jail.Version = "1.abc";
        var run = await RunAsync(await StartAsync("worddeepnet"));
        var report = EvaluationReport.Parse(run.ReportJson!);
        Assert.Equal((40, 1.0), (run.Readings, report.Crops!.Overall[ScoreFigure.Swa]));
        Assert.Null(report.Pages);
    }

    [DatabaseFact]
    public async Task Two_runs_are_compared_item_by_item()
    {
        jail.Crop = (engine, text) => (engine, text) is ("tesseract", "word1" or "word2") or ("ppocr", "word7") ? "wrong" : text;
        var (a, b) = (await RunAsync(await StartAsync("tesseract")), await RunAsync(await StartAsync("ppocr")));
        using var cache = new MemoryCache(new MemoryCacheOptions());
        var comparison = await new RunComparisons(new RunScores(List), cache).CompareAsync(a, b, default);
        Assert.Equal(1 / 40.0, comparison.Crops!.Overall.Figures[ScoreFigure.Swa].Difference, 9);
        Assert.Equal(0.5, comparison.Pages!.Overall.Figures[ScoreFigure.WordF1].Difference, 9);
        async Task<IEnumerable<string>> DifferingAsync(DatasetItemKind kind, BetterEngine better) =>
            (await List.DifferencesAsync(a.Id, b.Id, kind, better, 0, 10, default)).Items.Select(i => i.Item.Name);
        Assert.Equal(["crops/1.png", "crops/2.png", "crops/7.png"], await DifferingAsync(DatasetItemKind.Crop, BetterEngine.Either));
        Assert.Equal(["crops/7.png"], await DifferingAsync(DatasetItemKind.Crop, BetterEngine.A));
        Assert.Equal(["crops/1.png", "crops/2.png"], await DifferingAsync(DatasetItemKind.Crop, BetterEngine.B));
        var page = Assert.Single((await List.DifferencesAsync(a.Id, b.Id, DatasetItemKind.Page, BetterEngine.B, 0, 10, default)).Items);
        Assert.Equal((0.5, 1), (page.ScoreA, page.ScoreB));
    }

    [DatabaseFact]
    public async Task Only_engines_and_datasets_that_are_there_can_be_scored()
    {
        var service = Service();
        Assert.IsType<NewRunOutcome.Refused>(await service.StartAsync("abbyy", dataset, scientist, default));
        Assert.IsType<NewRunOutcome.Refused>(await service.StartAsync("tesseract", DatasetId.New(), scientist, default));
        Assert.Empty(queue.Enqueued);
    }

    private EvaluationService Service() => new(database, new FakeImageReader(), queue, new AuditLog(database, clock), clock);

    private async Task<EvaluationRunId> StartAsync(string engine) => Assert.IsType<NewRunOutcome.Started>(await Service().StartAsync(engine, dataset, scientist, default)).Id;

    /// <summary>What the queue does: starts the job and runs it.</summary>
    private async Task<EvaluationRow> RunAsync(EvaluationRunId id)
    {
        await Runner.RunAsync(await BeginAsync(id), new Progress<double>(), default);
        return (await List.FindAsync(ProjectScope.Everything, id, default))!;
    }

    private async Task<HeldJob> BeginAsync(EvaluationRunId id)
    {
        await using var db = database.CreateDbContext();
        var lease = (await db.EvaluationRuns.SingleAsync(r => r.Id == id)).State.Start(clock.Now);
        await db.SaveChangesAsync();
        return EveryJob.Held(new JobSubject(JobKind.Evaluate, id.Value), lease);
    }

    private static RecognizedWord Word(string text, double x, double y) => new(text, 0.8, Quad.FromBox(new Ocr.Imaging.Box(x, y, x + 40, y + 10)), 0);
}

public sealed class SqliteEvaluateRunnerTests(SqliteDatabaseFixture database) : EvaluateRunnerContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlEvaluateRunnerTests(PostgreSqlDatabaseFixture database) : EvaluateRunnerContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerEvaluateRunnerTests(SqlServerDatabaseFixture database) : EvaluateRunnerContract(database), IClassFixture<SqlServerDatabaseFixture>;
