using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.E2E.Harness;

/// <summary>Workers without a browser: they claim and answer through the use cases, on the database of a running host.</summary>
internal sealed class Crowd : IDisposable, IDbContextFactory<AppDb>
{
    private readonly RunningHost host;
    private readonly WriteTransaction transaction;
    private readonly LabelingActivity unheard = new();

    private Crowd(RunningHost host)
    {
        this.host = host;
        transaction = new WriteTransaction(this);
    }

    public IReadOnlyList<WorkerId> Workers { get; private set; } = [];

    /// <summary>Members of the pool of the harness.</summary>
    public static async Task<Crowd> OfAsync(RunningHost host, params string[] names)
    {
        var crowd = new Crowd(host);
        await using var db = crowd.CreateDbContext();
        var pool = await db.Pools.SingleAsync(p => p.Name == Accounts.Pool);
        var workers = new List<WorkerId>();
        foreach (var name in names)
        {
            var account = new Account(name, $"{Guid.NewGuid():N}@example.org", Role.Worker, DateTime.UtcNow);
            var worker = new Worker(account.Id, name, DateTime.UtcNow);
            db.AddRange(account, worker, new PoolMember(pool.Id, worker.Id, DateTime.UtcNow));
            workers.Add(worker.Id);
        }
        await db.SaveChangesAsync();
        crowd.Workers = workers;
        return crowd;
    }

    public AppDb CreateDbContext() => HostData.Open(host);

    public void Dispose() => transaction.Dispose();

    /// <summary>Answers what this worker can get of a batch.</summary>
    /// <param name="say">The text for a card; null passes the card over.</param>
    public async Task AnswerAsync(WorkerId worker, BatchId batch, Func<Card, string?> say, AnswerKind kind = AnswerKind.Transcribed)
    {
        var queue = new TaskQueue(transaction, new LeaseSweep(transaction, this, unheard, TimeProvider.System), unheard, TimeProvider.System);
        var intake = new AnswerIntake(transaction, unheard, TimeProvider.System);
        if (await queue.ClaimAsync(worker, batch, TaskQueue.MaxCards, default) is not ClaimOutcome.Claimed { Cards: var cards })
            throw new InvalidOperationException("There is nothing to claim.");
        foreach (var (index, card) in cards.Index())
        {
            // faster than a person can look, however busy the machine is
            var now = DateTime.UtcNow;
            var timing = new AnswerTiming(now.AddMilliseconds(-100), now, 900, 400);
            if (say(card) is { } text)
                await intake.SubmitAsync(worker, [new SubmittedAnswer(card.AssignmentId, 1, kind, text, index, timing)], default);
        }
    }

    public Task<int> ResolveAsync(BatchId batch) => new ConsensusResolver(this, transaction, TimeProvider.System).ResolveAsync(batch, default);

    /// <summary>Settled words of <paramref name="from"/> become checks of <paramref name="to"/>, one in two cards from then on.</summary>
    public async Task AddGoldAsync(BatchId to, BatchId from, int count)
    {
        var audit = new AuditLog(this, TimeProvider.System);
        Assert.IsType<AddGoldOutcome.Added>(await new GoldBox(transaction, audit, unheard).AddAsync(to, new GoldDraft(from, count, 0, 100), Guid.NewGuid(), default));
        await using var db = CreateDbContext();
        await db.Batches.Where(b => b.Id == to).ExecuteUpdateAsync(s => s.SetProperty(b => b.GoldPercent, 50));
    }

    /// <summary>All answers to checks were given this much earlier.</summary>
    public async Task AgeChecksAsync(TimeSpan by)
    {
        await using var db = CreateDbContext();
        foreach (var answer in await db.Answers.Where(a => a.IsRight != null).Select(a => new { a.Id, a.SubmittedAt }).ToListAsync())
            await db.Answers.Where(a => a.Id == answer.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.SubmittedAt, answer.SubmittedAt - by));
    }
}
