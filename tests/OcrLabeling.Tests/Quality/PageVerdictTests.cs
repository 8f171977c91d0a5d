using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Quality;

public sealed class PageVerdictTests
{
    [Fact]
    public void Two_answers_that_differ_in_two_words_of_a_hundred_are_disputed_at_these_two_words()
    {
        string[] words = [.. Enumerable.Range(0, 99).Select(i => $"word{i}")];
        var (all, changed) = (Page(words), Page([.. words.Select((w, i) => i == 40 ? "SINCE" : i == 41 ? null : w)]));
        var verdict = Of(2, changed, all);
        Assert.Equal((VerdictOutcome.Disputed, 2, 1), (verdict.Outcome, verdict.Votes, verdict.AgreeingVotes));
        var disputes = PageVerdict.Disputes([changed, all], 2);
        Assert.Equal([Box(40), Box(41)], disputes.Select(d => d.Box));
        Assert.Equal(["SINCE", "word40"], disputes[0].Readings.Select(r => r.Text).Order(StringComparer.Ordinal));
        Assert.Equal(["word41", null], disputes[1].Readings.Select(r => r.Text));
    }

    [Fact]
    public void Unanimous_is_equal_in_every_word()
    {
        var (same, other) = (Of(2, Page("a", "b"), Page("a", "b")), Of(3, Page("a", "b"), Page("a", "b"), Page("a", "6")));
        Assert.Equal((VerdictOutcome.Resolved, 2, 2), (same.Outcome, same.Votes, same.AgreeingVotes));
        Assert.Equal((VerdictOutcome.Resolved, 3, 2, "a b"), (other.Outcome, other.Votes, other.AgreeingVotes, PageTextForm.PlainText(other.Text!)));
    }

    [Fact]
    public void Each_word_has_a_majority_of_its_own()
    {
        var verdict = Of(3, Page("1", "b", "c"), Page("a", "2", "c"), Page("a", "b", "3"));
        Assert.Equal((VerdictOutcome.Resolved, 0, "a b c"), (verdict.Outcome, verdict.AgreeingVotes, PageTextForm.PlainText(verdict.Text!)));
    }

    [Fact]
    public void A_tie_is_never_settled_in_silence()
    {
        Assert.Equal(VerdictOutcome.Disputed, Of(2, Page("a", "b"), Page("a", null)).Outcome);
        Assert.Equal(VerdictOutcome.Disputed, Of(3, Page("a"), Page("b"), Page("c")).Outcome);
        Assert.Equal(VerdictOutcome.Waiting, Of(3, Page("a"), Page("b")).Outcome);
        Assert.Equal(VerdictOutcome.Disputed, Of(4, Page("a"), Page("a"), Page("b"), Page("b")).Outcome);
    }

    [Fact]
    public void A_word_most_have_not_is_left_out_and_one_most_have_is_kept()
    {
        Assert.Equal("a", PageTextForm.PlainText(Of(3, Page("a", "noise"), Page("a", null), Page("a", null)).Text!));
        Assert.Equal("a b", PageTextForm.PlainText(Of(3, Page("a", "b"), Page("a", "b"), Page("a", null)).Text!));
    }

    [Fact]
    public void Flags_are_votes_against_every_word()
    {
        var flag = new Vote(AnswerKind.Unreadable, null);
        Assert.Equal(VerdictOutcome.Disputed, LabelingTemplate.Of(Template.DocumentTranscription).Decide([Drawn(Page("a")), Drawn(Page("b")), flag], 3).Outcome);
        Assert.Equal(VerdictOutcome.Resolved, LabelingTemplate.Of(Template.DocumentTranscription).Decide([Drawn(Page("a")), Drawn(Page("a")), flag], 3).Outcome);
        Assert.Equal((VerdictOutcome.Resolved, AnswerKind.Unreadable), (LabelingTemplate.Of(Template.DocumentTranscription).Decide([Drawn(Page("a")), flag, flag], 3).Outcome, LabelingTemplate.Of(Template.DocumentTranscription).Decide([Drawn(Page("a")), flag, flag], 3).Kind));
    }

    [Fact]
    public void A_person_settles_the_open_words_and_nothing_else()
    {
        string[] answers = [Page("a", "b", "c", "d"), Page("a", "8", null, "d")];
        var disputes = PageVerdict.Disputes(answers, 2);
        Assert.Equal("a B d", PageTextForm.PlainText(PageVerdict.Settle(answers, new Dictionary<int, string?> { [disputes[0].Spot] = "B", [disputes[1].Spot] = null })));
        Assert.Equal("a 8 c d", PageTextForm.PlainText(PageVerdict.Settle(answers, new Dictionary<int, string?> { [disputes[0].Spot] = "8", [disputes[1].Spot] = "c" })));
    }

    [Fact]
    public void A_line_that_only_one_has_stays_a_line_of_its_own()
    {
        var (two, three) = (Lines("top", "bottom"), Lines("top", "middle", "bottom"));
        foreach (var answers in new[] { new[] { two, three, three }, [three, two, three], [three, three, two] })
            Assert.Equal("top\nmiddle\nbottom", PageTextForm.PlainText(Of(3, answers).Text!));
        string Lines(params string[] lines) => PageTextForm.Write(lines.Select((l, i) => new PageWord(l, l == "top" ? [0, 0, 50, 10] : l == "middle" ? [0, 20, 50, 30] : [0, 40, 50, 50], i)));
    }

