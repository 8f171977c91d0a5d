using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Quality;

public sealed class CustomVerdictTests
{
    private static readonly Vote flag = new(AnswerKind.Unreadable, null);
    private static readonly WorkerSkill skilled = WorkerSkill.Of(99, 100, 0, 0);

    [Fact]
    public void Each_field_has_its_own_majority()
    {
        // nobody said all of it
        var verdict = Of(3, Said("1", "usd", "[]"), Said("1", "eur", "[[0,0,10,10]]"), Said("2", "usd", "[[0,0,12,10]]"));
        Assert.Equal(new Verdict(VerdictOutcome.Resolved, AnswerKind.Labeled, Text("1", "usd", "[[0,0,11,10]]"), 3, 2), verdict);
    }

    [Fact]
    public void A_field_that_is_not_decided_keeps_the_task_open()
    {
        Assert.Equal(VerdictOutcome.Waiting, Of(3, Said("1"), Said("2")).Outcome);
        Assert.Equal(VerdictOutcome.Resolved, Of(3, Said("1"), Said("1")).Outcome);
        var disputed = Of(3, Said("1"), Said("2"), Said("3"));
        Assert.Equal((VerdictOutcome.Disputed, 1), (disputed.Outcome, disputed.AgreeingVotes));
    }

    [Fact]
    public void Boxes_are_as_near_as_drawn_ones_ask_for()
    {
        Assert.Equal(VerdictOutcome.Resolved, Of(2, Said(boxes: "[[0,0,10,10]]"), Said(boxes: "[[1,0,11,10]]")).Outcome);
        Assert.Equal(VerdictOutcome.Disputed, Of(2, Said(boxes: "[[0,0,10,10]]"), Said(boxes: "[[50,0,60,10]]")).Outcome);
        Assert.Contains("\"where\":[]", Of(3, Said(boxes: "[]"), Said(boxes: "[]"), Said(boxes: "[[0,0,9,9]]")).Text, StringComparison.Ordinal);
        Assert.Equal(VerdictOutcome.Disputed, Of(2, Said(boxes: "[]"), Said(boxes: "[[0,0,9,9]]")).Outcome);
    }

    [Fact]
    public void Flags_are_counted()
    {
        Assert.Equal((VerdictOutcome.Resolved, AnswerKind.Unreadable), Outcome(Of(3, flag, Said("1"), flag)));
        Assert.Equal((VerdictOutcome.Resolved, AnswerKind.Labeled), Outcome(Of(3, flag, Said("1"), Said("1"))));
        Assert.Equal((VerdictOutcome.Resolved, AnswerKind.Labeled), Outcome(Of(1, Said("1"))));

        static (VerdictOutcome, AnswerKind) Outcome(Verdict verdict) => (verdict.Outcome, verdict.Kind);
    }

    [Fact]
    public void An_answer_agrees_when_every_field_does()
    {
        Assert.True(Agrees(Said("1", "usd", "[[0,0,10,10]]"), Said("1", "usd", "[[0,0,10,11]]")));
        Assert.True(Agrees(Said(), Said()));
        Assert.False(Agrees(Said("1", "usd", "[[0,0,10,10]]"), Said("1", "eur", "[[0,0,10,10]]")));
        Assert.False(Agrees(Said(boxes: "[[0,0,10,10]]"), Said()));
        Assert.False(Agrees(Said(), Said(boxes: "[[0,0,10,10]]")));
        Assert.False(Agrees(Said(), flag));
    }

    [Fact]
    public void Weighed_votes_of_good_workers_settle_every_field_and_contradicting_ones_ask_for_more()
    {
        Assert.Equal(VerdictOutcome.Resolved, Weighted(1, Said("1")).Outcome);
        Assert.Equal(VerdictOutcome.AskMore, Weighted(2, Said("1"), Said("2")).Outcome);
        Assert.Equal(VerdictOutcome.Waiting, Weighted(3, Said("1"), Said("2")).Outcome);
        Assert.Equal(VerdictOutcome.Disputed, Weighted(5, Said("1"), Said("2"), Said("3"), Said("4"), Said("5")).Outcome);

        static Verdict Weighted(int overlap, params Vote[] votes) => CustomVerdict.Weighted([.. votes.Select(v => new WeightedVote(v, skilled, false))], 0.9, overlap, 5);
    }

    [Fact]
    public async Task The_truth_of_equal_answers_is_that_answer_and_everybody_agrees_with_it() => await Task.Run(() => Prop.ForAll(Answers().ToArbitrary(), answer =>
    {
        var verdict = Of(3, answer, answer, answer);
        return verdict == new Verdict(VerdictOutcome.Resolved, AnswerKind.Labeled, answer.Text, 3, 3) && Agrees(new(verdict.Kind, verdict.Text), answer);
    }).QuickCheckThrowOnFailure());

    private static Gen<Vote> Answers() =>
        from total in Gen.Elements("1", "2", "a \\\" b")
        from currency in Gen.Elements("usd", "eur")
        from left in Gen.Choose(0, 50)
        from boxes in Gen.Elements("[]", $"[[{left},3,{left + 9},12]]", $"[[{left},3,{left + 9},12],[{left},30,{left + 9},42]]")
        select Said(total, currency, boxes);

    private static Verdict Of(int overlap, params Vote[] votes) => LabelingTemplate.Of(Template.Custom).Decide(votes, overlap);

    private static bool Agrees(Vote truth, Vote answer) => LabelingTemplate.Of(Template.Custom).Agrees(truth, answer);

    private static Vote Said(string total = "1", string currency = "usd", string boxes = "[]") => new(AnswerKind.Labeled, Text(total, currency, boxes));

    private static string Text(string total, string currency, string boxes) => $$"""{"total":"{{total}}","currency":"{{currency}}","where":{{boxes}}}""";
}
