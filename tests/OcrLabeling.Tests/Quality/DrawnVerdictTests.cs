using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Quality;

public sealed class DrawnVerdictTests
{
    [Fact]
    public void The_truth_has_the_boxes_most_answers_have_at_their_medians() => Assert.Equal(
        new Verdict(VerdictOutcome.Resolved, AnswerKind.Labeled, "[[10,10,50,30],[60,10,90,30]]", 3, 2),
        Boxes("[[9,10,50,31],[60,10,90,30]]", "[[10,11,52,30],[60,10,90,30]]", "[[12,10,50,30],[200,10,240,30],[300,10,340,30]]"));

    [Fact]
    public void Answers_about_different_words_are_disputed() =>
        Assert.Equal((VerdictOutcome.Disputed, "[]"), (Boxes("[[0,0,9,9]]", "[[20,0,29,9]]", "[[40,0,49,9]]") is var v ? (v.Outcome, v.Text) : default));

    [Fact]
    public void One_of_two_is_not_enough() => Assert.Equal(VerdictOutcome.Waiting, Boxes("[[0,0,9,9]]").Outcome);

    [Fact]
    public void Flags_outvote_a_drawing()
    {
        var flag = new Vote(AnswerKind.Unreadable, null);
        var verdict = LabelingTemplate.Of(Template.RectSelect).Decide([flag, Drawn("[[0,0,9,9]]"), flag], 3);
        Assert.Equal(new Verdict(VerdictOutcome.Resolved, AnswerKind.Unreadable, null, 3, 2), verdict);
    }

    [Fact]
    public void Corners_are_the_medians_of_those_near_each_other()
    {
        var verdict = LabelingTemplate.Of(Template.DocumentCorners).Decide([Drawn("[[0,0],[100,0],[100,200],[0,200]]"), Drawn("[[2,1],[101,0],[100,201],[0,199]]"), Drawn("[[40,40],[90,0],[100,200],[0,200]]")], 3);
        Assert.Equal(new Verdict(VerdictOutcome.Resolved, AnswerKind.Labeled, "[[2,1],[100,0],[100,200],[0,200]]", 3, 2), verdict);
    }

    [Fact]
    public void The_truth_of_a_page_is_the_words_most_have_with_the_text_most_give()
    {
        Vote Page(string first, string second) => Drawn($$"""[{"text":"{{first}}","box":[0,0,20,10],"line":0},{"text":"{{second}}","box":[30,0,50,10],"line":0}]""");
        var verdict = LabelingTemplate.Of(Template.DocumentTranscription).Decide([Page("a", "b"), Page("a", "b"), Page("a", "6")], 3);
        Assert.Equal(
            new Verdict(VerdictOutcome.Resolved, AnswerKind.Labeled, """[{"text":"a","box":[0,0,20,10],"line":0},{"text":"b","box":[30,0,50,10],"line":0}]""", 3, 2), verdict);
    }

    [Fact]
    public void Every_other_template_counts_equal_answers() => Assert.Equal(
        new Verdict(VerdictOutcome.Resolved, AnswerKind.Labeled, "90", 2, 2), LabelingTemplate.Of(Template.PageOrientation).Decide([Drawn("90"), Drawn("90")], 3));

    [Fact]
    public void Near_is_the_same_and_far_is_not()
    {
        var truth = Drawn("[[0,0,10,10]]");
        Assert.True(LabelingTemplate.Of(Template.RectSelect).Agrees(truth, Drawn("[[0,0,10,11]]")));
        Assert.False(LabelingTemplate.Of(Template.RectSelect).Agrees(truth, Drawn("[[9,9,20,20]]")));
        Assert.False(LabelingTemplate.Of(Template.RectSelect).Agrees(truth, new Vote(AnswerKind.Unsure, null)));
    }

    private static Verdict Boxes(params string[] drawings) => LabelingTemplate.Of(Template.RectSelect).Decide([.. drawings.Select(Drawn)], 3);

    private static Vote Drawn(string text) => new(AnswerKind.Labeled, text);
}
