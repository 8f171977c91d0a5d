using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Web.Demo;

/// <summary>How one simulated person works.</summary>
/// <param name="Accuracy">Of words read by themselves, 0..1.</param>
/// <param name="Caught">Of wrong readings, those they see, 0..1.</param>
/// <param name="Seconds">A card that is accepted takes about as long.</param>
internal sealed record DemoHabits(double Accuracy, double Caught, double Seconds);

/// <summary>Simulated people who answer a batch through the use cases of real ones, at times that lie an hour back: so that statistics, quality and adjudication have something to show.</summary>
internal sealed class DemoCrowd(IDbContextFactory<AppDb> databases, WriteTransaction transaction, LabelingActivity activity)
{
    /// <summary>Leases that began back then have not ended yet.</summary>
    public const int LeaseMinutes = 240;

    private const int CardsPerPage = 10;
    private const int PagesToARest = 4;
    private static readonly TimeSpan Began = TimeSpan.FromMinutes(75);

    /// <summary>One worker after the other answers what is left for them; all of them began at the same time.</summary>
    /// <param name="truths">What stands on the cards, empty where nothing does. Of others nobody is sure: the machine's reading is never taken for the truth.</param>
    public async Task AnswerAsync(BatchId batch, IReadOnlyList<(WorkerId Worker, DemoHabits Habits)> people, IReadOnlyDictionary<TaskId, string> truths, CancellationToken ct)
    {
        var began = TimeProvider.System.GetUtcNow() - Began;
        foreach (var ((worker, habits), index) in people.Select((p, i) => (p, i)))
            await AnswerAsync(batch, worker, habits, truths, new DemoClock(began + TimeSpan.FromMinutes(7 * index)), new Random(index), ct);
        await new ConsensusResolver(databases, transaction, TimeProvider.System).ResolveAsync(batch, ct);
    }

    private async Task AnswerAsync(
        BatchId batch, WorkerId worker, DemoHabits habits, IReadOnlyDictionary<TaskId, string> truths, DemoClock clock, Random random, CancellationToken ct)
    {
        var queue = new TaskQueue(transaction, new LeaseSweep(transaction, databases, activity, clock), activity, clock);
        var intake = new AnswerIntake(transaction, activity, clock);
        for (var page = 1; await queue.ClaimAsync(worker, batch, CardsPerPage, ct) is ClaimOutcome.Claimed { Cards: var cards }; page++)
        {
            foreach (var card in cards)
            {
                var (kind, said) = Say(card.PreLabel ?? "", truths.GetValueOrDefault(card.TaskId), habits, random);
                var typed = said == card.PreLabel ? 0 : said?.Length ?? 0;
                var (shown, took) = (clock.Now, TimeSpan.FromSeconds(habits.Seconds * (0.6 + random.NextDouble()) + (typed == 0 ? 0 : 1 + 0.28 * typed)));
                clock.Move(took);
                var timing = new AnswerTiming(shown, clock.Now, (long)took.TotalMilliseconds, (long)(habits.Seconds * 600));
                await intake.SubmitAsync(worker, [new SubmittedAnswer(card.AssignmentId, 1, kind, said, typed + 1, timing)], ct);
            }
            if (page % PagesToARest == 0)
                clock.Move(TimeSpan.FromMinutes(2 + random.Next(4)));
        }
    }

    /// <param name="truth">Empty: nothing stands there, which anybody sees. Null: nobody can tell.</param>
    internal static (AnswerKind Kind, string? Text) Say(string read, string? truth, DemoHabits habits, Random random)
    {
        if (string.IsNullOrEmpty(truth))
            return (truth is null ? AnswerKind.Unsure : AnswerKind.Unreadable, null);
        if (read.Length > 0 && (read == truth || random.NextDouble() > habits.Caught))
            return (AnswerKind.Transcribed, read);
        return (AnswerKind.Transcribed, random.NextDouble() < habits.Accuracy ? truth : PreLabelCorruption.Of(truth, random));
    }

    /// <summary>Stands still until it is moved.</summary>
    private sealed class DemoClock(DateTimeOffset now) : TimeProvider
    {
        private DateTimeOffset now = now;

        public DateTime Now => now.UtcDateTime;

        public override DateTimeOffset GetUtcNow() => now;

        public void Move(TimeSpan by) => now += by;
    }
}
