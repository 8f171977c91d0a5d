using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Tests.Labeling;

/// <param name="Overlap">Answers asked for in the end; the batch begins with one less.</param>
public sealed record StressPlan(int Workers, int Tasks, int Overlap, int Seed, double CrashShare = 0.02);

/// <param name="Duplicates">Counted answers beyond the overlap, or a second one of a person, over all tasks.</param>
/// <param name="Missing">Counted answers that tasks lack.</param>
/// <param name="Lost">Answers somebody gave that are not stored.</param>
/// <param name="Invented">Stored answers that nobody gave.</param>
/// <param name="TotalsFaults">Totals that differ from a recount.</param>
public sealed record StressResult(int Answers, int Surplus, int Claims, int Skips, int Crashes, int Duplicates, int Missing, int Lost, int Invented, int TotalsFaults, TimeSpan Elapsed);

/// <summary>
/// Many workers at once on two server nodes over one database. Pages die with their cards, requests are killed before, in and after their transaction, copies are sent
/// at the same time, cards are returned and skipped, the clock jumps both ways, and the overlap is raised in the middle. Then every browser sends what it still has, and
/// the rest is done in peace. What is counted at the end does not depend on who was fast.
/// </summary>
public sealed class FloorStress : IDisposable
{
    private readonly LabelingFloor floor;
    private readonly StressPlan plan;
    private readonly FloorChaos chaos;
    private readonly JumpingClock clock = new();
    private readonly Node[] nodes;
    private readonly ConcurrentDictionary<(TaskId Task, WorkerId Worker), SubmittedAnswer> given = new();

    private FloorStress(LabelingFloor floor, StressPlan plan)
    {
        (this.floor, this.plan) = (floor, plan);
        chaos = new FloorChaos(plan.Seed, plan.CrashShare);
        nodes = [.. Enumerable.Range(0, 2).Select(_ => new Node(new InterceptedDatabase(floor.Databases, chaos), floor.Activity, clock))];
    }

    public static async Task<StressResult> RunAsync(IDbContextFactory<AppDb> databases, StressPlan plan)
    {
        var watch = Stopwatch.StartNew();
        using var floor = await LabelingFloor.OpenAsync(databases, plan.Tasks, plan.Overlap - 1, plan.Workers, leaseMinutes: 5);
        using var stress = new FloorStress(floor, plan);
        await Task.WhenAll([.. floor.Workers.Select((worker, i) => Task.Run(() => stress.WorkAsync(worker, i))), Task.Run(stress.RaiseOverlapAsync), Task.Run(stress.SweepAsync)]);
        stress.chaos.Calm();
        await stress.FinishAsync();
        return await stress.CountAsync(watch);
    }

    public void Dispose() => Array.ForEach(nodes, n => n.Dispose());

    private async Task WorkAsync(WorkerId worker, int index)
    {
        var random = new Random(plan.Seed * 1000 + index);
        var node = nodes[index % nodes.Length];
        // as many pages as it takes on average, and some for what goes wrong
        for (var page = 0; page < 2 + 2 * plan.Tasks * plan.Overlap / (4 * plan.Workers); page++)
        {
            clock.Jump(TimeSpan.FromSeconds(random.Next(100) < 4 ? random.Next(-400, 600) : random.Next(20)));
            try
            {
                if (await node.Queue.ClaimAsync(worker, floor.Batch.Id, random.Next(1, 8), default) is ClaimOutcome.Claimed { Cards: var cards })
                    await HandleAsync(node, worker, cards, random);
            }
            catch (Exception e) when (e.GetBaseException() is CrashException)
            {
                // the worker opens his page again
            }
        }
    }

    private async Task HandleAsync(Node node, WorkerId worker, IReadOnlyList<Card> cards, Random random)
    {
        var ids = cards.Select(c => c.AssignmentId).ToList();
        switch (random.Next(10))
        {
            case 0:
                // the page dies with its cards
                return;
            case 1:
                await node.Queue.ReturnAsync(worker, ids, default);
                return;
            case 2:
                await node.Queue.SkipAsync(worker, ids[0], SkipReason.Other, "enough", default);
                return;
            case 3:
                await node.Queue.RenewAsync(worker, ids, true, default);
                break;
            case 4:
                // the leases end before the answers come
                clock.Jump(TimeSpan.FromMinutes(6));
                break;
        }
        await AnswerAsync(node, worker, cards, random.Next(4) == 0 ? 2 : 1);
    }

