using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Quality;

public sealed class VerdictTests
{
    private static readonly Vote A = new(AnswerKind.Transcribed, "A");
    private static readonly Vote B = new(AnswerKind.Transcribed, "B");
    private static readonly Vote Blank = new(AnswerKind.Unreadable, null);
    private static readonly Vote Unsure = new(AnswerKind.Unsure, null);

    [Fact]
    public void One_answer_of_one_decides() => Assert.Equal(new Verdict(VerdictOutcome.Resolved, AnswerKind.Transcribed, "A", 1, 1), Verdict.Of([A], 1));

    [Fact]
    public void Two_of_three_decide_before_the_third_is_in() => Assert.Equal(new Verdict(VerdictOutcome.Resolved, AnswerKind.Transcribed, "A", 2, 2), Verdict.Of([A, A], 3));

    [Fact]
    public void Half_is_not_a_majority() => Assert.Equal(new Verdict(VerdictOutcome.Disputed, AnswerKind.Transcribed, "A", 2, 1), Verdict.Of([A, B], 2));

    [Fact]
    public void A_tie_waits_for_the_last_answer() => Assert.Equal(VerdictOutcome.Waiting, Verdict.Of([A, B], 3).Outcome);

    [Fact]
    public void The_largest_group_without_a_majority_is_disputed() =>
        Assert.Equal(new Verdict(VerdictOutcome.Disputed, AnswerKind.Transcribed, "B", 4, 2), Verdict.Of([A, B, Blank, B], 4));

    [Fact]
    public void A_flag_wins_like_a_text() => Assert.Equal(new Verdict(VerdictOutcome.Resolved, AnswerKind.Unreadable, null, 3, 2), Verdict.Of([Blank, A, Blank], 3));

    [Fact]
    public void Case_makes_a_difference() => Assert.Equal(VerdictOutcome.Disputed, Verdict.Of([A, new(AnswerKind.Transcribed, "a")], 2).Outcome);

    [Fact]
    public void Unsure_never_wins()
    {
        Assert.Equal(VerdictOutcome.Disputed, Verdict.Of([Unsure, Unsure, A], 3).Outcome);
        Assert.Equal(new Verdict(VerdictOutcome.Disputed, AnswerKind.Unsure, null, 1, 1), Verdict.Of([Unsure], 1));
    }

    [Fact]
    public void Without_answers_it_waits() => Assert.Equal(VerdictOutcome.Waiting, Verdict.Of([], 1).Outcome);

    private static readonly Arbitrary<(Vote[] Votes, int Overlap)> Ballots = (
        from overlap in Gen.Choose(1, 9)
        from count in Gen.Choose(0, overlap)
        from votes in Gen.ArrayOf(Gen.Elements(A, B, Blank, Unsure), count)
        select (votes, overlap)).ToArbitrary();

    [Fact]
    public void It_is_resolved_exactly_when_more_than_half_of_the_N_agree() => Prop.ForAll(Ballots, ballot =>
    {
        var largest = ballot.Votes.Where(v => v.Kind != AnswerKind.Unsure).GroupBy(v => v).Select(g => g.Count()).DefaultIfEmpty().Max();
        return (Verdict.Of(ballot.Votes, ballot.Overlap).Outcome == VerdictOutcome.Resolved) == (largest * 2 > ballot.Overlap);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Once_resolved_no_further_answer_changes_the_winner() => Prop.ForAll(Ballots, Gen.Elements(A, B, Blank, Unsure).ToArbitrary(), (ballot, next) =>
    {
        var before = Verdict.Of(ballot.Votes, ballot.Overlap);
        if (before.Outcome != VerdictOutcome.Resolved || ballot.Votes.Length == ballot.Overlap)
            return true;
        var after = Verdict.Of([.. ballot.Votes, next], ballot.Overlap);
        return after.Outcome == VerdictOutcome.Resolved && (after.Kind, after.Text) == (before.Kind, before.Text);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_answers_decides_nothing_that_is_resolved() => Prop.ForAll(Ballots, ballot =>
    {
        var (there, back) = (Verdict.Of(ballot.Votes, ballot.Overlap), Verdict.Of([.. ballot.Votes.Reverse()], ballot.Overlap));
        return there.Outcome == back.Outcome && there.AgreeingVotes == back.AgreeingVotes && (there.Outcome != VerdictOutcome.Resolved || there == back);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void With_all_answers_in_nothing_waits() => Prop.ForAll(Ballots, ballot =>
        ballot.Votes.Length < ballot.Overlap || Verdict.Of(ballot.Votes, ballot.Overlap).Outcome != VerdictOutcome.Waiting).QuickCheckThrowOnFailure();
}
