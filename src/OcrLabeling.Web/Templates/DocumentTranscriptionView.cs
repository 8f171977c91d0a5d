using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Labeling.Cards;
using OcrLabeling.Web.Quality;

namespace OcrLabeling.Web.Templates;

internal sealed class DocumentTranscriptionView : TemplateView
{
    public override Template Id => Template.DocumentTranscription;

    public override string Label => "Document transcription";

    public override string Advice => "Correct the text and the box of every word. Add missing words and delete boxes without a word. Press Enter for the next word.";

    public override string Tagline => "Each page becomes a card with the words the machine read: texts, boxes and reading order are put right.";

    public override string ConsensusRule =>
        "Ground truth word by word: at each place the text, or nothing, that more than half of the answers asked for give. A page with a word that has no such majority is disputed; unanimous means equal in every word.";

    public override string GoldRule =>
        "An answer to a gold task is right from a word F1 of 0.9 against the truth. On a page that began with wrong words, each of these must be put right, however long the page is; one other word may differ.";

    public override Type Card => typeof(PageTextCard);

    public override CardLayout Layout => CardLayout.Wide;

    public override bool HasShapes => true;

    public override string Describe(string text) => PageTextForm.Parse(text).Count switch { 0 => "No words", 1 => "1 word", var words => $"{words:N0} words" };

    public override string PathOf(string text) => PathOf(PageTextForm.Parse(text).Select(w => w.Pixels));

    public override IReadOnlyList<DiffPart>? Difference(string reference, string text) => CharacterDiff.OfWords(PageTextForm.PlainText(reference), PageTextForm.PlainText(text));

    public override string? OpenParts(AnnotatedTask task) =>
        PageTextForm.Write(DisputedWords.DisputesOf(task).Select(d => new PageWord("?", [d.Box.Left, d.Box.Top, d.Box.Right, d.Box.Bottom], 0)));

    public override RenderFragment? Decision(AnnotatedTask task, string? imageUrl, EventCallback<Vote> onDecided) => imageUrl is null ? null
        : Draw<DisputedWords>((nameof(DisputedWords.Task), task), (nameof(DisputedWords.ImageUrl), imageUrl), (nameof(DisputedWords.OnDecided), onDecided));
}