    private async Task AnswerAsync(Node node, WorkerId worker, IReadOnlyList<Card> cards, int copies)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var card in cards)
            given.TryAdd((card.TaskId, worker), new SubmittedAnswer(card.AssignmentId, 1, AnswerKind.Transcribed, "Total", 1, new AnswerTiming(now.AddSeconds(-5), now, 4000, 300)));
        var answers = cards.Select(c => given[(c.TaskId, worker)]).ToList();
        var sends = Enumerable.Range(0, copies).Select(_ => node.Intake.SubmitAsync(worker, answers, default)).ToList();
        foreach (var receipts in await Task.WhenAll(sends))
            if (receipts.Any(r => r.Outcome is AnswerOutcome.Refused))
                throw new InvalidOperationException("An answer was refused.");
    }

    private async Task RaiseOverlapAsync()
    {
        while (true)
        {
            try
            {
                await Task.Yield();
                await nodes[0].ConfigureAsync(floor.Batch, plan.Overlap);
                return;
            }
            catch (Exception e) when (e.GetBaseException() is CrashException)
            {
                // somebody presses the button again
            }
        }
    }

    private async Task SweepAsync()
    {
        for (var round = 0; round < 10; round++)
        {
            try
            {
                await nodes[1].SweepAsync();
            }
            catch (Exception e) when (e.GetBaseException() is CrashException)
            {
                // the next round goes on
            }
        }
    }

    private async Task FinishAsync()
    {
        var node = nodes[0];
        foreach (var mine in given.GroupBy(g => g.Key.Worker, g => g.Value))
            await node.Intake.SubmitAsync(mine.Key, mine.ToList(), default);
        clock.Jump(TimeSpan.FromHours(1));
        await node.SweepAsync();
        foreach (var worker in floor.Workers)
            while (await node.Queue.ClaimAsync(worker, floor.Batch.Id, TaskQueue.MaxCards, default) is ClaimOutcome.Claimed { Cards: var cards })
                await AnswerAsync(node, worker, cards, 1);
    }

    private async Task<StressResult> CountAsync(Stopwatch watch)
    {
        var slots = await floor.AssignmentsAsync();
        var answers = await floor.AnswersAsync();
        var counted = answers.Where(a => !a.IsSurplus).GroupBy(a => a.TaskId).ToDictionary(g => g.Key, g => (All: g.Count(), People: g.Select(a => a.WorkerId).Distinct().Count()));
        var tasks = slots.Select(s => s.TaskId).Distinct().ToList();
        var stored = answers.Select(a => (a.TaskId, a.WorkerId)).ToHashSet();
        return new(
            answers.Count, answers.Count(a => a.IsSurplus), (await floor.ClaimsAsync()).Count, await floor.SkipCountAsync(), chaos.Kills,
            tasks.Sum(t => Math.Max(0, counted[t].All - plan.Overlap) + counted[t].All - counted[t].People) + answers.Count - stored.Count,
            tasks.Sum(t => Math.Max(0, plan.Overlap - counted.GetValueOrDefault(t).People)) + (plan.Tasks - tasks.Count) * plan.Overlap,
            given.Keys.Count(k => !stored.Contains((k.Task, k.Worker))), stored.Count(k => !given.ContainsKey(k)),
            (await floor.Recount.CheckAsync(floor.Batch.Id, default)).Count, watch.Elapsed);
    }

    /// <summary>One server process: its own line of writers over the shared database.</summary>
    private sealed class Node : IDisposable
    {
        private readonly WriteTransaction transaction;
        private readonly LeaseSweep sweep;
        private readonly TaskSlots slots;
        private readonly BatchControl control;

        public Node(IDbContextFactory<AppDb> databases, LabelingActivity activity, TimeProvider clock)
        {
            transaction = new WriteTransaction(databases);
            sweep = new LeaseSweep(transaction, databases, activity, clock);
            slots = new TaskSlots(transaction, databases);
            control = new BatchControl(transaction, slots, new Core.Audit.AuditLog(databases, clock), activity, clock);
            Queue = new TaskQueue(transaction, sweep, activity, clock);
            Intake = new AnswerIntake(transaction, activity, clock);
        }

        public TaskQueue Queue { get; }
        public AnswerIntake Intake { get; }

        public Task<ConfigureOutcome> ConfigureAsync(Batch batch, int overlap) =>
            control.ConfigureAsync(batch.Id, new BatchSettings(1, batch.LeaseMinutes, overlap, batch.Instructions), Guid.NewGuid(), default);

        public async Task SweepAsync()
        {
            await slots.FitAllAsync(default);
            await sweep.ExpireAsync(null, default);
            await sweep.PromoteSurplusAsync(default);
        }

        public void Dispose() => transaction.Dispose();
    }

    private sealed class JumpingClock : TimeProvider
    {
        private long ticks = new DateTime(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc).Ticks;

        public void Jump(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
    }
}
