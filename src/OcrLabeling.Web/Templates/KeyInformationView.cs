using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Labeling.Cards;

namespace OcrLabeling.Web.Templates;

internal sealed class KeyInformationView : TemplateView
{
    public override Template Id => Template.KeyInformation;

    public override string Label => "Key information";

    public override string Advice => "For each field, click its words on the page and check the text. Leave a field empty if the document does not say it.";

    public override string Tagline => "Each page becomes a card with fields to be found on it: vendor, date, total. Each value has its text and the boxes of its words.";

    public override string ConsensusRule =>
        "Ground truth field by field: the text more than half of the answers asked for give, or that the document does not say it; of their boxes, those more than half have, each side at the median. Resolved when every field is.";

    public override string GoldRule => "An answer to a gold task is right when every field has the text of the truth, with boxes of an F1 of 0.8.";

    public override Type Card => typeof(KeyInformationCard);

    public override CardLayout Layout => CardLayout.Wide;

    public override bool HasShapes => true;

    public override Dictionary<string, object> CardParameters(string formJson) => new() { [nameof(KeyInformationCard.Form)] = LabelingTemplate.Of(Id).Form(formJson) };

    public override TemplateSettings NewSettings() => new KeyInformationSettings();

    /// <summary>Of what an engine read, how many words it is.</summary>
    public override string Describe(string text) => PageTextForm.Parse(text).Count switch { 0 => "No words", 1 => "1 word", var words => $"{words:N0} words" };

    public override RenderFragment? Show(string text) => text.Length == 0 || KeyInformationForm.IsReading(text) ? null : Draw<KeyValues>((nameof(KeyValues.Text), text));

    public override string PathOf(string text) => KeyInformationForm.IsReading(text) ? "" : PathOf(KeyInformationForm.Parse(text).SelectMany(f => f.Value?.Boxes ?? []));

    public override RenderFragment? Decision(AnnotatedTask task, string? imageUrl, EventCallback<Vote> onDecided) =>
        Draw<KeyInformationTruth>((nameof(KeyInformationTruth.Task), task), (nameof(KeyInformationTruth.OnDecided), onDecided));
}
