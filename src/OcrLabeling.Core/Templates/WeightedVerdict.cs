
namespace OcrLabeling.Core.Templates;

/// <summary>What is known of a worker from tasks whose truth is known; shares, 0..1.</summary>
/// <param name="Accuracy">Of cards they had to read themselves, how many they got right.</param>
/// <param name="Caught">Of wrong pre-labels, how many they did not accept.</param>
public readonly record struct WorkerSkill(double Accuracy, double Caught)
{
    /// <summary>Counts, drawn towards 9 of 10 and 4 of 5: what is taken of a worker nothing is known of.</summary>
    public static WorkerSkill Of(int right, int seen, int caught, int corrupted) => new((right + 9.0) / (seen + 10), (caught + 4.0) / (corrupted + 5));
}

/// <param name="SawPreLabel">The card began with the machine's reading.</param>
public readonly record struct WeightedVote(Vote Vote, WorkerSkill Skill, bool SawPreLabel);

/// <summary>What the machine read.</summary>
/// <param name="Confidence">0..1.</param>
public readonly record struct MachineVote(string Text, double Confidence);

/// <summary>
/// The most probable truth of a task given the votes of people and of the machine. Each candidate is judged by how likely these answers are were it the truth: somebody who saw
/// a right pre-label keeps it, somebody who saw a wrong one accepts it unless they catch it, and wrong texts are many while the right one is one (a Bayesian
/// reading of Dawid and Skene, Maximum likelihood estimation of observer error-rates, 1979, for open answers). The machine is a vote that counts as much as its confidence.
/// </summary>
/// <param name="Probability">Of the winner being the truth, 0..1; that nobody has said the truth yet is reckoned with.</param>
/// <param name="Answer">Null without votes that say something.</param>
public readonly record struct WeightedVerdict(Vote? Answer, double Probability)
{
    /// <summary>Ways to get a word wrong that a person is about equally likely to take.</summary>
    private const double WrongAnswers = 12;

    /// <summary>The engines are more confident than right.</summary>
    private const double MachineTrust = 0.9;

    /// <summary>Somebody who sees a right reading spoils it half as often as they misread on their own.</summary>
    private const double Spoils = 0.5;

    private const double Surest = 0.999;

    /// <param name="votes">Unsure ones say nothing.</param>
    /// <param name="machine">Null when there is no pre-label.</param>
    public static WeightedVerdict Of(IReadOnlyCollection<WeightedVote> votes, MachineVote? machine)
    {
        var said = votes.Where(v => v.Vote.Kind != AnswerKind.Unsure).ToList();
        if (said.Count == 0)
            return new(null, 0);
        var read = machine is { Text.Length: > 0 } m ? new Vote(AnswerKind.Transcribed, m.Text) : (Vote?)null;
        var trust = read is null ? 0 : Math.Clamp(machine!.Value.Confidence, 0, 1) * MachineTrust;
        var candidates = said.Select(v => v.Vote).Append(read ?? said[0].Vote).Distinct().ToList();
        double Prior(Vote truth) => truth == read ? trust : (1 - trust) / WrongAnswers;
        var weights = candidates.ToDictionary(c => c, c => Prior(c) * Likelihood(said, c, read));
        // the truth may be something nobody has said
        var unsaid = Math.Max(1, WrongAnswers - candidates.Count) * ((1 - trust) / WrongAnswers) * Likelihood(said, null, read);
        var winner = weights.MaxBy(w => w.Value);
        return new(winner.Key, winner.Value / (weights.Values.Sum() + unsaid));
    }

    private static double Likelihood(List<WeightedVote> votes, Vote? truth, Vote? read) => votes.Aggregate(1.0, (product, vote) => product * Chance(vote, truth, read));

    /// <summary>That this worker gives this answer if <paramref name="truth"/> (null: something nobody has said) is right.</summary>
    private static double Chance(WeightedVote vote, Vote? truth, Vote? read)
    {
        var accuracy = Math.Min(vote.Skill.Accuracy, Surest);
        var caught = Math.Min(vote.Skill.Caught, Surest);
        if (!vote.SawPreLabel || read is null)
            return vote.Vote == truth ? accuracy : (1 - accuracy) / WrongAnswers;
        if (truth == read)
            return vote.Vote == read ? 1 - Spoils * (1 - accuracy) : Spoils * (1 - accuracy) / WrongAnswers;
        if (vote.Vote == read)
            return 1 - caught;
        return caught * (vote.Vote == truth ? accuracy : (1 - accuracy) / WrongAnswers);
    }
}
