using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Labeling.Cards;

namespace OcrLabeling.Web.Templates;

internal sealed class RectSelectView : TemplateView
{
    public override Template Id => Template.RectSelect;

    public override string Label => "Rectangle select";

    public override string Advice => "Click each word, or drag a box around it. The box snaps to the ink.";

    public override string Tagline => "Each page becomes a card: where are its words? Boxes snap to the ink.";

    public override string ConsensusRule =>
        "Ground truth: the boxes more than half of the answers have (overlap of one half), each side at the median; resolved when more than half of the answers asked for agree with it (F1 of 0.8).";

    public override string GoldRule =>
        "An answer to a gold task is right from a box F1 of 0.8 against the truth. Where it began with wrong boxes, each of these must be put right; one other box may differ.";

    public override Type Card => typeof(RectSelectCard);

    public override CardLayout Layout => CardLayout.Wide;

    public override bool HasShapes => true;

    public override TemplateSettings NewSettings() => new RectSelectSettings();

    public override string Describe(string text) => BoxesForm.Parse(text) is [_] ? "1 box" : $"{BoxesForm.Parse(text).Count} boxes";

    public override string PathOf(string text) => PathOf(BoxesForm.Parse(text));
}
