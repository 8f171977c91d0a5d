using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Web.Demo;

/// <summary>
/// Accounts, pools, documents and a batch of their words, through the same use cases as people's. Every step can be repeated, so an interrupted seed goes on at the next
/// start; once it is complete it never runs again, whatever people have deleted.
/// </summary>
internal sealed partial class DemoSeed(
    IDbContextFactory<AppDb> databases, AccountDirectory accounts, PoolDirectory pools, DocumentIntake intake, BatchPlanning batches, AuditLog audit,
    IOptions<DemoOptions> options, IOptions<PipelineOptions> pipeline, ILogger<DemoSeed> logger) : BackgroundService
{
    private const string Completed = "demo.complete";
    private const string Contractors = "Contractors";
    private const string Crowd = "Crowd";

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
        await accounts.CreateAsync(new NewAccount(displayName, email, role, options.Value.Password, pool), null, ct);
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

    private async Task MakeBatchAsync(PoolId pool, Guid createdBy, CancellationToken ct)
    {
        var draft = new BatchDraft
        {
            Name = "Demo: words to check",
            PoolId = pool,
            Overlap = 2,
            Instructions = "Type what you see, sign for sign. Keep capitals and punctuation.",
            Selection = new TaskSelection.DocumentWords(null, null, pipeline.Value.EnginesAfterUpload[0], 0, 1),
        };
        if (await batches.CreateAsync(draft, createdBy, ct) is CreateBatchOutcome.Refused refused)
            Log.NoBatch(logger, string.Join(" ", refused.Faults.Select(f => f.Message)));
    }

    private static partial class Log
    {
        [LoggerMessage(150, LogLevel.Information, "The demo is complete: accounts, pools, documents and a batch of their words")]
        public static partial void Seeded(ILogger logger);

        [LoggerMessage(151, LogLevel.Warning, "The demo has no batch: {Reasons}")]
        public static partial void NoBatch(ILogger logger, string reasons);
    }
}
