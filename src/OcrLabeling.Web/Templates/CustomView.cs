using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Labeling.Cards;
using OcrLabeling.Web.Labeling.Forms;
using OcrLabeling.Web.Quality;

namespace OcrLabeling.Web.Templates;

internal sealed class CustomView : TemplateView
{
    public override Template Id => Template.Custom;

    public override string Label => "Custom";

    public override string Advice => "Fill in the fields of the card.";

    public override string Tagline => "Each page or word becomes a card with fields of your own: texts, choices, numbers, boxes.";

    public override string ConsensusRule =>
        "Ground truth field by field: the value more than half of the answers asked for give; of boxes, those more than half have, each side at the median. Resolved when every field is.";

    public override string GoldRule => "An answer to a gold task is right when every field is; boxes from an F1 of 0.8, and each box that began wrong must be put right.";

    public override Type Card => typeof(CustomCard);

    public override CardLayout Layout => CardLayout.Wide;

    public override bool HasShapes => true;

    public override Dictionary<string, object> CardParameters(string formJson) => new() { [nameof(CustomCard.Form)] = LabelingTemplate.Of(Id).Form(formJson) };

    public override TemplateSettings NewSettings() => new CustomSettings();

    public override RenderFragment? Show(string text) => Draw<CustomValues>((nameof(CustomValues.Text), text.Length == 0 ? "{}" : text));

    public override string PathOf(string text) => PathOf(CustomForm.Parse(text).SelectMany(f => CustomForm.BoxesOf(f.Value) ?? []));

    public override RenderFragment? Decision(AnnotatedTask task, string? imageUrl, EventCallback<Vote> onDecided) =>
        Draw<CustomTruth>((nameof(CustomTruth.Task), task), (nameof(CustomTruth.OnDecided), onDecided));

    private sealed class CustomSettings : TemplateSettings
    {
        private CustomFormEditing editing = new(CustomSchema.Examples[0].Json);

        public override string Json => editing.Json;

        public override string? Read(string formJson)
        {
            editing = new(CustomFormDraft.Read(formJson, isStored: true)?.ToJson() ?? formJson);
            // forms of the first release may hold instructions of their own
            return CustomForm.Create(formJson, out _)?.Instructions;
        }

        public override RenderFragment Editor(string? sample, RenderFragment faults) => builder =>
        {
            builder.AddContent(0, Draw<CustomFormEditor>((nameof(CustomFormEditor.Editing), editing), (nameof(CustomFormEditor.Sample), sample)));
            builder.AddContent(1, faults);
        };
    }
}
