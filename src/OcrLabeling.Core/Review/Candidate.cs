using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Review;

/// <summary>One of the answers a task got, with those who gave it.</summary>
/// <param name="Voters">In the order of submission; empty when only the machine says so.</param>
/// <param name="IsMachine">The machine says so too.</param>
public sealed record Candidate(Vote Vote, IReadOnlyList<Annotation> Voters, bool IsMachine)
{
    private static readonly string[] orientations = ["0", "90", "180", "270"];

    /// <summary>What may be the truth of the task: most given first, then what the machine reads; of an orientation all four.</summary>
    public static IReadOnlyList<Candidate> Of(AnnotatedTask task)
    {
        var machine = string.IsNullOrEmpty(task.PreLabelText) ? (Vote?)null : new Vote(AnswerForm.MainOf(task.Template), AsSaid(task.Template, task.PreLabelText));
        var said = task.Answers.Where(a => a.Kind != AnswerKind.Unsure && !a.PredatesTurn && a is not { Kind: AnswerKind.Transcribed, Text: "" })
            .GroupBy(a => new Vote(a.Kind, a.Text)).OrderByDescending(g => g.Count(a => !a.IsSurplus)).ToList();
        var others = (task.Template == Template.PageOrientation ? orientations.Select(degrees => new Vote(AnswerKind.Labeled, degrees)) : [])
            .Concat(machine is { } read ? [read] : []).Distinct().Where(vote => said.TrueForAll(g => g.Key != vote));
        return [.. said.Select(g => new Candidate(g.Key, [.. g], g.Key == machine)), .. others.Select(vote => new Candidate(vote, [], vote == machine))];
    }

    /// <summary>As somebody writes who takes it as it is: the machine's words of a page carry its confidence.</summary>
    private static string AsSaid(Template template, string preLabel) =>
        template == Template.DocumentTranscription ? PageTextForm.Write(PageTextForm.Parse(preLabel).Select(w => w with { Confidence = null })) : preLabel;
}
