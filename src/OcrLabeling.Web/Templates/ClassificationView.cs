using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Labeling.Cards;

namespace OcrLabeling.Web.Templates;

internal sealed class ClassificationView : TemplateView
{
    public override Template Id => Template.Classification;

    public override string Label => "Classification";

    public override string Advice => "Choose the label that fits the image. Each label has a key.";

    public override string Tagline => "Each page or word becomes a card: which label fits, or which of several? One key a label.";

    public override string ConsensusRule =>
        "Ground truth by strict majority: the label more than half of the answers asked for name. Where several may apply, label by label; resolved when every label has more than half for it or against it.";

    public override Type Card => typeof(ClassificationCard);

    public override CardLayout Layout => CardLayout.Thumbnails;

    public override Dictionary<string, object> CardParameters(string formJson) => new() { [nameof(ClassificationCard.Form)] = LabelingTemplate.Of(Id).Form(formJson) };

    public override TemplateSettings NewSettings() => new ClassificationSettings();

    public override string Describe(string text) => ClassificationForm.Parse(text) is { Count: > 0 } labels ? string.Join(", ", labels) : "No label applies";

    public override RenderFragment? Decision(AnnotatedTask task, string? imageUrl, EventCallback<Vote> onDecided) =>
        ClassificationForm.Create(task.FormJson, out _) is { Several: true } form
            ? Draw<LabelsTruth>((nameof(LabelsTruth.Form), form), (nameof(LabelsTruth.Task), task), (nameof(LabelsTruth.OnDecided), onDecided)) : null;
}
