namespace OcrLabeling.Core.Templates;

/// <summary>What does this word say? Answered by its text, or by a flag that says why there is none.</summary>
internal sealed class WordTranscriptionTemplate : LabelingTemplate
{
    private static readonly TranscriptionForm form = new();

    public override Template Id => Template.WordTranscription;

    public override TruthKind Truth => TruthKind.Text;

    public override CardImage Shows => CardImage.Word;

    public override int CardsPerPage => 10;

    public override long CardCeiling => 60_000;

    public override bool IsExact => true;

    public override bool MayBeginBlank => true;

    public override string ImagePath => "crops/word";

    public override AnswerKind Main => form.Main;

    public override IReadOnlyList<AnswerKind> Flags => form.Flags;

    public override AnswerForm? CreateForm(string settingsJson, out string? fault)
    {
        fault = null;
        return form;
    }

    public override Verdict DecideWeighted(IReadOnlyCollection<WeightedVote> votes, MachineVote? machine, double accept, int overlap, int mostAnswers) =>
        Verdict.Weighted(votes, machine, accept, overlap, mostAnswers);

    public override string? Corrupt(AnswerForm form, string truth, PixelSize image, Random random, string? preLabel = null) => PreLabelCorruption.Of(truth, random);
}
