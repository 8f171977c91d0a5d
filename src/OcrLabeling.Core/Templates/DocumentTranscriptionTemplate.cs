namespace OcrLabeling.Core.Templates;

/// <summary>What does the page say? Answered by its words with their boxes, in reading order.</summary>
internal sealed class DocumentTranscriptionTemplate : LabelingTemplate
{
    /// <summary>
    /// A gold page is answered right from this F1 on (pairs at an overlap of one half with equal text): one slip on a page of a hundred words is no missed gold task. Truth is not taken so, see
    /// <see cref="PageVerdict"/>.
    /// </summary>
    private const double AgreesFromF1 = 0.9;

    private const int WordsPerFault = 100;

    private static readonly PageTextForm form = new();

    public override Template Id => Template.DocumentTranscription;

    public override TruthKind Truth => TruthKind.Page;

    public override long CardCeiling => 60 * 60_000;

    public override bool BeginsWithWords => true;

    public override AnswerForm? CreateForm(string settingsJson, out string? fault)
    {
        fault = null;
        return form;
    }

    /// <summary>The machine's words carry its confidence.</summary>
    public override string? AsAnswer(string preLabel) => PageTextForm.Write(PageTextForm.Parse(preLabel).Select(w => w with { Confidence = null }));

    public override Verdict Decide(IReadOnlyCollection<Vote> votes, int overlap) => DrawnVerdict.IsDrawn(votes) ? PageVerdict.Of(votes, overlap) : Verdict.Of(votes, overlap);

    public override double? BoxOverlap(string first, string second)
    {
        return BoxAgreement.MeanIntersectionOverUnion(Boxes(first), Boxes(second));

        static IReadOnlyList<PixelBox> Boxes(string page) => [.. PageTextForm.Parse(page).Select(w => w.Pixels)];
    }

    protected override bool IsNear(string truth, string answer)
    {
        var (wanted, said) = (PageTextForm.Parse(truth), PageTextForm.Parse(answer));
        return wanted.Count + said.Count == 0 || 2.0 * PageTextForm.EqualWords(wanted, said) / (wanted.Count + said.Count) >= AgreesFromF1;
    }

    protected override bool IsSame(string truth, string answer) => PageVerdict.AreEqual(truth, answer);

    protected override bool IsPutRight(string truth, string begun, string answer) =>
        GoldParts.OfWords(truth, begun, answer) is var words && words.IsPutRight && (words.HasFewSlips || IsNear(truth, answer));

    protected override bool LeavesNothingWrong(string truth, string begun, string answer) => GoldParts.OfWords(truth, begun, answer).IsPutRight;

    /// <summary>Words misread or missing; few, for a page that is wrong all over is told from those the machine read.</summary>
    protected override string? CorruptOnce(AnswerForm form, string text, PixelSize image, Random random, string? preLabel)
    {
        var words = PageTextForm.Parse(text).ToList();
        if (words.Count == 0)
            return null;
        for (var i = 0; i <= words.Count / WordsPerFault; i++)
        {
            var at = random.Next(words.Count);
            if (words.Count > 1 && random.Next(5) == 0)
                words.RemoveAt(at);
            else
                words[at] = words[at] with { Text = PreLabelCorruption.Of(words[at].Text, random) };
        }
        return PageTextForm.Write(words);
    }
}
