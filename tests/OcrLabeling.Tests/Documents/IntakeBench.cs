using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Documents;

/// <summary>The use cases of documents over a test database, with a fake reader and blobs in memory.</summary>
public sealed class IntakeBench(DatabaseFixture database)
{
    public static readonly IntakeChoices Receipts = new(DocumentCategory.RegisterTapes, Privacy.Public, null);

    public Guid Scientist { get; } = Guid.CreateVersion7();
    public FakeImageReader Reader { get; } = new();
    public MemoryBlobStore Blobs { get; } = new();
    public RecordingJobQueue Queue { get; } = new();
    public JobActivity Activity { get; } = new();
    public LabelingActivity Labeling { get; } = new();
    public ManualClock Clock { get; } = new();
    public PipelineOptions Pipeline { get; } = new();
    public JobOptions Jobs { get; } = new() { FirstRetrySeconds = 5, MaxAttempts = 3 };
    public UploadOptions Limits { get; } = new() { MaxFileMegabytes = 1 };

    public AuditLog Audit => new(database, Clock);
    public BlobLifetime Lifetime => field ??= new BlobLifetime(Blobs, database, EveryBlob.Uses);
    public DocumentIntake Intake => new(database, Blobs, Lifetime, Reader, Queue, Restriction, new DocumentCopies(database, Restriction), Audit, Options.Create(Limits), Options.Create(Pipeline), Clock);
    public DocumentUpload Upload => new(Intake, new UploadMemory(Options.Create(Limits)), Options.Create(Limits));
    public DocumentRestriction Restriction => new(Transaction, Audit);
    public PageTurning Turning => new(Transaction, database, Blobs, Lifetime, Reader, Queue, Audit, Labeling, Clock);
    public WriteTransaction Transaction => field ??= new WriteTransaction(database);
    public DocumentDeletion Deletion => new(database, Lifetime, Queue, Audit);
    public ReadPageRunner ReadPage => new(database, Blobs, Lifetime, Reader, Clock);

    /// <summary>Uses one place in the queue, as the host would.</summary>
    public Task<JobEnd> RunAsync(JobSubject permit) =>
        new JobExecution(database, EveryJob.Tables, [ReadPage], Activity, Options.Create(Jobs), Clock, NullLogger<JobExecution>.Instance, Running).RunAsync(permit, default);

    public RunningJobs Running { get; } = new(isAlone: true);

    public Task<IntakeOutcome> AddAsync(byte[] file, string name = "a.png", IntakeChoices? choices = null) =>
        Intake.AddAsync(new UploadedFile(name, file), choices ?? Receipts, Scientist, default);

    public async Task<DocumentId> AddedAsync(byte[] file, string name = "a.png", IntakeChoices? choices = null) =>
        Assert.IsType<IntakeOutcome.Added>(await AddAsync(file, name, choices)).Id;
}
