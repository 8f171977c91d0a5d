using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Tests.Labeling;

/// <summary>A pool, its workers and an open batch in a given database, with the use cases around them and a clock that is moved by hand.</summary>
public sealed class LabelingFloor : IDisposable
{
    private static int made;

    private readonly IDbContextFactory<AppDb> databases;
    private readonly WriteTransaction transaction;

    private LabelingFloor(IDbContextFactory<AppDb> databases)
    {
        this.databases = databases;
        transaction = new WriteTransaction(databases);
        Sweep = new LeaseSweep(transaction, databases, Activity, Clock);
        Queue = new TaskQueue(transaction, Sweep, Activity, Clock);
        Intake = new AnswerIntake(transaction, Activity, Clock);
        Slots = new TaskSlots(transaction, databases);
        Control = new BatchControl(transaction, Slots, new AuditLog(databases, Clock), Activity, Clock);
        Recount = new TotalsRecount(transaction, databases);
        Own = new OwnAnswers(transaction, databases, Activity, Clock);
        Work = new WorkList(databases, Clock);
    }

    public IDbContextFactory<AppDb> Databases => databases;
    public ManualClock Clock { get; } = new();
    public LabelingActivity Activity { get; } = new();
    public LeaseSweep Sweep { get; }
    public TaskQueue Queue { get; }
    public AnswerIntake Intake { get; }
    public TaskSlots Slots { get; }
    public BatchControl Control { get; }
    public TotalsRecount Recount { get; }
    public OwnAnswers Own { get; }
    public WorkList Work { get; }
    public WriteTransaction Transaction => transaction;
    public Pool Pool { get; private set; } = null!;
    public Batch Batch { get; private set; } = null!;
    public IReadOnlyList<WorkerId> Workers { get; private set; } = [];

    /// <param name="preLabel">The machine's reading of every task; null for none.</param>
    public static async Task<LabelingFloor> OpenAsync(
        IDbContextFactory<AppDb> databases, int tasks = 3, int overlap = 1, int workers = 2, int leaseMinutes = 15, bool prefill = true, string? preLabel = "Total",
        Privacy privacy = Privacy.Public, PoolKind pool = PoolKind.Contractors, BlobId? image = null,
        Template template = Template.WordTranscription, string formJson = "{}", int heldPages = BatchSettings.MaxHeldPages)
    {
        var floor = new LabelingFloor(databases);
        await floor.SeedAsync(tasks, overlap, workers, leaseMinutes, prefill, preLabel, privacy, pool, image ?? new BlobId(new string('a', BlobId.Length)), template, formJson, heldPages);
        return floor;
    }

    public AppDb CreateDbContext() => databases.CreateDbContext();

    public void Dispose() => transaction.Dispose();

    public async Task<IReadOnlyList<Card>> ClaimAsync(WorkerId worker, int count = 10) =>
        await Queue.ClaimAsync(worker, Batch.Id, count, default) is ClaimOutcome.Claimed claimed ? claimed.Cards : [];

    public async Task<AnswerOutcome> SubmitAsync(
        WorkerId worker, AssignmentId assignment, string? text = "Total", int revision = 1, AnswerKind kind = AnswerKind.Transcribed, AnswerTiming timing = default, int keystrokes = 0, bool takenBack = false,
        int? frame = null) =>
        (await Intake.SubmitAsync(worker, [new SubmittedAnswer(assignment, revision, kind, text, keystrokes, timing) { IsTakenBack = takenBack, Frame = frame }], default))[0].Outcome;

    public async Task<List<Assignment>> AssignmentsAsync()
    {
        await using var db = CreateDbContext();
        return await db.Assignments.AsNoTracking().Where(a => a.BatchId == Batch.Id).OrderBy(a => a.TaskSequence).ThenBy(a => a.Slot).ToListAsync();
    }

    public async Task<List<Answer>> AnswersAsync()
    {
        await using var db = CreateDbContext();
        return await db.Answers.AsNoTracking().Where(a => a.BatchId == Batch.Id).OrderBy(a => a.Id).ToListAsync();
    }

