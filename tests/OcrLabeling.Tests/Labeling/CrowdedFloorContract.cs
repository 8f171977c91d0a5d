using System.Collections.Concurrent;
using System.Diagnostics;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using Xunit.Abstractions;

namespace OcrLabeling.Tests.Labeling;

/// <summary>Many workers at once, on two server nodes, with crashed pages, lost leases, copies sent at the same time and returns: nothing twice, nothing missing.</summary>
public abstract class CrowdedFloorContract(DatabaseFixture database, ITestOutputHelper output)
{
    private const int Workers = 32;
    private const int Tasks = 120;
    private const int Overlap = 3;

    [DatabaseFact]
    public async Task A_crowd_leaves_no_duplicate_and_no_gap()
    {
        using var floor = await LabelingFloor.OpenAsync(database, Tasks, Overlap, Workers, leaseMinutes: 1);
        // a lease of a minute ends within a second and a half
        var clock = new FastClock(40);
        using var first = new Node(floor, clock);
        using var second = new Node(floor, clock);
        var sent = new ConcurrentDictionary<(TaskId, WorkerId), byte>();
        var watch = Stopwatch.StartNew();
        using var finished = new CancellationTokenSource();
        var sweeping = SweepAsync(first, finished.Token);
        await Task.WhenAll(floor.Workers.Select((worker, i) => Task.Run(() => WorkAsync(i % 2 == 0 ? first : second, floor, worker, i, sent, watch))));
        await finished.CancelAsync();
        await sweeping;
        await FinishAsync(first, clock, floor, sent);

        var slots = await floor.AssignmentsAsync();
        var answers = await floor.AnswersAsync();
        output.WriteLine($"{answers.Count} answers, {answers.Count(a => a.IsSurplus)} of them surplus, {watch.ElapsedMilliseconds} ms");
        Assert.Equal(Tasks * Overlap, slots.Count(s => s.Status == AssignmentStatus.Submitted));
        Assert.All(slots.GroupBy(s => s.TaskId), task => Assert.Equal(Overlap, task.Where(s => s.Status == AssignmentStatus.Submitted).Select(s => s.WorkerId).Distinct().Count()));
        Assert.Equal(sent.Keys.OrderBy(k => k.ToString()), answers.Select(a => (a.TaskId, a.WorkerId)).OrderBy(k => k.ToString()));
        Assert.Equal(Tasks * Overlap, answers.Count(a => !a.IsSurplus));
    }

    private static async Task WorkAsync(Node node, LabelingFloor floor, WorkerId worker, int seed, ConcurrentDictionary<(TaskId, WorkerId), byte> sent, Stopwatch watch)
    {
        var random = new Random(seed);
        while (watch.Elapsed < TimeSpan.FromSeconds(8))
        {
            switch (await node.Queue.ClaimAsync(worker, floor.Batch.Id, 6, default))
            {
                case ClaimOutcome.NothingLeft { MayComeBack: false }:
                    return;
                case ClaimOutcome.Claimed { Cards: var cards }:
                    await HandleAsync(node, worker, cards, random, sent);
                    break;
                default:
                    await Task.Delay(random.Next(50));
                    break;
            }
        }
    }

    private static async Task HandleAsync(Node node, WorkerId worker, IReadOnlyList<Card> cards, Random random, ConcurrentDictionary<(TaskId, WorkerId), byte> sent)
    {
        switch (random.Next(8))
        {
            case 0:
                // the page crashes with its cards
                return;
            case 1:
                await node.Queue.ReturnAsync(worker, cards.Select(c => c.AssignmentId).ToList(), default);
                return;
            case 2:
                // the leases end before the answers come
                await Task.Delay(1700);
                break;
        }
        await AnswerAsync(node, worker, cards, random.Next(4) == 0 ? 2 : 1, sent);
    }

    private static async Task AnswerAsync(Node node, WorkerId worker, IReadOnlyList<Card> cards, int copies, ConcurrentDictionary<(TaskId, WorkerId), byte> sent)
    {
        foreach (var card in cards)
            sent.TryAdd((card.TaskId, worker), 0);
        var answers = cards.Select(c => new SubmittedAnswer(c.AssignmentId, 1, AnswerKind.Transcribed, "Total", 1, default)).ToList();
        var sends = Enumerable.Range(0, copies).Select(_ => node.Intake.SubmitAsync(worker, answers, default));
        foreach (var receipts in await Task.WhenAll(sends))
            Assert.DoesNotContain(receipts, r => r.Outcome is AnswerOutcome.Refused);
    }

    /// <summary>What the rush left behind is done in peace.</summary>
    private static async Task FinishAsync(Node node, FastClock clock, LabelingFloor floor, ConcurrentDictionary<(TaskId, WorkerId), byte> sent)
    {
        clock.Jump(TimeSpan.FromHours(1));
        await node.Sweep.ExpireAsync(null, default);
        await node.Sweep.PromoteSurplusAsync(default);
        foreach (var worker in floor.Workers)
            while (await node.Queue.ClaimAsync(worker, floor.Batch.Id, TaskQueue.MaxCards, default) is ClaimOutcome.Claimed { Cards: var cards })
                await AnswerAsync(node, worker, cards, 1, sent);
    }

    private static async Task SweepAsync(Node node, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await node.Sweep.ExpireAsync(null, default);
            await node.Sweep.PromoteSurplusAsync(default);
            await Task.Delay(100, CancellationToken.None);
        }
    }

    /// <summary>One server process: its own line of writers over the shared database.</summary>
    private sealed class Node : IDisposable
    {
        private readonly WriteTransaction transaction;

        public Node(LabelingFloor floor, TimeProvider clock)
        {
            transaction = new WriteTransaction(floor.Databases);
            Sweep = new LeaseSweep(transaction, floor.Databases, floor.Activity, clock);
            Queue = new TaskQueue(transaction, Sweep, floor.Activity, clock);
            Intake = new AnswerIntake(transaction, floor.Activity, clock);
        }

        public LeaseSweep Sweep { get; }
        public TaskQueue Queue { get; }
        public AnswerIntake Intake { get; }

        public void Dispose() => transaction.Dispose();
    }

    private sealed class FastClock(int factor) : TimeProvider
    {
        private readonly DateTimeOffset start = System.GetUtcNow();
        private TimeSpan jumped;

        public void Jump(TimeSpan by) => jumped += by;

        public override DateTimeOffset GetUtcNow() => start + jumped + factor * (System.GetUtcNow() - start);
    }
}

public sealed class SqliteCrowdedFloorTests(SqliteDatabaseFixture database, ITestOutputHelper output)
    : CrowdedFloorContract(database, output), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlCrowdedFloorTests(PostgreSqlDatabaseFixture database, ITestOutputHelper output)
    : CrowdedFloorContract(database, output), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerCrowdedFloorTests(SqlServerDatabaseFixture database, ITestOutputHelper output)
    : CrowdedFloorContract(database, output), IClassFixture<SqlServerDatabaseFixture>;
