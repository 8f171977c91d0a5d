using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>Whatever claims, answers, copies, returns, time-outs and clock jumps happen in whatever order, a small model of what was promised holds.</summary>
public sealed class ExactAssignmentTests(SqliteDatabaseFixture database) : IClassFixture<SqliteDatabaseFixture>
{
    private const int Overlap = 3;
    private const int Tasks = 6;

    /// <summary>Odd seeds leave the overlap alone: exactly N. Even ones raise and lower it: never fewer than asked for, more only where they were held already.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Every_task_ends_with_exactly_N_answers_of_N_people_and_nothing_is_lost(int seed)
    {
        using var floor = await LabelingFloor.OpenAsync(database, Tasks, Overlap, workers: 8, leaseMinutes: 10);
        var run = new RandomRun(floor, new Random(seed), changesOverlap: seed % 2 == 0);
        try
        {
            for (var step = 0; step < 250; step++)
            {
                await run.StepAsync();
                if (step % 10 == 0)
                    await run.CheckAsync();
            }
            await run.FinishAsync();
            await run.CheckAsync();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}; the last steps were: {string.Join(", ", run.Steps.TakeLast(40))}", e);
        }
        var slots = await floor.AssignmentsAsync();
        Assert.DoesNotContain(slots, a => a.Status is AssignmentStatus.Open or AssignmentStatus.Claimed);
        if (seed % 2 == 1)
            Assert.Equal(Tasks * Overlap, slots.Count(a => a.Status == AssignmentStatus.Submitted));
    }

    private sealed class RandomRun(LabelingFloor floor, Random random, bool changesOverlap)
    {
        // the others only come to finish, so that skips cannot leave a task without people
        private readonly List<WorkerId> early = [.. floor.Workers.Take(4)];
        private readonly List<(WorkerId Worker, AssignmentId Assignment, TaskId Task)> everClaimed = [];
        private readonly Dictionary<(TaskId, WorkerId), (int Revision, string Text)> promised = [];
        private readonly HashSet<(TaskId, WorkerId)> counted = [];
        private readonly HashSet<(TaskId, WorkerId)> skipped = [];
        private readonly HashSet<AssignmentId> finished = [];

        public List<string> Steps { get; } = [];

        public async Task StepAsync()
        {
            var worker = early[random.Next(early.Count)];
            var step = random.Next(16);
            Steps.Add($"{step}");
            switch (step)
            {
                case <= 2:
                    await ClaimAsync(worker);
                    break;
                case <= 6 when everClaimed.Count > 0:
                    var (owner, assignment, task) = everClaimed[random.Next(everClaimed.Count)];
                    await SubmitAsync(owner, assignment, task, random.Next(1, 4));
                    break;
                case 7:
                    await floor.Queue.ReturnAsync(worker, SomeOf(worker), default);
                    break;
                case 8:
                    await floor.Queue.RenewAsync(worker, SomeOf(worker), true, default);
                    break;
                case 9:
                    floor.Clock.Move(TimeSpan.FromMinutes(random.Next(-5, 12)));
                    break;
                case 10:
                    await floor.Sweep.ExpireAsync(null, default);
                    break;
                case 11:
                    await floor.Sweep.PromoteSurplusAsync(default);
                    break;
                case 12 when everClaimed.Count > 0:
                    await SkipAsync(everClaimed[random.Next(everClaimed.Count)]);
                    break;
                case 13:
                    await floor.Control.ChangeAsync(floor.Batch.Id, random.Next(2) == 0 ? BatchChange.Pause : BatchChange.Resume, Guid.NewGuid(), default);
                    break;
                case 14:
                    Assert.IsType<ConfigureOutcome.Changed>(await floor.ConfigureAsync(leaseMinutes: random.Next(1, 20), priority: random.Next(5)));
                    break;
                case 15 when changesOverlap:
                    Assert.IsType<ConfigureOutcome.Changed>(await floor.ConfigureAsync(overlap: random.Next(1, 5)));
                    break;
            }
        }

        /// <summary>Everybody works on until nothing is left.</summary>
        public async Task FinishAsync()
        {
            await floor.Control.ChangeAsync(floor.Batch.Id, BatchChange.Resume, Guid.NewGuid(), default);
            for (var round = 0; round < 20; round++)
            {
                floor.Clock.Move(TimeSpan.FromHours(1));
                await floor.Sweep.ExpireAsync(null, default);
                await floor.Sweep.PromoteSurplusAsync(default);
                foreach (var worker in floor.Workers)
                    foreach (var card in await ClaimAsync(worker))
                        await SubmitAsync(worker, card.AssignmentId, card.TaskId, 1);
            }
        }

        public async Task CheckAsync()
        {
            var slots = await floor.AssignmentsAsync();
            var answers = await floor.AnswersAsync();
            var wanted = await WantedAsync();
            foreach (var task in slots.GroupBy(s => s.TaskId))
            {
                var live = task.Where(s => s.Status is not (AssignmentStatus.Surplus or AssignmentStatus.Withdrawn)).ToList();
                Assert.True(live.Count >= wanted, $"{live.Count} slots of {wanted}");
                Assert.True(live.Count == wanted || live.All(s => s.Status != AssignmentStatus.Open), "an open slot more than asked for");
                var workers = task.Where(s => s.WorkerId is not null).Select(s => s.WorkerId).ToList();
                Assert.Equal(workers.Distinct().Count(), workers.Count);
                Assert.All(task.Where(s => s.Status is AssignmentStatus.Open or AssignmentStatus.Withdrawn), s => Assert.Null(s.WorkerId));
            }
            var finishedNow = slots.Where(s => s.Status == AssignmentStatus.Submitted).Select(s => s.Id).ToHashSet();
            Assert.Superset(finished, finishedNow);
            finished.UnionWith(finishedNow);
            var byAssignment = answers.ToDictionary(a => a.AssignmentId);
            Assert.Equal(slots.Count(s => s.Status is AssignmentStatus.Submitted or AssignmentStatus.Surplus), answers.Count);
            Assert.All(slots.Where(s => byAssignment.ContainsKey(s.Id)), s =>
                Assert.Equal((byAssignment[s.Id].WorkerId, byAssignment[s.Id].IsSurplus), (s.WorkerId!.Value, s.Status == AssignmentStatus.Surplus)));
            Assert.Equal(promised.OrderBy(p => p.Key.ToString()), answers.ToDictionary(a => (a.TaskId, a.WorkerId), a => (a.Revision, a.Text!)).OrderBy(p => p.Key.ToString()));
            var countedNow = answers.Where(a => !a.IsSurplus).Select(a => (a.TaskId, a.WorkerId)).ToHashSet();
            Assert.Superset(counted, countedNow);
            counted.UnionWith(countedNow);
            Assert.All(answers.GroupBy(a => a.WorkerId), OneHourIsOneHour);
            Assert.Equal(skipped.Count, await floor.SkipCountAsync());
            Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
        }

        private static void OneHourIsOneHour(IGrouping<WorkerId, Answer> mine)
        {
            var union = TimeSpan.Zero;
            var reached = DateTime.MinValue;
            foreach (var answer in mine.OrderBy(a => a.ShownAt))
            {
                union += new[] { answer.SubmittedAt - Later(reached, answer.ShownAt), TimeSpan.Zero }.Max();
                reached = Later(reached, answer.SubmittedAt);
            }
            Assert.Equal((long)union.TotalMilliseconds, mine.Sum(a => a.NetMilliseconds));
            Assert.InRange(mine.Sum(a => a.ActiveMilliseconds), 0, mine.Sum(a => a.NetMilliseconds));
            Assert.All(mine, a => Assert.InRange(a.ActiveMilliseconds, 0, (long)(a.SubmittedAt - a.ShownAt).TotalMilliseconds));
        }

        private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

        private async Task<IReadOnlyList<Card>> ClaimAsync(WorkerId worker)
        {
            var cards = await floor.ClaimAsync(worker, random.Next(1, 5));
            Assert.All(cards, c => Assert.DoesNotContain((c.TaskId, worker), promised.Keys));
            Assert.All(cards, c => Assert.DoesNotContain((c.TaskId, worker), skipped));
            everClaimed.AddRange(cards.Select(c => (worker, c.AssignmentId, c.TaskId)));
            return cards;
        }

        private async Task SubmitAsync(WorkerId worker, AssignmentId assignment, TaskId task, int revision)
        {
            var text = $"text {random.Next(1000)}";
            var shownAt = floor.Clock.Now.AddMilliseconds(-random.Next(200_000));
            var timing = new AnswerTiming(shownAt, shownAt.AddMilliseconds(random.Next(-1000, 100_000)), random.Next(60_000), null);
            var outcome = await floor.SubmitAsync(worker, assignment, text, revision, timing: timing);
            if (outcome is AnswerOutcome.Refused refused)
            {
                // an answer that counts stays while the batch is paused, and its revision is kept beside it
                Assert.Equal($"Your earlier answer stays as it was: {HoldRefusal.BatchNotOpen.Sentence()}", refused.Reason);
                Assert.InRange(revision, promised[(task, worker)].Revision + 1, int.MaxValue);
                await using var db = floor.CreateDbContext();
                Assert.True(await db.RefusedAnswers.AnyAsync(r => r.TaskId == task && r.WorkerId == worker && r.Revision == revision));
                return;
            }
            skipped.Remove((task, worker));
            if (!promised.TryGetValue((task, worker), out var earlier) || earlier.Revision < revision)
                promised[(task, worker)] = (revision, text);
            else
                Assert.True(outcome is AnswerOutcome.Unchanged or AnswerOutcome.Outdated, outcome.ToString());
        }

        private async Task SkipAsync((WorkerId Worker, AssignmentId Assignment, TaskId Task) card)
        {
            var outcome = await floor.Queue.SkipAsync(card.Worker, card.Assignment, SkipReason.CannotJudge, null, default);
            if (promised.ContainsKey((card.Task, card.Worker)))
                Assert.IsType<SkipOutcome.Answered>(outcome);
            else
            {
                Assert.IsType<SkipOutcome.Skipped>(outcome);
                skipped.Add((card.Task, card.Worker));
            }
        }

        private async Task<int> WantedAsync()
        {
            await using var db = floor.CreateDbContext();
            return await db.Batches.Where(b => b.Id == floor.Batch.Id).Select(b => b.Overlap).SingleAsync();
        }

        private List<AssignmentId> SomeOf(WorkerId worker) =>
            everClaimed.Where(c => c.Worker == worker && random.Next(2) == 0).Select(c => c.Assignment).Distinct().ToList();
    }
}
