using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Web.Demo;

/// <summary>
/// Accounts, pools, documents, a batch of their words to work on and one that a simulated crowd has answered, through the same use cases as people's. Every step can be repeated, so an interrupted seed goes on at the next
/// start; once it is complete it never runs again, whatever people have deleted.
/// </summary>
internal sealed partial class DemoSeed(
    IDbContextFactory<AppDb> databases, AccountDirectory accounts, PoolDirectory pools, DocumentIntake intake, BatchPlanning batches, DemoCrowd people, Adjudication adjudication, GoldBox gold, BatchControl control, AuditLog audit,
    IOptions<DemoOptions> options, IOptions<PipelineOptions> pipeline, ILogger<DemoSeed> logger) : BackgroundService
{
    private const string Completed = "demo.complete";
    private const string Contractors = "Contractors";
    private const string Crowd = "Crowd";
    private const string Simulated = "Simulated crowd";
    private const string Answered = "Demo: answered by a simulated crowd";
    private const string ToCheck = "Demo: words to check";

    /// <summary>Gold tasks among the words to check.</summary>
    private const int Checks = 30;

    private static readonly (string Name, DemoHabits Habits)[] simulated =
    [
        ("Dora Demo", new(0.95, 0.9, 1.6)), ("Dan Demo", new(0.85, 0.75, 1.2)), ("Dina Demo", new(0.75, 0.4, 0.8)),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await IsCompleteAsync(stoppingToken))
            return;
        var contractors = await PoolAsync(Contractors, PoolKind.Contractors, stoppingToken);
        var crowd = await PoolAsync(Crowd, PoolKind.Crowd, stoppingToken);
        var admin = await AccountAsync("Ada Admin", "admin", Role.Admin, null, stoppingToken);
        await AccountAsync("Sam Scientist", "scientist", Role.Scientist, null, stoppingToken);
        await AccountAsync("Wanda Worker", "worker1", Role.Worker, contractors, stoppingToken);
        await AccountAsync("Will Worker", "worker2", Role.Worker, contractors, stoppingToken);
        await AccountAsync("Winnie Worker", "worker3", Role.Worker, crowd, stoppingToken);
        if (options.Value.Folder.Length > 0)
        {
            await foreach (var (name, category) in DemoFolder.ImagesAsync(options.Value.Folder, stoppingToken))
                await intake.AddAsync(await FileAsync(name, stoppingToken), new IntakeChoices(category, Privacy.Public, null), admin, stoppingToken);
            await WaitForReadingAsync(stoppingToken);
            // in a pool of their own: nobody else sees the batch while it is answered
            await AnswerAsync(await PoolAsync(Simulated, PoolKind.Contractors, stoppingToken), admin, stoppingToken);
            await MakeBatchAsync(contractors, admin, stoppingToken);
        }
        await audit.AppendAsync(null, Completed, "demo:seed", null, stoppingToken);
        Log.Seeded(logger);
    }

    private async Task<bool> IsCompleteAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.AuditEntries.AnyAsync(e => e.Action == Completed, ct);
    }

    private async Task<PoolId> PoolAsync(string name, PoolKind kind, CancellationToken ct)
    {
        await pools.CreateAsync(name, kind, null, ct);
        return await pools.FindAsync(name, ct) ?? throw new InvalidOperationException($"The pool {name} was not made.");
    }

    private async Task<Guid> AccountAsync(string displayName, string name, Role role, PoolId? pool, CancellationToken ct)
    {
        var email = $"{name}@demo.example";
        await accounts.CreateAsync(new NewAccount(displayName, email, role, options.Value.Password, pool is { } joined ? new PoolEntry(joined) : null), null, ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.Where(a => a.Email == email).Select(a => a.Id).SingleAsync(ct);
    }

    private async Task<UploadedFile> FileAsync(string name, CancellationToken ct) =>
        new(Path.GetFileName(name), await File.ReadAllBytesAsync(Path.Combine(options.Value.Folder, name), ct));

    private async Task WaitForReadingAsync(CancellationToken ct)
    {
        bool unread;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
            await using var db = await databases.CreateDbContextAsync(ct);
            unread = await db.OcrRuns.AnyAsync(r => r.State.Status == JobStatus.Queued || r.State.Status == JobStatus.Running, ct);
        }
        while (unread);
    }

    /// <summary>The words of receipts, answered three times.</summary>
    private async Task AnswerAsync(PoolId pool, Guid createdBy, CancellationToken ct)
    {
        var workers = new List<(WorkerId, DemoHabits)>();
        foreach (var (name, habits) in simulated)
        {
            var account = await AccountAsync(name, name.Split(' ')[0].ToLowerInvariant(), Role.Worker, pool, ct);
            await using var db = await databases.CreateDbContextAsync(ct);
            workers.Add((await db.Workers.Where(w => w.AccountId == account).Select(w => w.Id).SingleAsync(ct), habits));
        }
        if (await BatchAsync(Answered, pool, overlap: 3, DemoCrowd.LeaseMinutes, receipts: true, startsPaused: false, createdBy, ct) is not { } batch)
            return;
        await using var truth = await databases.CreateDbContextAsync(ct);
        await people.AnswerAsync(batch, workers, await DemoTruth.OfAsync(truth, batch, options.Value.Folder, ct), ct);
    }

    /// <summary>The words of all other documents, for people; some of them, settled by the team, come back as checks. Opened when all of that is done.</summary>
    private async Task MakeBatchAsync(PoolId pool, Guid createdBy, CancellationToken ct)
    {
        if (await BatchAsync(ToCheck, pool, overlap: 2, leaseMinutes: 15, receipts: false, startsPaused: true, createdBy, ct) is not { } batch)
            return;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await db.Tasks.AnyAsync(t => t.BatchId == batch && t.IsGold, ct))
        {
            foreach (var (task, text) in await SampleAsync(db, batch, ct))
                await adjudication.DecideAsync(task, AnswerKind.Transcribed, text, createdBy, ct);
            await gold.AddAsync(batch, new GoldDraft(batch, Checks, 40, 20), createdBy, ct);
        }
        var settings = (await new BatchList(databases).FindAsync(batch, ct))!.Settings;
        await control.ConfigureAsync(batch, settings with { GoldPercent = 10, GoldFloorPercent = 60 }, createdBy, ct);
        await control.ChangeAsync(batch, BatchChange.Resume, createdBy, ct);
    }

    /// <summary>Words from everywhere in the batch whose text is known.</summary>
    private async Task<IEnumerable<(TaskId Task, string Text)>> SampleAsync(AppDb db, BatchId batch, CancellationToken ct)
    {
        var truths = await DemoTruth.OfAsync(db, batch, options.Value.Folder, ct);
        var known = (await db.Tasks.Where(t => t.BatchId == batch && !t.IsGold).OrderBy(t => t.Sequence).Select(t => t.Id).ToListAsync(ct)).FindAll(t => truths.GetValueOrDefault(t) is { Length: > 0 });
        var step = Math.Max(1, known.Count / Checks);
        return known.Where((_, i) => i % step == 0).Take(Checks).Select(t => (t, truths[t]));
    }

    /// <summary>Made and prepared; null when there is nothing to make it of.</summary>
    private async Task<BatchId?> BatchAsync(string name, PoolId pool, int overlap, int leaseMinutes, bool receipts, bool startsPaused, Guid createdBy, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await db.Batches.AnyAsync(b => b.Name == name, ct))
        {
            // what people upload meanwhile is theirs
            var own = Directory.EnumerateFiles(options.Value.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();
            var documents = await db.Documents.Where(d => (d.Category == DocumentCategory.RegisterTapes) == receipts && d.UploadedBy == createdBy && own.Contains(d.FileName)).Select(d => d.Id).ToListAsync(ct);
            var draft = new BatchDraft
            {
                Name = name,
                PoolId = pool,
                Overlap = overlap,
                LeaseMinutes = leaseMinutes,
                StartsPaused = startsPaused,
                Instructions = "Type exactly what you see. Keep capitals and punctuation.",
                Selection = new TaskSelection.DocumentWords(documents, null, pipeline.Value.EnginesAfterUpload[0], 0, 1),
            };
            if (await batches.CreateAsync(draft, createdBy, ct) is CreateBatchOutcome.Refused refused)
            {
                Log.NoBatch(logger, string.Join(" ", refused.Faults.Select(f => f.Message)));
                return null;
            }
        }
        while (await db.Batches.AnyAsync(b => b.Name == name && b.Status == BatchStatus.Preparing && b.Preparation.Status != JobStatus.Failed, ct))
            await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
        return await db.Batches.Where(b => b.Name == name && b.Status != BatchStatus.Preparing).Select(b => (BatchId?)b.Id).SingleOrDefaultAsync(ct);
    }

    private static partial class Log
    {
        [LoggerMessage(150, LogLevel.Information, "The demo is complete: accounts, pools, documents and two batches of their words")]
        public static partial void Seeded(ILogger logger);

        [LoggerMessage(151, LogLevel.Warning, "The demo has no batch: {Reasons}")]
        public static partial void NoBatch(ILogger logger, string reasons);
    }
}
