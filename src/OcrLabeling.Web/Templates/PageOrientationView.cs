using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Labeling.Cards;

namespace OcrLabeling.Web.Templates;

internal sealed class PageOrientationView : TemplateView
{
    public override Template Id => Template.PageOrientation;

    public override string Label => "Page orientation";

    public override string Advice => "Press the arrow that points to the top of the page. The page turns upright and the next one appears.";

    public override string Tagline => "Each page becomes a card: which way is up? One key a page.";

    public override Type Card => typeof(OrientationCard);

    public override CardLayout Layout => CardLayout.Thumbnails;

    public override string Describe(string text) => text == "0" ? "Stands upright" : $"Turn by {text}° clockwise";

    public override string? DegreesOf(string? text) => text;
}
