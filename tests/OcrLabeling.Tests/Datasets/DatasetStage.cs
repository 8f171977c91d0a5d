using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Scoring;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Tests.Statistics;
using OcrLabeling.Web.Datasets;

namespace OcrLabeling.Tests.Datasets;

/// <summary>What the tests of datasets share: a batch that people have answered, uploads, and the job that fills a dataset.</summary>
public abstract partial class DatasetContract : IAsyncLifetime, IDisposable
{
    private readonly DatabaseFixture database;
    private readonly ManualClock clock = new();
    private readonly Scene scene;
    private readonly WriteTransaction transaction;
    private readonly MemoryBlobStore blobs = new();
    private readonly BlobLifetime lifetime;
    private readonly FakeImageReader images = new();
    private readonly RecordingJobQueue queue = new();
    private readonly ImportOptions limits = new();
    private readonly StoredArchive archives;
    private readonly DatasetCatalog catalog;
    private readonly DatasetRunner runner;
    private readonly DatasetList list;

    protected DatasetContract(DatabaseFixture database)
    {
        this.database = database;
        scene = new Scene(database);
        transaction = new WriteTransaction(database);
        lifetime = new BlobLifetime(blobs, database, EveryBlob.Uses);
        archives = new StoredArchive(blobs);
        catalog = new DatasetCatalog(database, transaction, archives, queue, new AuditLog(database, clock), clock);
        list = new DatasetList(database);
        var seal = new DatasetSeal(database, clock);
        runner = new DatasetRunner(
            database,
            new BatchSnapshot(database, new ConsensusResolver(database, transaction, clock), seal),
            new FolderImport(database, archives, blobs, lifetime, images, new ScorerTruthReader(), seal, Options.Create(limits)));
    }

    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        transaction.Dispose();
        lifetime.Dispose();
        scene.Dispose();
        GC.SuppressFinalize(this);
    }

    // 0: resolved, 1: flagged, 2: disputed, 3: adjudicated, 4: waits, 5: cleared
    private async Task<Batch> LabelledBatchAsync()
    {
        var (ada, ben) = (scene.Worker("Ada"), scene.Worker("Ben"));
        var batch = scene.Batch("receipts", scene.Pool("Contractors"), 2, ["a", "b", "c", "d", "e", "f"]);
        void Say(int sequence, string? first, string? second)
        {
            scene.Answer(ada, batch, sequence, first, Scene.Noon, Scene.Noon.AddSeconds(2));
            scene.Answer(ben, batch, sequence, second, Scene.Noon, Scene.Noon.AddSeconds(3));
        }
        Say(0, "a", "a");
        Say(1, null, null);
        Say(2, "c", "C");
        Say(3, "d", "D");
        Say(5, "", "");
        await scene.SaveAsync();
        await new Adjudication(transaction, new LabelingActivity(), clock).DecideAsync(scene.Task(batch, 3).Id, AnswerKind.Transcribed, "Größe", scene.ScientistId, default);
        return batch;
    }

    /// <summary>A page with three words, two of them in the batch, one of those resolved; a second engine read the resolved one too.</summary>
    private async Task<Batch> PageBatchAsync(Privacy privacy = Privacy.Public, bool prefill = true)
    {
        var ada = scene.Worker("Ada");
        var image = await blobs.PutAsync(FakeImageReader.File("page"), default);
        var crop = await blobs.PutAsync(FakeImageReader.File("crop"), default);
        var document = new Document(
            "letter.png", image, 10, DocumentFormat.Png, DocumentCategory.LetterSized, privacy, privacy == Privacy.Donated ? "by letter" : null, scene.ScientistId, Scene.Noon, [(1000, 1400)]);
        var page = document.Pages[0];
        page.Rendered(image, "image/png", 1000, 1400, crop);
        var (tesseract, ppocr) = (new OcrRun(page.Id, "tesseract", OcrRunRole.Primary, Scene.Noon), new OcrRun(page.Id, "ppocr", OcrRunRole.Shadow, Scene.Noon));
        var total = new Word(tesseract.Id, 0, "Tota1", 0.5, 0, FakeImageReader.Box(10, 20, 50, 20));
        var other = new Word(tesseract.Id, 1, "12.00", 0.5, 0, FakeImageReader.Box(100, 20, 50, 20));
        var twice = new Word(ppocr.Id, 0, "Total:", 0.9, 0, FakeImageReader.Box(12, 21, 50, 20));
        scene.Add(document, tesseract, ppocr, total, other, twice);
        await scene.SaveAsync();
        var batch = scene.Batch("letter", scene.Pool("Contractors"), 1, [], privacy: privacy, prefill: prefill);
        var task = scene.AddTask(batch, new LabelingTask(batch.Id, 0, DocumentCategory.LetterSized, crop, "image/png", 50, 20, new PreLabel("Tota1", 0.5, "tesseract", "5.3.0"), "letter.png, page 1", total.Id, page.Id), 1);
        scene.AddTask(batch, new LabelingTask(batch.Id, 1, DocumentCategory.LetterSized, crop, "image/png", 50, 20, new PreLabel("Total:", 0.9, "ppocr", "4"), "letter.png, page 1", twice.Id, page.Id), 1);
        scene.Answer(ada, batch, task.Sequence, "Total", Scene.Noon, Scene.Noon.AddSeconds(2));
        await scene.SaveAsync();
        return batch;
    }

    private async Task<MemoryStream> DownloadAsync(DatasetId id)
    {
        var zip = new MemoryStream();
        await new DatasetArchive(database, blobs).WriteAsync(id, zip, default);
        zip.Position = 0;
        return zip;
    }

    private async Task<NewDatasetOutcome.Added> ImportAsync(Stream zip, Privacy privacy = Privacy.Public, string? consent = null)
    {
        zip.Position = 0;
        return await AddedAsync(catalog.ImportAsync(Project.DefaultId, "imported", privacy, consent, await archives.PutAsync(zip, long.MaxValue, default), scene.ScientistId, default));
    }

    private static async Task<NewDatasetOutcome.Added> AddedAsync(Task<NewDatasetOutcome> outcome) => Assert.IsType<NewDatasetOutcome.Added>(await outcome);

    /// <summary>What the queue does: starts the job, runs it and stores its failure.</summary>
    private async Task<DatasetRow> FillAsync(NewDatasetOutcome.Added added)
    {
        var lease = default(JobLease);
        await ChangeAsync(state => lease = state.Start(clock.Now));
        try
        {
            await runner.RunAsync(EveryJob.Held(new JobSubject(JobKind.ImportDataset, added.Id.Value), lease), new Progress<double>(), default);
        }
        catch (JobFailedException e)
        {
            await ChangeAsync(state => state.Fail(e.Message, clock.Now));
        }
        return (await list.FindAsync(ProjectScope.Everything, added.Id, default))!;

        async Task ChangeAsync(Action<JobState> transition)
        {
            await using var db = database.CreateDbContext();
            transition((await db.Datasets.SingleAsync(d => d.Id == added.Id)).Import);
            await db.SaveChangesAsync();
        }
    }

    private static MemoryStream Zip(params (string Name, object Content)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            }
        }
        return stream;
    }
}
