namespace OcrLabeling.Core.Templates;

/// <summary>Where is the document in the photograph? Answered by its four corners.</summary>
internal sealed class DocumentCornersTemplate : LabelingTemplate
{
    /// <summary>Corners agree up to this share of the diagonal of the truth's bounding box.</summary>
    private const double AgreesWithin = 0.02;

    private static readonly CornersForm form = new();

    public override Template Id => Template.DocumentCorners;

    public override TruthKind Truth => TruthKind.Label;

    public override long CardCeiling => 2 * 60_000;

    public override AnswerForm? CreateForm(string settingsJson, out string? fault)
    {
        fault = null;
        return form;
    }

    public override Verdict Decide(IReadOnlyCollection<Vote> votes, int overlap) => DrawnVerdict.Of(votes, overlap, Between, IsNear);

    public override double? CornerOverlap(string first, string second) => CornerAgreement.IntersectionOverUnion(CornersForm.Parse(first), CornersForm.Parse(second));

    protected override bool IsNear(string truth, string answer)
    {
        var wanted = CornersForm.Parse(truth);
        var diagonal = double.Hypot(wanted.Max(c => c.X) - wanted.Min(c => c.X), wanted.Max(c => c.Y) - wanted.Min(c => c.Y));
        return CornersForm.Distance(wanted, CornersForm.Parse(answer)) <= AgreesWithin * diagonal;
    }

    /// <summary>A corner moved.</summary>
    protected override string? CorruptOnce(AnswerForm form, string text, PixelSize image, Random random, string? preLabel)
    {
        var corners = CornersForm.Parse(text).ToList();
        var at = random.Next(corners.Count);
        var (x, y) = (corners.Average(c => c.X), corners.Average(c => c.Y));
        var share = 0.15 + 0.15 * random.NextDouble();
        corners[at] = ((int)Math.Round(corners[at].X + share * (x - corners[at].X)), (int)Math.Round(corners[at].Y + share * (y - corners[at].Y)));
        return CornersForm.Write(corners);
    }

    private static string Between(IReadOnlyList<string> drawings)
    {
        var corners = drawings.Select(CornersForm.Parse).ToList();
        return CornersForm.Write(Enumerable.Range(0, 4).Select(i => (DrawnVerdict.Median(corners.Select(c => c[i].X)), DrawnVerdict.Median(corners.Select(c => c[i].Y)))));
    }
}
