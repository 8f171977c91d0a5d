using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>What kind of page, or word, is it? Answered by one label of a list, or by all that apply.</summary>
internal sealed class ClassificationTemplate : LabelingTemplate
{
    public override Template Id => Template.Classification;

    public override TruthKind Truth => TruthKind.Label;

    public override CardImage Shows => CardImage.WordOrPage;

    public override int CardsPerPage => 10;

    public override long CardCeiling => 60_000;

    public override bool IsExact => true;

    public override string ImagePath => "images/card";

    public override AnswerForm? CreateForm(string settingsJson, out string? fault) => ClassificationForm.Create(settingsJson, out fault);

    public override IReadOnlyList<string> PossibleTruths(string settingsJson) =>
        ClassificationForm.Create(settingsJson, out _) is { Several: false } form ? [.. form.Labels.Select(label => ClassificationForm.Write([label]))] : [];

    public override string? FaultOfImported(JsonElement value, PixelSize image) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(label => label.ValueKind == JsonValueKind.String && label.GetString() is not null) ? null : "value: labels in [] are needed";

    /// <summary>
    /// Where each answer names one label, the label that more than half of the answers asked for name. Otherwise label by label: those that more than half name, resolved when every label has
    /// more than half for it or against it. That nothing applies is a truth only where more than half say so.
    /// </summary>
    public override Verdict Decide(IReadOnlyCollection<Vote> votes, int overlap)
    {
        var said = votes.Where(v => v.Kind == AnswerKind.Labeled).Select(v => ClassificationForm.Parse(v.Text!)).ToList();
        if (said.TrueForAll(labels => labels.Count == 1) || said.Count * 2 <= votes.Count)
            return Verdict.Of(votes, overlap);
        var asked = Math.Max(overlap, votes.Count);
        // in the order in which somebody wrote them, which is that of the settings
        var named = said.SelectMany(labels => labels).Distinct().Select(label => (Label: label, Votes: said.Count(labels => labels.Contains(label)))).ToList();
        var truth = ClassificationForm.Write(InOrder(said, [.. named.Where(n => n.Votes * 2 > asked).Select(n => n.Label)]));
        var isSettled = named.TrueForAll(n => n.Votes * 2 > asked || (said.Count - n.Votes) * 2 > asked) && (truth != "[]" || said.Count(labels => labels.Count == 0) * 2 > asked);
        var agreeing = votes.Count(v => v.Kind == AnswerKind.Labeled && v.Text == truth);
        if (isSettled)
            return new Verdict(VerdictOutcome.Resolved, AnswerKind.Labeled, truth, votes.Count, agreeing);
        // of an open task, the largest group that says the same
        var counted = Verdict.Of(votes, overlap);
        return counted with { Outcome = votes.Count >= asked ? VerdictOutcome.Disputed : VerdictOutcome.Waiting };
    }

    public override Verdict DecideWeighted(IReadOnlyCollection<WeightedVote> votes, MachineVote? machine, double accept, int overlap, int mostAnswers) =>
        Verdict.Weighted([.. votes.Select(v => v with { SawPreLabel = false })], null, accept, overlap, mostAnswers);

    /// <summary>Another label; where several may apply, one more or one less.</summary>
    protected override string? CorruptOnce(AnswerForm form, string text, PixelSize image, Random random, string? preLabel)
    {
        var (labels, several) = (((ClassificationForm)form).Labels, ((ClassificationForm)form).Several);
        var said = ClassificationForm.Parse(text).ToHashSet();
        var other = labels.Where(label => several || !said.Contains(label)).ElementAt(random.Next(several ? labels.Count : labels.Count - 1));
        if (!several)
            return ClassificationForm.Write([other]);
        if (!said.Remove(other))
            said.Add(other);
        return ClassificationForm.Write(labels.Where(said.Contains));
    }

    /// <summary>As the answers order them: a label stands behind those that stand before it in any answer.</summary>
    private static IEnumerable<string> InOrder(List<IReadOnlyList<string>> said, HashSet<string> labels)
    {
        var left = said.SelectMany(s => s).Distinct().Where(labels.Contains).ToList();
        while (left.Count > 0)
        {
            var next = left.Find(label => left.TrueForAll(other => other == label || !said.Exists(s => s.Contains(label) && s.TakeWhile(l => l != label).Contains(other)))) ?? left[0];
            left.Remove(next);
            yield return next;
        }
    }
}
