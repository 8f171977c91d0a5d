using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Labeling.Forms;

namespace OcrLabeling.Core.Quality;

/// <summary>
/// Consensus of drawn answers. The truth lies in the middle of them; an answer agrees when it is near enough to that, and the truth is resolved when more than
/// half of the N asked for agree. Flags are votes against every drawing.
/// </summary>
public static class ShapeVerdict
{
    /// <summary>An answer of boxes agrees from this F1 against the truth on (pairs at an overlap of one half).</summary>
    public const double AgreesFromF1 = 0.8;

    /// <summary>Corners agree up to this share of the diagonal of the truth's bounding box.</summary>
    public const double CornersAgreeWithin = 0.02;

    /// <summary>Whether the template has a rule of its own; every other one takes <see cref="Verdict.Of"/>.</summary>
    public static Verdict Of(Template template, IReadOnlyCollection<Vote> votes, int overlap) => template switch
    {
        Template.RectSelect => Of(votes, overlap, BoxesBetween, BoxesAgree),
        Template.DocumentCorners => Of(votes, overlap, CornersBetween, CornersAgree),
        _ => Verdict.Of(votes, overlap),
    };

    /// <summary>Whether an answer says what the truth says.</summary>
    public static bool Agrees(Template template, Vote truth, Vote answer) => (template, truth.Kind, answer.Kind) switch
    {
        (Template.RectSelect, AnswerKind.Labeled, AnswerKind.Labeled) => BoxesAgree(truth.Text!, answer.Text!),
        (Template.DocumentCorners, AnswerKind.Labeled, AnswerKind.Labeled) => CornersAgree(truth.Text!, answer.Text!),
        _ => truth == answer,
    };

    private static Verdict Of(IReadOnlyCollection<Vote> votes, int overlap, Func<IReadOnlyList<string>, string> between, Func<string, string, bool> agree)
    {
        // what is said by flags, and by a single drawing, is said by counting
        var drawings = votes.Where(v => v.Kind == AnswerKind.Labeled).Select(v => v.Text!).ToList();
        var byCount = Verdict.Of(votes, overlap);
        if (drawings.Count < 2 || drawings.Count * 2 <= votes.Count)
            return byCount;
        var truth = between(drawings);
        var agreeing = drawings.Count(d => agree(truth, d));
        var asked = Math.Max(overlap, votes.Count);
        var outcome = agreeing * 2 > asked ? VerdictOutcome.Resolved : votes.Count >= asked ? VerdictOutcome.Disputed : VerdictOutcome.Waiting;
        return new Verdict(outcome, AnswerKind.Labeled, truth, votes.Count, agreeing);
    }

    /// <summary>Boxes that more than half of the answers have, each side at the median.</summary>
    private static string BoxesBetween(IReadOnlyList<string> drawings)
    {
        var groups = new List<List<PixelBox>>();
        foreach (var boxes in drawings.Select(BoxesForm.Parse))
        {
            var pairs = PixelBox.Pair([.. groups.Select(g => g[0])], boxes);
            foreach (var (group, box) in pairs)
                groups[group].Add(boxes[box]);
            groups.AddRange(boxes.Where((_, i) => pairs.All(p => p.Second != i)).Select(b => new List<PixelBox> { b }));
        }
        return BoxesForm.Write(groups.Where(g => g.Count * 2 > drawings.Count).Select(g => new PixelBox(
            Median(g.Select(b => b.Left)), Median(g.Select(b => b.Top)), Median(g.Select(b => b.Right)), Median(g.Select(b => b.Bottom)))));
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
    private static int Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
