using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using Xunit.Abstractions;

namespace OcrLabeling.Tests.Quality;

public sealed class WeightedVerdictTests(ITestOutputHelper output)
{
    private static readonly WorkerSkill Careful = new(0.97, 0.97);
    private static readonly WorkerSkill Careless = new(0.9, 0.5);

    [Fact]
    public void Without_answers_nothing_is_decided()
    {
        Assert.Equal(new WeightedVerdict(null, 0), WeightedVerdict.Of([], new MachineVote("Total", 1)));
        Assert.Null(WeightedVerdict.Of([new(new(AnswerKind.Unsure, null), Careful, true)], null).Answer);
    }

    [Fact]
    public void One_careful_worker_and_a_confident_machine_are_enough() =>
        Assert.InRange(WeightedVerdict.Of([Said("Total", Careful)], new("Total", 0.95)).Probability, 0.99, 1);

    [Fact]
    public void A_worker_who_accepts_anything_adds_little()
    {
        Assert.InRange(WeightedVerdict.Of([Said("Total", Careless)], new("Total", 0.6)).Probability, 0.5, 0.9);
        Assert.True(WeightedVerdict.Of([Said("Total", Careless)], new("Total", 0.6)).Probability < WeightedVerdict.Of([Said("Total", Careful)], new("Total", 0.6)).Probability);
    }

    [Fact]
    public void An_edit_weighs_more_than_an_acceptance() =>
        Assert.Equal(new Vote(AnswerKind.Transcribed, "Tota1"), WeightedVerdict.Of([Said("Tota1", Careful), Said("Total", Careless)], new("Total", 0.6)).Answer);

    [Fact]
    public void Two_who_read_the_same_on_their_own_are_believed_against_the_machine()
    {
        var verdict = WeightedVerdict.Of([Said("Tota1", Careful, sawPreLabel: false), Said("Tota1", Careful, sawPreLabel: false)], new("Total", 0.7));
        Assert.Equal("Tota1", verdict.Answer!.Value.Text);
        Assert.InRange(verdict.Probability, 0.99, 1);
    }

    [Fact]
    public void Flags_are_answers_like_texts()
    {
        var flag = new Vote(AnswerKind.Unreadable, null);
        Assert.Equal(flag, WeightedVerdict.Of([new(flag, Careful, true), new(flag, Careful, true)], new("|||", 0.3)).Answer);
    }

    [Fact]
    public void A_worker_nothing_is_known_of_counts_as_an_average_one() => Assert.Equal(new WorkerSkill(0.9, 0.8), WorkerSkill.Of(0, 0, 0, 0));

    /// <summary>
    /// 8,000 words, a machine right on 85 % and somewhat aware of it, twelve workers of known error rates whose skill is only estimated, from 40 gold tasks each. The reCAPTCHA
    /// figure is 99.1 %.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_simulated_crowd_gets_991_of_1000_words_right_with_fewer_answers_than_majority_of_three(int seed)
    {
        var crowd = new SimulatedCrowd(seed);
        var (weighted, majority) = (crowd.Weighted(8000, threshold: 0.99, mostAnswers: 5), crowd.MajorityOfThree(8000));
        output.WriteLine($"weighted: {weighted}; majority of three: {majority}");
        Assert.InRange(weighted.Right, 0.991, 1);
        Assert.True(weighted.AnswersPerWord < majority.AnswersPerWord);
        Assert.InRange(weighted.Undecided, 0, 0.02);
    }

    private static WeightedVote Said(string text, WorkerSkill skill, bool sawPreLabel = true) => new(new(AnswerKind.Transcribed, text), skill, sawPreLabel);
}

/// <param name="Right">Share of the resolved words.</param>
/// <param name="Undecided">Share of all words that go to adjudication.</param>
public sealed record CrowdResult(double Right, double AnswersPerWord, double Undecided);

/// <summary>Words, a machine and workers with known error rates. The truth is "right"; wrong readings are one of twelve.</summary>
public sealed class SimulatedCrowd
{
    private const int Wrong = 12;
    private const int GoldTasks = 40;

    private readonly Random random;
    private readonly List<(double Accuracy, double Caught, WorkerSkill Estimated)> workers;

    public SimulatedCrowd(int seed)
    {
        random = new Random(seed);
        workers = [.. Enumerable.Range(0, 12).Select(i =>
        {
            var (accuracy, caught) = (0.93 + 0.06 * i / 11, 0.80 + 0.18 * i / 11);
            var right = Enumerable.Range(0, GoldTasks).Count(_ => random.NextDouble() < accuracy);
            var found = Enumerable.Range(0, GoldTasks / 2).Count(_ => random.NextDouble() < caught);
            return (accuracy, caught, WorkerSkill.Of(right, GoldTasks, found, GoldTasks / 2));
        })];
    }

    public CrowdResult Weighted(int words, double threshold, int mostAnswers)
    {
        int right = 0, resolved = 0, answers = 0;
        for (var word = 0; word < words; word++)
        {
            var machine = Machine();
            var votes = new List<WeightedVote>();
            WeightedVerdict verdict = default;
            foreach (var worker in Shuffled().Take(mostAnswers))
            {
                votes.Add(new(new(AnswerKind.Transcribed, Answer(worker, machine)), workers[worker].Estimated, true));
                verdict = WeightedVerdict.Of(votes, machine);
                if (verdict.Probability >= threshold)
                    break;
            }
            answers += votes.Count;
            if (verdict.Probability < threshold)
                continue;
            resolved++;
            right += verdict.Answer!.Value.Text == "right" ? 1 : 0;
        }
        return new((double)right / resolved, (double)answers / words, 1 - (double)resolved / words);
    }

    public CrowdResult MajorityOfThree(int words)
    {
        int right = 0, resolved = 0;
        for (var word = 0; word < words; word++)
        {
            var machine = Machine();
            var verdict = Verdict.Of([.. Shuffled().Take(3).Select(worker => new Vote(AnswerKind.Transcribed, Answer(worker, machine)))], 3);
            resolved += verdict.Outcome == VerdictOutcome.Resolved ? 1 : 0;
            right += verdict is { Outcome: VerdictOutcome.Resolved, Text: "right" } ? 1 : 0;
        }
        return new((double)right / resolved, 3, 1 - (double)resolved / words);
    }

    private MachineVote Machine()
    {
        var isRight = random.NextDouble() < 0.85;
        return new(isRight ? "right" : Misread(), isRight ? 0.75 + 0.25 * random.NextDouble() : 0.3 + 0.65 * random.NextDouble());
    }

    private string Answer(int worker, MachineVote machine)
    {
        var (accuracy, caught, _) = workers[worker];
        if (machine.Text == "right")
            return random.NextDouble() < 1 - (1 - accuracy) / 2 ? "right" : Misread();
        if (random.NextDouble() >= caught)
            return machine.Text;
        return random.NextDouble() < accuracy ? "right" : Misread();
    }

    private string Misread() => $"wrong {random.Next(Wrong)}";

    private List<int> Shuffled() => [.. Enumerable.Range(0, workers.Count).OrderBy(_ => random.Next())];
}
