namespace OcrLabeling.Core.Templates;

/// <summary>Where are the words? Answered by boxes.</summary>
internal sealed class RectSelectTemplate : LabelingTemplate
{
    public override Template Id => Template.RectSelect;

    public override TruthKind Truth => TruthKind.Label;

    public override long CardCeiling => 10 * 60_000;

    protected override string SettingsOfImported => BoxesForm.EveryWord;

    public override AnswerForm? CreateForm(string settingsJson, out string? fault) => BoxesForm.Create(settingsJson, out fault);

    public override Verdict Decide(IReadOnlyCollection<Vote> votes, int overlap) => DrawnVerdict.Of(votes, overlap, DrawnBoxes.Between, DrawnBoxes.Agree);

    public override double? BoxOverlap(string first, string second) => BoxAgreement.MeanIntersectionOverUnion(BoxesForm.Parse(first), BoxesForm.Parse(second));

    protected override bool IsNear(string truth, string answer) => DrawnBoxes.Agree(truth, answer);

    protected override bool IsPutRight(string truth, string begun, string answer) => DrawnBoxes.ArePutRight(truth, begun, answer);

    protected override bool LeavesNothingWrong(string truth, string begun, string answer) => GoldParts.OfBoxes(truth, begun, answer).IsPutRight;

    /// <summary>Boxes shifted or, where any number is asked for, missing.</summary>
    protected override string? CorruptOnce(AnswerForm form, string text, PixelSize image, Random random, string? preLabel) =>
        DrawnBoxes.Corrupt([.. BoxesForm.Parse(text)], ((BoxesForm)form).Words == 0, image, random);
}
