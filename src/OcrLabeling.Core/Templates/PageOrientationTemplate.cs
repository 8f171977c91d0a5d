using System.Globalization;

namespace OcrLabeling.Core.Templates;

/// <summary>Which way is up? Answered by the quarter turns that make the page upright.</summary>
internal sealed class PageOrientationTemplate : LabelingTemplate
{
    private const int QuarterTurn = 90;

    private static readonly OrientationForm form = new();
    private static readonly string[] turns = ["0", "90", "180", "270"];

    public override Template Id => Template.PageOrientation;

    public override TruthKind Truth => TruthKind.Label;

    public override int CardsPerPage => 10;

    public override long CardCeiling => 60_000;

    public override bool IsExact => true;

    // enough to see which way the text runs; ten of them are fetched at once
    public override int? MaxImageSide => 900;

    public override AnswerForm? CreateForm(string settingsJson, out string? fault)
    {
        fault = null;
        return form;
    }

    public override IReadOnlyList<string> PossibleTruths(string settingsJson) => turns;

    /// <summary>Turned another way.</summary>
    protected override string? CorruptOnce(AnswerForm form, string text, PixelSize image, Random random, string? preLabel) =>
        ((int.Parse(text, CultureInfo.InvariantCulture) + QuarterTurn * random.Next(1, 4)) % 360).ToString(CultureInfo.InvariantCulture);
}
