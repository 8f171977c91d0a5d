using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>
/// Consensus of custom cards, field by field: of texts, choices and numbers the value most gave, of boxes what lies between the answers. A task is resolved when every field is. An answer says
/// by itself what its values are, so no schema is needed.
/// </summary>
public static class CustomVerdict
{
    /// <summary>What the answers say together; null when too few give any for that to be more than counting: the flags are as many, or there is one answer.</summary>
    /// <param name="votes">Counted answers in the order of submission.</param>
    /// <param name="overlap">Answers asked for, at least 1.</param>
    public static Verdict? Of(IReadOnlyCollection<Vote> votes, int overlap)
    {
        var given = votes.Where(v => v.Kind == AnswerKind.Labeled).Select(v => CustomForm.Parse(v.Text!)).ToList();
        if (given.Count < 2 || given.Count * 2 <= votes.Count)
            return null;
        var asked = Math.Max(overlap, votes.Count);
        var fields = given[0].Select(field => (field.Name, Truth: TruthOf([.. given.Select(answer => ValueOf(answer, field.Name))]))).ToList();
        var agreeing = fields.Min(f => f.Truth.Agreeing);
        var outcome = agreeing * 2 > asked ? VerdictOutcome.Resolved : votes.Count >= asked ? VerdictOutcome.Disputed : VerdictOutcome.Waiting;
        return new Verdict(outcome, AnswerKind.Labeled, CustomForm.Write(fields.Select(f => (f.Name, f.Truth.Value))), votes.Count, agreeing);
    }

    /// <summary>Each vote of a field counts by what is known of its worker, as for words, and boxes by majority. The truth is as probable as the least probable field.</summary>
    /// <param name="votes">Counted answers in the order of submission.</param>
    /// <param name="accept">Probability from which on a truth is taken, 0..1.</param>
    public static Verdict Weighted(IReadOnlyCollection<WeightedVote> votes, double accept, int overlap, int mostAnswers)
    {
        var labeled = votes.Where(v => v.Vote.Kind == AnswerKind.Labeled).Select(v => (Answer: CustomForm.Parse(v.Vote.Text!), v.Skill)).ToList();
        if (labeled.Count == 0 || labeled.Count * 2 <= votes.Count)
            return Verdict.Weighted(votes, null, accept, overlap, mostAnswers);
        var fields = labeled[0].Answer.Select(field =>
        {
            var values = labeled.ConvertAll(l => ValueOf(l.Answer, field.Name));
            if (values.Exists(HasBoxes))
                return (field.Name, Truth: TruthOf(values), IsSure: TruthOf(values).Agreeing * 2 > votes.Count);
            var (winner, probability) = WeightedVerdict.Of([.. labeled.Zip(values, (l, value) => new WeightedVote(new Vote(AnswerKind.Labeled, value.GetRawText()), l.Skill, false))], null);
            return (field.Name, Truth: (Value: winner!.Value.Text!, Agreeing: values.Count(v => v.GetRawText() == winner.Value.Text)), IsSure: probability >= accept);
        }).ToList();
        var outcome = fields.TrueForAll(f => f.IsSure) ? VerdictOutcome.Resolved
            : votes.Count < overlap ? VerdictOutcome.Waiting
            : overlap < mostAnswers ? VerdictOutcome.AskMore
            : VerdictOutcome.Disputed;
        return new Verdict(outcome, AnswerKind.Labeled, CustomForm.Write(fields.Select(f => (f.Name, f.Truth.Value))), votes.Count, fields.Min(f => f.Truth.Agreeing));
    }

    /// <summary>Whether an answer says in every field what the truth says.</summary>
    /// <param name="begun">The wrong answer a gold card began with; null for any other.</param>
    public static bool Agrees(string truth, string answer, string? begun = null)
    {
        var (said, wrong) = (CustomForm.Parse(answer), begun is null ? null : CustomForm.Parse(begun));
        return CustomForm.Parse(truth).All(field => ValueOf(said, field.Name) is var value && (HasBoxes(field.Value) && HasBoxes(value) && wrong?.FirstOrDefault(f => f.Name == field.Name).Value is { ValueKind: JsonValueKind.Array } first && HasBoxes(first)
            ? DrawnBoxes.ArePutRight(field.Value.GetRawText(), first.GetRawText(), value.GetRawText())
            : Agree(field.Value, value)));
    }

    /// <summary>Whether a field that began with something else than the truth still says that.</summary>
    internal static bool KeepsWrong(string truth, string begun, string answer)
    {
        var (wanted, said) = (CustomForm.Parse(truth), CustomForm.Parse(answer));
        return CustomForm.Parse(begun).Any(field => !Agree(ValueOf(wanted, field.Name), field.Value) && Agree(field.Value, ValueOf(said, field.Name)));
    }

    private static bool Agree(JsonElement truth, JsonElement value) => HasBoxes(truth) || HasBoxes(value)
        ? CustomForm.BoxesOf(truth) is { Count: > 0 } && CustomForm.BoxesOf(value) is not null && DrawnBoxes.Agree(truth.GetRawText(), value.GetRawText())
        : truth.GetRawText() == value.GetRawText();

    private static (string Value, int Agreeing) TruthOf(List<JsonElement> values)
    {
        if (values.Exists(HasBoxes))
        {
            // answers without a box are a vote for none
            var drawn = values.Where(HasBoxes).ToList();
            var truth = drawn.Count * 2 > values.Count ? DrawnBoxes.Between([.. values.Select(v => v.GetRawText())]) : "[]";
            var element = JsonElement.Parse(truth);
            return (truth, values.Count(v => Agree(element, v)));
        }
        var winner = values.GroupBy(v => v.GetRawText()).MaxBy(g => g.Count())!;
        return (winner.Key, winner.Count());
    }

    private static bool HasBoxes(JsonElement value) => CustomForm.BoxesOf(value) is { Count: > 0 };

    private static JsonElement ValueOf(IReadOnlyList<(string Name, JsonElement Value)> answer, string name) => answer.First(f => f.Name == name).Value;
}
