using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Quality;

namespace OcrLabeling.Tests.Labeling;

/// <summary>Whatever claims, answers, undos, time-outs and skips happen in whatever order: a card that was handed out can be answered, and every answer is its worker's by a claim.</summary>
public sealed class HandedOutCardTests(SqliteDatabaseFixture database) : IClassFixture<SqliteDatabaseFixture>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_card_that_was_handed_out_can_be_answered(int seed)
    {
        using var floor = seed % 2 == 0 ? await LabelingFloor.OpenAsync(database, tasks: 5, overlap: 2, workers: 3, leaseMinutes: 5) : await GoldContract.OpenAsync(database, tasks: 8, gold: 4);
        await floor.ConfigureAsync(s => s with { GoldPercent = seed % 2 == 0 ? 0 : 30, HoldMinutes = 20 });
        var (random, handed, steps) = (new Random(seed), new List<(WorkerId Worker, AssignmentId Card)>(), new List<string>());
        var revision = 1;
        try
        {
            for (var step = 0; step < 200; step++)
            {
                var worker = floor.Workers[random.Next(floor.Workers.Count)];
                var (owner, card) = handed.Count == 0 ? default : handed[random.Next(handed.Count)];
                var kind = random.Next(10);
                steps.Add($"{kind}");
                switch (kind)
                {
                    case 0 or 1:
                        handed.AddRange((await floor.ClaimAsync(worker, random.Next(1, 4))).Select(c => (worker, c.AssignmentId)));
                        break;
                    case 2 or 3 when handed.Count > 0:
                        var shown = floor.Clock.Now.AddSeconds(-random.Next(120));
                        var timing = new AnswerTiming(shown, shown.AddSeconds(random.Next(100)), random.Next(100_000), null);
                        Assert.IsNotType<AnswerOutcome.Refused>(await floor.SubmitAsync(owner, card, $"text {random.Next(3)}", ++revision, timing: timing));
                        break;
                    case 4 when handed.Count > 0:
                        await floor.SubmitAsync(owner, card, revision: ++revision, takenBack: true);
                        break;
                    case 5 when handed.Count > 0:
                        if (await floor.Own.ReopenAsync(owner, null, random.Next(2) == 0 ? null : card, default) is ReopenOutcome.Reopened again)
                            handed.Add((owner, again.Card.AssignmentId));
                        break;
                    case 6:
                        floor.Clock.Move(TimeSpan.FromSeconds(random.Next(400)));
                        break;
                    case 7:
                        await floor.Sweep.ExpireAsync(null, default);
                        await floor.Sweep.PromoteSurplusAsync(default);
                        break;
                    case 8 when handed.Count > 0 && random.Next(4) == 0:
                        Assert.IsNotType<SkipOutcome.NeverHeld>(await floor.Queue.SkipAsync(owner, card, SkipReason.CannotJudge, null, default));
                        break;
                    case 9 when handed.Count > 0:
                        await floor.Queue.ReturnAsync(owner, [card], default);
                        break;
                }
                if (step % 10 == 0)
                    await CheckAsync(floor, handed);
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}; the last steps were: {string.Join(", ", steps.TakeLast(40))}", e);
        }
    }

    private async Task CheckAsync(LabelingFloor floor, List<(WorkerId Worker, AssignmentId Card)> handed)
    {
        var claims = (await floor.ClaimsAsync()).Select(c => (c.WorkerId, c.AssignmentId)).ToHashSet();
        Assert.All(await floor.AnswersAsync(), a => Assert.Contains((a.WorkerId, a.AssignmentId), claims));
        Assert.All((await floor.AssignmentsAsync()).Where(a => a.WorkerId is not null), a => Assert.Contains((a.WorkerId!.Value, a.Id), claims));
        Assert.All((await floor.AssignmentsAsync()).Where(a => a.Status == AssignmentStatus.Claimed), a => Assert.NotNull(a.LeaseEndsAt));
        Assert.Superset(handed.ToHashSet(), claims);
        Assert.Empty(await floor.Recount.CheckAsync(floor.Batch.Id, default));
        Assert.Equal(0, (await new RefusedAnswerList(database).ListAsync(floor.Batch.Id, 0, 1, default)).Total);
    }
}
