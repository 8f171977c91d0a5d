using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Labeling.Cards;

namespace OcrLabeling.Web.Templates;

internal sealed class WordTranscriptionView : TemplateView
{
    public override Template Id => Template.WordTranscription;

    public override string Label => "Word transcription";

    public override string Advice => "Type exactly what the image shows, including capitals, punctuation and accents. If you cannot type it, choose a reason.";

    public override string Tagline => "Each word becomes a card: what does it say?";

    public override string ConsensusRule => "Ground truth by strict majority: an answer wins when more than half of the answers asked for agree to the letter.";

    public override string GoldRule => "An answer to a gold task is right when it is equal to the truth, to the letter.";

    public override Type Card => typeof(WordCard);

    public override IReadOnlyList<DiffPart>? Difference(string reference, string text) => text.Length == 0 ? null : CharacterDiff.Of(reference, text);
}
