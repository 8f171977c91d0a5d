using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Review;

/// <summary>One of the answers a task got, with those who gave it.</summary>
/// <param name="Voters">In the order of submission; empty when only the machine says so.</param>
/// <param name="IsMachine">The machine says so too.</param>
public sealed record Candidate(Vote Vote, IReadOnlyList<Annotation> Voters, bool IsMachine)
{
    /// <summary>What may be the truth of the task: most given first, then what the machine reads; where few truths are possible, all of them.</summary>
    public static IReadOnlyList<Candidate> Of(AnnotatedTask task)
    {
        var template = LabelingTemplate.Of(task.Template);
        var machine = task.PreLabelText is { Length: > 0 } preLabel && template.AsAnswer(preLabel) is { } read ? new Vote(template.Main, read) : (Vote?)null;
        var said = task.Answers.Where(a => a.Kind != AnswerKind.Unsure && !a.PredatesTurn && a is not { Kind: AnswerKind.Transcribed, Text: "" })
            .GroupBy(a => new Vote(a.Kind, a.Text)).OrderByDescending(g => g.Count(a => !a.IsSurplus)).ToList();
        var others = template.PossibleTruths(task.FormJson).Select(truth => new Vote(template.Main, truth))
            .Concat(machine is { } alone ? [alone] : []).Distinct().Where(vote => said.TrueForAll(g => g.Key != vote));
        return [.. said.Select(g => new Candidate(g.Key, [.. g], g.Key == machine)), .. others.Select(vote => new Candidate(vote, [], vote == machine))];
    }
}
