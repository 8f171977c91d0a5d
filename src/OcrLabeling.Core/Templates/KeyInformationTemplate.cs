using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>What does the document say about these things, and where? Answered by named fields, each with its text and the boxes of its words.</summary>
internal sealed class KeyInformationTemplate : LabelingTemplate
{
    public override Template Id => Template.KeyInformation;

    public override TruthKind Truth => TruthKind.Label;

    public override long CardCeiling => 10 * 60_000;

    public override bool BeginsWithWords => true;

    public override AnswerForm? CreateForm(string settingsJson, out string? fault) => KeyInformationForm.Create(settingsJson, out fault);

    public override string? FaultOfImported(JsonElement value, PixelSize image)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.EnumerateObject().Any())
            return "value: an object with the fields is needed";
        // the fields of the batch are not known; each must be what a field can be
        var names = value.EnumerateObject().Select(f => f.Name).ToList();
        if (CreateForm(KeyInformationForm.WriteSettings(names), out var fault) is { } form)
            form.Read(Main, value.GetRawText(), image, out fault);
        return fault is null ? null : $"value: {fault}";
    }

    /// <summary>The words that an engine read are offered, and say nothing of the fields.</summary>
    public override string? AsAnswer(string preLabel) => null;

    /// <summary>Field by field: the text more than half of the answers asked for give, or that the document does not say it, and the boxes those have in common. Resolved when every field is.</summary>
    public override Verdict Decide(IReadOnlyCollection<Vote> votes, int overlap)
    {
        if (!DrawnVerdict.IsDrawn(votes))
            return Verdict.Of(votes, overlap);
        var answers = votes.Where(v => v.Kind == AnswerKind.Labeled).Select(v => KeyInformationForm.Parse(v.Text!)).ToList();
        var asked = Math.Max(overlap, votes.Count);
        var fields = answers[0].Select(field => (field.Name, Truth: TruthOf(answers.ConvertAll(answer => ValueOf(answer, field.Name))))).ToList();
        var agreeing = fields.Min(f => f.Truth.Agreeing);
        var outcome = agreeing * 2 > asked ? VerdictOutcome.Resolved : votes.Count >= asked ? VerdictOutcome.Disputed : VerdictOutcome.Waiting;
        return new Verdict(outcome, AnswerKind.Labeled, KeyInformationForm.Write(fields.Select(f => (f.Name, f.Truth.Value))), votes.Count, agreeing);
    }

    /// <summary>Mean of the fields in which either has boxes; null without one.</summary>
    public override double? BoxOverlap(string first, string second) =>
        KeyInformationForm.Parse(first).Join(KeyInformationForm.Parse(second), f => f.Name, f => f.Name, (one, other) => (One: one.Value?.Boxes ?? [], Other: other.Value?.Boxes ?? []))
            .Where(f => f.One.Count + f.Other.Count > 0).Average(f => (double?)BoxAgreement.MeanIntersectionOverUnion(f.One, f.Other));

    /// <summary>The same text in every field, at the same places.</summary>
    protected override bool IsNear(string truth, string answer)
    {
        var said = KeyInformationForm.Parse(answer);
        return KeyInformationForm.Parse(truth).All(field => Agree(field.Value, ValueOf(said, field.Name)));
    }

    private static (KeyValue? Value, int Agreeing) TruthOf(List<KeyValue?> values)
    {
        var winners = values.GroupBy(v => v?.Text).MaxBy(g => g.Count())!.ToList();
        if (winners[0] is not { Text: var text })
            return (null, winners.Count);
        var between = BoxesForm.Parse(DrawnBoxes.Between([.. winners.Select(w => BoxesForm.Write(w!.Boxes))]));
        // where no box is common to most, one answer's are better than none
        var truth = new KeyValue(text, between.Count > 0 ? between : winners[0]!.Boxes);
        return (truth, winners.Count(w => Agree(truth, w)));
    }

    private static bool Agree(KeyValue? truth, KeyValue? value) =>
        truth?.Text == value?.Text && (truth is null || DrawnBoxes.Agree(BoxesForm.Write(truth.Boxes), BoxesForm.Write(value!.Boxes)));

    private static KeyValue? ValueOf(IReadOnlyList<(string Name, KeyValue? Value)> answer, string name) => answer.FirstOrDefault(f => f.Name == name).Value;
}
