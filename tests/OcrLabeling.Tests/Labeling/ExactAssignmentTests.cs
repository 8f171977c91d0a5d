using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>Whatever claims, answers, copies, returns, time-outs and clock jumps happen in whatever order, a small model of what was promised holds.</summary>
public sealed class ExactAssignmentTests(SqliteDatabaseFixture database) : IClassFixture<SqliteDatabaseFixture>
{
    private const int Overlap = 3;
    private const int Tasks = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Every_task_ends_with_exactly_N_answers_of_N_people_and_nothing_is_lost(int seed)
    {
        using var floor = await LabelingFloor.OpenAsync(database, Tasks, Overlap, workers: 4, leaseMinutes: 10);
        var run = new RandomRun(floor, new Random(seed));
        for (var step = 0; step < 250; step++)
        {
            await run.StepAsync();
            if (step % 10 == 0)
                await run.CheckAsync();
        }
        await run.FinishAsync();
        await run.CheckAsync();
        var slots = await floor.AssignmentsAsync();
        Assert.Equal(Tasks * Overlap, slots.Count(a => a.Status == AssignmentStatus.Submitted));
        Assert.DoesNotContain(slots, a => a.Status is AssignmentStatus.Open or AssignmentStatus.Claimed);
    }

    private sealed class RandomRun(LabelingFloor floor, Random random)
    {
        private readonly List<(WorkerId Worker, AssignmentId Assignment, TaskId Task)> everClaimed = [];
        private readonly Dictionary<(TaskId, WorkerId), (int Revision, string Text)> promised = [];
        private readonly HashSet<(TaskId, WorkerId)> counted = [];

        public async Task StepAsync()
        {
            var worker = floor.Workers[random.Next(floor.Workers.Count)];
            switch (random.Next(12))
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
                    await floor.Queue.RenewAsync(worker, SomeOf(worker), default);
                    break;
                case 9:
                    floor.Clock.Move(TimeSpan.FromMinutes(random.Next(-5, 12)));
                    break;
                case 10:
                    await floor.Sweep.ExpireAsync(null, default);
                    break;
                default:
                    await floor.Sweep.PromoteSurplusAsync(default);
                    break;
            }
        }

        /// <summary>Everybody works on until nothing is left.</summary>
        public async Task FinishAsync()
        {
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
            foreach (var task in slots.GroupBy(s => s.TaskId))
            {
                Assert.Equal(Overlap, task.Count(s => s.Status != AssignmentStatus.Surplus));
                var workers = task.Where(s => s.WorkerId is not null).Select(s => s.WorkerId).ToList();
                Assert.Equal(workers.Distinct().Count(), workers.Count);
                Assert.All(task.Where(s => s.Status == AssignmentStatus.Open), s => Assert.Null(s.WorkerId));
            }
            var byAssignment = answers.ToDictionary(a => a.AssignmentId);
            Assert.Equal(slots.Count(s => s.Status is AssignmentStatus.Submitted or AssignmentStatus.Surplus), answers.Count);
            Assert.All(slots.Where(s => byAssignment.ContainsKey(s.Id)), s =>
                Assert.Equal((byAssignment[s.Id].WorkerId, byAssignment[s.Id].IsSurplus), (s.WorkerId!.Value, s.Status == AssignmentStatus.Surplus)));
            Assert.Equal(promised.OrderBy(p => p.Key.ToString()), answers.ToDictionary(a => (a.TaskId, a.WorkerId), a => (a.Revision, a.Text!)).OrderBy(p => p.Key.ToString()));
            var countedNow = answers.Where(a => !a.IsSurplus).Select(a => (a.TaskId, a.WorkerId)).ToHashSet();
            Assert.Superset(counted, countedNow);
            counted.UnionWith(countedNow);
            Assert.All(answers.GroupBy(a => a.WorkerId), OneHourIsOneHour);
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
            Assert.All(mine, a => Assert.InRange(a.ActiveMilliseconds, 0, a.NetMilliseconds));
        }

        private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

        private async Task<IReadOnlyList<Card>> ClaimAsync(WorkerId worker)
        {
            var cards = await floor.ClaimAsync(worker, random.Next(1, 5));
            Assert.All(cards, c => Assert.DoesNotContain((c.TaskId, worker), promised.Keys));
            everClaimed.AddRange(cards.Select(c => (worker, c.AssignmentId, c.TaskId)));
            return cards;
        }

        private async Task SubmitAsync(WorkerId worker, AssignmentId assignment, TaskId task, int revision)
        {
            var text = $"text {random.Next(1000)}";
            var shownAt = floor.Clock.Now.AddMilliseconds(-random.Next(200_000));
            var timing = new AnswerTiming(shownAt, shownAt.AddMilliseconds(random.Next(-1000, 100_000)), random.Next(60_000), null);
            var outcome = await floor.SubmitAsync(worker, assignment, text, revision, timing: timing);
            Assert.IsNotType<AnswerOutcome.Refused>(outcome);
            if (!promised.TryGetValue((task, worker), out var earlier) || earlier.Revision < revision)
                promised[(task, worker)] = (revision, text);
            else
                Assert.IsType<AnswerOutcome.Unchanged>(outcome);
        }

        private List<AssignmentId> SomeOf(WorkerId worker) =>
            everClaimed.Where(c => c.Worker == worker && random.Next(2) == 0).Select(c => c.Assignment).Distinct().ToList();
    }
}
