namespace OcrLabeling.Core.Templates;

/// <summary>
/// Consensus of drawn answers. The truth lies in the middle of them; an answer agrees when it is near enough to that, and the truth is resolved when more than
/// half of the N asked for agree. Flags are votes against every drawing.
/// </summary>
public static class ShapeVerdict
{
    /// <summary>An answer of boxes agrees from this F1 against the truth on (pairs at an overlap of one half).</summary>
    public const double AgreesFromF1 = 0.8;

    /// <summary>A gold page is answered right from this F1 on (pairs at an overlap of one half with equal text): one slip on a page of a hundred words is no missed gold task. Words that began wrong must be put right all the same, see <see cref="GoldVerdict"/>; truth is not taken so, see <see cref="PageVerdict"/>.</summary>
    public const double PageAgreesFromF1 = 0.9;

    /// <summary>Corners agree up to this share of the diagonal of the truth's bounding box.</summary>
    public const double CornersAgreeWithin = 0.02;

    /// <summary>Whether the template has a rule of its own; every other one takes <see cref="Verdict.Of"/>.</summary>
    public static Verdict Of(Template template, IReadOnlyCollection<Vote> votes, int overlap) => template switch
    {
        Template.RectSelect => Of(votes, overlap, BoxesBetween, BoxesAgree),
        Template.DocumentCorners => Of(votes, overlap, CornersBetween, CornersAgree),
        Template.DocumentTranscription => IsDrawn(votes) ? PageVerdict.Of(votes, overlap) : Verdict.Of(votes, overlap),
        Template.Custom => CustomVerdict.Of(votes, overlap) ?? Verdict.Of(votes, overlap),
        _ => Verdict.Of(votes, overlap),
    };

    /// <summary>Whether an answer is near enough to a truth that is known.</summary>
    public static bool Agrees(Template template, Vote truth, Vote answer) => (template, truth.Kind, answer.Kind) switch
    {
        (Template.RectSelect, AnswerKind.Labeled, AnswerKind.Labeled) => BoxesAgree(truth.Text!, answer.Text!),
        (Template.DocumentCorners, AnswerKind.Labeled, AnswerKind.Labeled) => CornersAgree(truth.Text!, answer.Text!),
        (Template.DocumentTranscription, AnswerKind.Labeled, AnswerKind.Labeled) => PagesAgree(truth.Text!, answer.Text!),
        (Template.Custom, AnswerKind.Labeled, AnswerKind.Labeled) => CustomVerdict.Agrees(truth.Text!, answer.Text!),
        _ => truth == answer,
    };

    /// <summary>Whether an answer is one of those that agree with a truth: near enough to it, a page equal.</summary>
    public static bool Says(Template template, Vote truth, Vote answer) => (template, truth.Kind, answer.Kind) is (Template.DocumentTranscription, AnswerKind.Labeled, AnswerKind.Labeled)
        ? PageVerdict.AreEqual(truth.Text!, answer.Text!)
        : Agrees(template, truth, answer);

    /// <summary>Whether the answers are drawings, two at least and more of them than flags.</summary>
    private static bool IsDrawn(IReadOnlyCollection<Vote> votes) => votes.Count(v => v.Kind == AnswerKind.Labeled) is > 1 and var drawings && drawings * 2 > votes.Count;

    private static Verdict Of(IReadOnlyCollection<Vote> votes, int overlap, Func<IReadOnlyList<string>, string> between, Func<string, string, bool> agree)
    {
        // what is said by flags, and by a single drawing, is said by counting
        if (!IsDrawn(votes))
            return Verdict.Of(votes, overlap);
        var drawings = votes.Where(v => v.Kind == AnswerKind.Labeled).Select(v => v.Text!).ToList();
        var truth = between(drawings);
        var agreeing = drawings.Count(d => agree(truth, d));
        var asked = Math.Max(overlap, votes.Count);
        var outcome = agreeing * 2 > asked ? VerdictOutcome.Resolved : votes.Count >= asked ? VerdictOutcome.Disputed : VerdictOutcome.Waiting;
        return new Verdict(outcome, AnswerKind.Labeled, truth, votes.Count, agreeing);
    }

    /// <summary>Boxes that more than half of the answers have, each side at the median.</summary>
    internal static string BoxesBetween(IReadOnlyList<string> drawings) =>
        BoxesForm.Write(Common([.. drawings.Select(BoxesForm.Parse)], box => box).Select(group => MedianBox(group)));

    /// <summary>What lies at the same place in more than half of the answers, each as the group of those that have it.</summary>
    private static IEnumerable<List<T>> Common<T>(IReadOnlyList<IReadOnlyList<T>> answers, Func<T, PixelBox> boxOf)
    {
        var groups = new List<List<T>>();
        foreach (var parts in answers)
        {
            var pairs = PixelBox.Pair([.. groups.Select(g => boxOf(g[0]))], [.. parts.Select(boxOf)]);
            foreach (var (group, part) in pairs)
                groups[group].Add(parts[part]);
            groups.AddRange(parts.Where((_, i) => pairs.All(p => p.Second != i)).Select(p => new List<T> { p }));
        }
        return groups.Where(g => g.Count * 2 > answers.Count);
    }

    private static PixelBox MedianBox(IEnumerable<PixelBox> boxes)
    {
        var all = boxes.ToList();
        return new(Median(all.Select(b => b.Left)), Median(all.Select(b => b.Top)), Median(all.Select(b => b.Right)), Median(all.Select(b => b.Bottom)));
    }

    private static bool PagesAgree(string truth, string drawing)
    {
        var (wanted, said) = (PageTextForm.Parse(truth), PageTextForm.Parse(drawing));
        return wanted.Count + said.Count == 0 || 2.0 * PageTextForm.EqualWords(wanted, said) / (wanted.Count + said.Count) >= PageAgreesFromF1;
    }

    private static bool BoxesAgree(string truth, string drawing)
    {
        var (wanted, drawn) = (BoxesForm.Parse(truth), BoxesForm.Parse(drawing));
        return wanted.Count > 0 && 2.0 * PixelBox.Pair(wanted, drawn).Count / (wanted.Count + drawn.Count) >= AgreesFromF1;
    }

    private static string CornersBetween(IReadOnlyList<string> drawings)
    {
        var corners = drawings.Select(CornersForm.Parse).ToList();
        return CornersForm.Write(Enumerable.Range(0, 4).Select(i => (Median(corners.Select(c => c[i].X)), Median(corners.Select(c => c[i].Y)))));
    }

    private static bool CornersAgree(string truth, string drawing)
    {
        var wanted = CornersForm.Parse(truth);
        var diagonal = double.Hypot(wanted.Max(c => c.X) - wanted.Min(c => c.X), wanted.Max(c => c.Y) - wanted.Min(c => c.Y));
        return CornersForm.Distance(wanted, CornersForm.Parse(drawing)) <= CornersAgreeWithin * diagonal;
    }

    /// <summary>Of an even number the mean of the middle two, rounded down.</summary>
    internal static int Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
