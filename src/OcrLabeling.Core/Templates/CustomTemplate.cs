using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>A form that the team writes itself, see <see cref="CustomForm"/>.</summary>
internal sealed class CustomTemplate : LabelingTemplate
{
    public override Template Id => Template.Custom;

    public override TruthKind Truth => TruthKind.Label;

    public override CardImage Shows => CardImage.WordOrPage;

    public override int CardsPerPage => 5;

    public override long CardCeiling => 10 * 60_000;

    public override string ImagePath => "images/card";

    public override AnswerForm? CreateForm(string settingsJson, out string? fault) => CustomForm.Create(settingsJson, out fault);

    /// <summary>What is new must be without a fault; what is stored may be of an earlier release.</summary>
    public override string? FaultOf(string settingsJson) => CustomSchema.Read(settingsJson).Faults is [var first, ..] ? first.ToString() : null;

    public override string StoredSettings(string settingsJson) => CustomSchema.Compact(settingsJson);

    public override string? FaultOfImported(JsonElement value, PixelSize image)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.EnumerateObject().Any())
            return "value: an object with the fields of the form is needed";
        foreach (var field in value.EnumerateObject())
            if (!IsValue(field.Value, image))
                return $"value.{field.Name}: a text, a number, null, texts in [], or boxes [[left, top, right, bottom], ...] inside of the image";
        return null;
    }

    public override Verdict Decide(IReadOnlyCollection<Vote> votes, int overlap) => CustomVerdict.Of(votes, overlap) ?? Verdict.Of(votes, overlap);

    /// <summary>The machine has no vote: it reads one field of several at most.</summary>
    public override Verdict DecideWeighted(IReadOnlyCollection<WeightedVote> votes, MachineVote? machine, double accept, int overlap, int mostAnswers) =>
        CustomVerdict.Weighted([.. votes.Select(v => v with { SawPreLabel = false })], accept, overlap, mostAnswers);

    /// <summary>Mean of the fields in which either has drawn; null without one.</summary>
    public override double? BoxOverlap(string first, string second) =>
        CustomForm.Parse(first).Join(CustomForm.Parse(second), f => f.Name, f => f.Name, (one, other) => (One: CustomForm.BoxesOf(one.Value) ?? [], Other: CustomForm.BoxesOf(other.Value) ?? []))
            .Where(f => f.One.Count + f.Other.Count > 0).Average(f => (double?)BoxAgreement.MeanIntersectionOverUnion(f.One, f.Other));

    protected override bool IsNear(string truth, string answer) => CustomVerdict.Agrees(truth, answer);

    protected override bool IsPutRight(string truth, string begun, string answer) => CustomVerdict.Agrees(truth, answer, begun);

    protected override bool LeavesNothingWrong(string truth, string begun, string answer) => !CustomVerdict.KeepsWrong(truth, begun, answer);

    /// <summary>A field changed.</summary>
    protected override string? CorruptOnce(AnswerForm form, string text, PixelSize image, Random random, string? preLabel)
    {
        var fields = ((CustomForm)form).Fields;
        var named = preLabel is null ? null : CustomForm.Parse(preLabel).Select(f => f.Name).ToHashSet();
        var values = CustomForm.Parse(text).ToDictionary(f => f.Name, f => f.Value);
        var candidates = fields.Where(f => named?.Contains(f.Name) != false).Select(f => (f.Name, Wrong: WrongValue(f, values[f.Name], image, random))).Where(f => f.Wrong is not null).ToList();
        if (candidates.Count == 0)
            return null;
        var (name, wrong) = candidates[random.Next(candidates.Count)];
        return CustomForm.Write(fields.Select(f => (f.Name, f.Name == name ? wrong! : values[f.Name].GetRawText())));
    }

    /// <summary>Another value of the field as JSON; null when nothing is known to be wrong about it.</summary>
    private static string? WrongValue(CustomField field, JsonElement value, PixelSize image, Random random) => (field, value.ValueKind) switch
    {
        (CustomField.Choice { Options: { Count: > 1 } options }, JsonValueKind.String) => Quoted(Other([.. options.Select(o => o.Value)], value.GetString()!, random)),
        (CustomField.MultiChoice choice, JsonValueKind.Array) => Toggled([.. choice.Options.Select(o => o.Value)], [.. value.EnumerateArray().Select(v => v.GetString()!)], random),
        (CustomField.Text, JsonValueKind.String) => Quoted(Misread(value.GetString()!, random)),
        (CustomField.Number number, JsonValueKind.Number) => CustomField.Number.Write(value.GetDecimal() + (random.Next(2) == 0 ? 1 : -1) * random.Next(1, 4) * (number.Step ?? 1)),
        (CustomField.Boxes, JsonValueKind.Array) when CustomForm.BoxesOf(value) is { Count: > 0 } boxes => DrawnBoxes.Corrupt([.. boxes], true, image, random),
        _ => null,
    };

    private static string Other(List<string> all, string one, Random random)
    {
        all.Remove(one);
        return all[random.Next(all.Count)];
    }

    private static string Toggled(List<string> all, List<string> chosen, Random random)
    {
        var one = all[random.Next(all.Count)];
        if (!chosen.Remove(one))
            chosen.Add(one);
        return JsonSerializer.Serialize(chosen);
    }

    /// <summary>Numbers get another digit, so that they stay what a pattern may ask for.</summary>
    private static string Misread(string text, Random random)
    {
        var digits = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit(text[i])).ToList();
        if (digits.Count == 0)
            return PreLabelCorruption.Of(text, random);
        var at = digits[random.Next(digits.Count)];
        return $"{text[..at]}{(text[at] - '0' + random.Next(1, 10)) % 10}{text[(at + 1)..]}";
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static bool IsValue(JsonElement value, PixelSize image) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is not null,
        JsonValueKind.Number or JsonValueKind.Null => true,
        JsonValueKind.Array => value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String && v.GetString() is not null) || CustomForm.BoxesOf(value)?.All(b => b.LiesIn(image)) == true,
        _ => false,
    };
}