    public async Task<List<Claim>> ClaimsAsync()
    {
        await using var db = CreateDbContext();
        return await db.Claims.AsNoTracking().Where(c => c.BatchId == Batch.Id).OrderBy(c => c.ClaimedAt).ThenBy(c => c.Id).ToListAsync();
    }

    public async Task<int> SkipCountAsync()
    {
        await using var db = CreateDbContext();
        return await db.Skips.CountAsync(s => s.BatchId == Batch.Id);
    }

    public async Task<ConfigureOutcome> ConfigureAsync(int? overlap = null, int? leaseMinutes = null, int? priority = null, string? instructions = null)
    {
        await using var db = CreateDbContext();
        var now = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == Batch.Id);
        return await Control.ConfigureAsync(
            Batch.Id, new BatchSettings(priority ?? now.Priority, leaseMinutes ?? now.LeaseMinutes, overlap ?? now.Overlap, instructions ?? now.Instructions) { HeldPages = now.HeldPages }, Guid.NewGuid(), default);
    }

    public async Task<ConfigureOutcome> ConfigureAsync(Func<BatchSettings, BatchSettings> change) =>
        await Control.ConfigureAsync(Batch.Id, change((await new BatchList(databases).FindAsync(Batch.Id, default))!.Settings), Guid.NewGuid(), default);

    public async Task JoinAsync(WorkerId worker)
    {
        await using var db = CreateDbContext();
        db.Add(new PoolMember(Pool.Id, worker, Clock.Now));
        await db.SaveChangesAsync();
    }

    public async Task SetStatusAsync(BatchStatus status)
    {
        await using var db = CreateDbContext();
        await db.Batches.Where(b => b.Id == Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, status));
    }

    private async Task SeedAsync(int tasks, int overlap, int workers, int leaseMinutes, bool prefill, string? preLabel, Privacy privacy, PoolKind poolKind, BlobId image, Template template, string formJson, int heldPages)
    {
        var number = Interlocked.Increment(ref made);
        await using var db = CreateDbContext();
        Pool = new Pool($"Pool {number}", poolKind, Clock.Now);
        // a batch that may not be made is made by hand, to see that it is not handed out either
        var maker = Pool.MaySee(privacy) ? Pool : new Pool($"Maker {number}", PoolKind.Contractors, Clock.Now);
        Batch = new Batch(
            $"Batch {number}", template, maker, overlap, leaseMinutes, "Type what you see.", prefill, privacy, BatchSource.None, Guid.NewGuid(), Clock.Now, formJson);
        db.AddRange(new HashSet<Pool> { Pool, maker });
        db.Add(Batch);
        for (var sequence = 0; sequence < tasks; sequence++)
        {
            var task = new LabelingTask(
                Batch.Id, sequence, DocumentCategory.RegisterTapes, image, "image/png", 120, 30,
                preLabel is null ? null : new PreLabel(preLabel, 0.8, "tesseract", "5.3.0"), $"receipt.png, page 1", wanted: overlap);
            db.Add(task);
            db.AddRange(Enumerable.Range(0, overlap).Select(slot => new Assignment(task, slot)));
        }
        Batch.Open(Batch.Preparation.Start(Clock.Now), tasks, [], Clock.Now);
        var accounts = Enumerable.Range(0, workers).Select(i => new Account($"Worker {i}", $"worker{i}.{number}@example.org", Role.Worker, Clock.Now)).ToList();
        var people = accounts.ConvertAll(a => new Worker(a.Id, a.DisplayName, Clock.Now));
        db.AddRange(accounts);
        db.AddRange(people);
        db.AddRange(people.Select(w => new PoolMember(Pool.Id, w.Id, Clock.Now)));
        await db.SaveChangesAsync();
        if (maker != Pool)
            await db.Batches.Where(b => b.Id == Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.PoolId, Pool.Id));
        // most tests are not about how much one worker may hold
        await db.Batches.Where(b => b.Id == Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.HeldPages, heldPages));
        Workers = people.ConvertAll(w => w.Id);
    }
}
