using System.Globalization;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Labeling.Cards;

namespace OcrLabeling.Web.Templates;

internal sealed class DocumentCornersView : TemplateView
{
    public override Template Id => Template.DocumentCorners;

    public override string Label => "Document corners";

    public override string Advice => "Drag the four corners onto the corners of the document.";

    public override string Tagline => "Each photograph becomes a card: where are the four corners of the document?";

    public override string ConsensusRule => "Ground truth: the median of each corner; resolved when more than half of the answers asked for lie within 2 % of the diagonal.";

    public override string GoldRule => "An answer to a gold task is right when its corners lie within 2 % of the diagonal of the truth.";

    public override Type Card => typeof(CornersCard);

    public override CardLayout Layout => CardLayout.Wide;

    public override bool HasShapes => true;

    public override string Describe(string text) => "Four corners";

    public override string PathOf(string text) => "M" + string.Join('L', CornersForm.Parse(text).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.X} {c.Y}"))) + "Z";
}