    [Fact]
    public void Boxes_drawn_a_little_otherwise_mean_the_same_word()
    {
        var verdict = Of(2, """[{"text":"a","box":[0,0,20,10],"line":0}]""", """[{"text":"a","box":[1,1,22,11],"line":0}]""");
        Assert.Equal((VerdictOutcome.Resolved, 2), (verdict.Outcome, verdict.AgreeingVotes));
    }

    [Fact]
    public void Two_empty_pages_agree() => Assert.Equal((VerdictOutcome.Resolved, "[]", 2), (Of(2, "[]", "[]").Outcome, Of(2, "[]", "[]").Text, Of(2, "[]", "[]").AgreeingVotes));

    [Fact]
    public void Resolved_pages_hold_at_each_place_what_more_than_half_say() => Prop.ForAll(
        Gen.Elements("a", "b", null).ArrayOf(6).ArrayOf(3).ToArbitrary(), answers =>
        {
            var verdict = Of(3, [.. answers.Select(a => Page(a))]);
            var settled = Enumerable.Range(0, 6).All(i => answers.GroupBy(a => a[i] ?? "").Max(g => g.Count()) > 1);
            var said = PageTextForm.Parse(verdict.Text!);
            return settled == (verdict.Outcome == VerdictOutcome.Resolved)
                && (!settled || Enumerable.Range(0, 6).All(i => answers.GroupBy(a => a[i] ?? "").MaxBy(g => g.Count())!.Key == (said.FirstOrDefault(w => w.Pixels == Box(i))?.Text ?? "")))
                && verdict.AgreeingVotes == (settled ? answers.Count(a => PageVerdict.AreEqual(Page(a), verdict.Text!)) : verdict.AgreeingVotes)
                && settled == (PageVerdict.Disputes([.. answers.Select(a => Page(a))], 3).Count == 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Words_that_answers_lack_do_not_move_the_others()
    {
        var verdict = Of(3, Page("a", "b", null, null, "a", "a"), Page(null, "b", "a", "a", "b", "a"), Page(null, null, "a", "a", "b", "a"));
        Assert.Equal((VerdictOutcome.Resolved, Page(null, "b", "a", "a", "b", "a"), 1), (verdict.Outcome, verdict.Text, verdict.AgreeingVotes));
    }

    private static Verdict Of(int overlap, params string[] pages) => LabelingTemplate.Of(Template.DocumentTranscription).Decide([.. pages.Select(Drawn)], overlap);

    private static Vote Drawn(string page) => new(AnswerKind.Labeled, page);

    private static PixelBox Box(int i) => new(i * 30, 0, i * 30 + 20, 10);

    /// <summary>Words side by side; null: the answer has none there.</summary>
    private static string Page(params string?[] words) =>
        PageTextForm.Write(words.Index().Where(w => w.Item is not null).Select(w => new PageWord(w.Item!, [Box(w.Index).Left, 0, Box(w.Index).Right, 10], 0)));

    [Fact]
    public void The_order_in_which_answers_read_is_the_order_of_the_truth()
    {
        // from right to left
        var page = PageTextForm.Write([new("first", [300, 10, 380, 30], 0), new("second", [150, 10, 250, 30], 0), new("third", [20, 10, 90, 30], 0)]);
        var verdict = PageVerdict.Of([new(AnswerKind.Labeled, page), new(AnswerKind.Labeled, page)], 2);
        Assert.Equal((VerdictOutcome.Resolved, page), (verdict.Outcome, verdict.Text));
        var other = PageTextForm.Write([new("third", [20, 10, 90, 30], 0), new("second", [150, 10, 250, 30], 0), new("first", [300, 10, 380, 30], 0)]);
        Assert.False(PageVerdict.AreEqual(page, other));
    }

    [Fact]
    public void Pages_that_differ_in_their_order_are_not_unanimous()
    {
        var (across, down) = (Ordered("a", "b", "c", "d"), Ordered("a", "c", "b", "d"));
        var verdict = Of(2, across, down);
        Assert.Equal((VerdictOutcome.Disputed, 1), (verdict.Outcome, verdict.AgreeingVotes));
        Assert.Equal(["a b c d"], PageVerdict.OpenLines([across, down]));
        Assert.Equal((VerdictOutcome.Resolved, across, 2), (Of(3, across, down, across).Outcome, Of(3, across, down, across).Text, Of(3, across, down, across).AgreeingVotes));
        Assert.Empty(PageVerdict.OpenLines([across, across]));

        static string Ordered(params string[] words) => PageTextForm.Write(words.Select(w => new PageWord(w, [30 * (w[0] - 'a'), 0, 30 * (w[0] - 'a') + 20, 10], 0)));
    }

    [Fact]
    public void Pages_that_break_their_lines_differently_are_not_unanimous()
    {
        var (one, two) = (Lines(0, 0), Lines(0, 1));
        Assert.Equal(VerdictOutcome.Disputed, Of(2, one, two).Outcome);
        Assert.NotEmpty(PageVerdict.OpenLines([one, two]));
        Assert.Equal((VerdictOutcome.Resolved, 2), (Of(3, one, two, two).Outcome, Of(3, one, two, two).AgreeingVotes));

        static string Lines(int first, int second) => PageTextForm.Write([new("a", [0, 0, 20, 10], first), new("b", [100, 0, 120, 10], second)]);
    }
}
