using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Quality;

public sealed class ClassificationVerdictTests
{
    [Fact]
    public void One_label_needs_more_than_half()
    {
        Assert.Equal((VerdictOutcome.Resolved, "[\"a\"]", 2), Said(3, "a", "a"));
        Assert.Equal((VerdictOutcome.Waiting, "[\"a\"]", 1), Said(3, "a", "b"));
        Assert.Equal((VerdictOutcome.Disputed, "[\"a\"]", 1), Said(3, "a", "b", "c"));
    }

    [Fact]
    public void Of_several_labels_each_is_voted_on()
    {
        Assert.Equal((VerdictOutcome.Resolved, "[\"a\",\"b\"]", 1), Said(3, "a b", "a", "b"));
        Assert.Equal((VerdictOutcome.Resolved, "[\"a\",\"c\"]", 1), Said(3, "a c", "a", "a b c"));
        Assert.Equal((VerdictOutcome.Resolved, "[\"a\",\"b\"]", 2), Said(3, "a b", "a b"));
        // b has one vote of two and none of three that is sure
        Assert.Equal(VerdictOutcome.Waiting, Said(3, "a b", "a").Outcome);
        Assert.Equal(VerdictOutcome.Disputed, Said(2, "a b", "a").Outcome);
    }

    [Fact]
    public void That_none_applies_is_a_truth_only_where_more_than_half_say_so()
    {
        Assert.Equal((VerdictOutcome.Resolved, "[]", 2), Said(3, "", "", "a b"));
        Assert.Equal(VerdictOutcome.Disputed, Said(3, "", "a b", "c d").Outcome);
    }

    [Fact]
    public void Flags_are_votes_against_every_label()
    {
        var flag = new Vote(AnswerKind.Unreadable, null);
        Assert.Equal(new Verdict(VerdictOutcome.Resolved, AnswerKind.Unreadable, null, 3, 2), Decide([flag, Labels("a b"), flag], 3));
        Assert.Equal(VerdictOutcome.Disputed, Decide([flag, Labels("a b"), Labels("a")], 3).Outcome);
    }

    [Fact]
    public void Answers_of_workers_who_are_often_right_count_more()
    {
        static WeightedVote Of(string labels, int right) => new(Labels(labels), WorkerSkill.Of(right, 100, 0, 0), SawPreLabel: true);
        var verdict = LabelingTemplate.Of(Template.Classification).DecideWeighted([Of("a", 99), Of("b", 20), Of("a", 99)], null, 0.9, 3, 5);
        Assert.Equal((VerdictOutcome.Resolved, "[\"a\"]"), (verdict.Outcome, verdict.Text));
    }

    [Fact]
    public void A_reviewer_may_take_a_label_that_nobody_gave() =>
        Assert.Equal(["[\"a\"]", "[\"b\"]"], LabelingTemplate.Of(Template.Classification).PossibleTruths("""{"labels":["a","b"]}"""));

    private static (VerdictOutcome Outcome, string? Text, int Agreeing) Said(int overlap, params string[] answers) =>
        Decide([.. answers.Select(Labels)], overlap) is var verdict ? (verdict.Outcome, verdict.Text, verdict.AgreeingVotes) : default;

    private static Verdict Decide(Vote[] votes, int overlap) => LabelingTemplate.Of(Template.Classification).Decide(votes, overlap);

    private static Vote Labels(string labels) => new(AnswerKind.Labeled, ClassificationForm.Write(labels.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
