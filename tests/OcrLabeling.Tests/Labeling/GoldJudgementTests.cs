using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Tests.Labeling;

public sealed class GoldJudgementTests
{
    [Theory]
    [InlineData(Template.WordTranscription, "Total", "Total", true)]
    [InlineData(Template.WordTranscription, "Total", "total", false)]
    [InlineData(Template.PageOrientation, "90", "90", true)]
    [InlineData(Template.PageOrientation, "90", "270", false)]
    [InlineData(Template.RectSelect, "[[10,10,50,30]]", "[[11,10,50,31]]", true)]
    [InlineData(Template.RectSelect, "[[10,10,50,30]]", "[[60,10,90,30]]", false)]
    [InlineData(Template.DocumentCorners, "[[0,0],[100,0],[100,200],[0,200]]", "[[1,1],[100,0],[99,200],[0,200]]", true)]
    [InlineData(Template.DocumentCorners, "[[0,0],[100,0],[100,200],[0,200]]", "[[30,0],[100,0],[100,200],[0,200]]", false)]
    public void What_is_drawn_is_right_when_it_is_as_near_as_consensus_asks_and_a_text_when_it_is_equal(Template template, string truth, string said, bool right)
    {
        var kind = template == Template.WordTranscription ? AnswerKind.Transcribed : AnswerKind.Labeled;
        var source = new LabelingTask(BatchId.New(), 0, DocumentCategory.Other, BlobId.Of("image"u8), "image/png", 100, 200, null, "page.png");
        var task = LabelingTask.OfGold(source, BatchId.New(), -1, null, new GoldTruth(GoldKind.Plain, kind, truth));
        var answer = new Answer(new Assignment(task, 0), WorkerId.New(), kind, said, 1, isSurplus: false);
        answer.Judge(task, template);
        Assert.Equal(right, answer.IsRight);
    }

    [Theory]
    // of a hundred words the first is seeded wrong: left as it was, put right, put right with a slip elsewhere, changed but still wrong, left while something else was improved
    [InlineData(100, 1, null, null, false, false)]
    [InlineData(100, 1, 0, null, true, true)]
    [InlineData(100, 1, 0, 50, true, true)]
    [InlineData(100, 1, null, 50, false, false)]
    // all of three, not two of them
    [InlineData(100, 3, 2, null, true, true)]
    [InlineData(100, 3, 1, null, false, false)]
    // also where one word is much of the page
    [InlineData(4, 1, 0, 2, true, true)]
    [InlineData(4, 1, null, null, false, false)]
    public void What_began_wrong_on_a_page_must_be_put_right_and_one_slip_elsewhere_is_forgiven(int words, int seeded, int? lastPutRight, int? slip, bool right, bool caught)
    {
        var (truth, begun) = (Texts(), Texts());
        for (var i = 0; i < seeded; i++)
            begun[i] = "fault";
        var said = begun.ToArray();
        for (var i = 0; i <= lastPutRight; i++)
            said[i] = truth[i];
        if (slip is { } at)
            said[at] = "slip";
        var answer = JudgedPage(Page(truth), Page(begun), Page(said));
        Assert.Equal((right, caught), (answer.IsRight, answer.IsCaught));

        string[] Texts() => [.. Enumerable.Range(0, words).Select(i => $"word{i}")];
    }

    [Fact]
    public void Of_two_slips_on_a_small_page_one_is_too_many_and_on_a_large_one_a_tenth_is_not()
    {
        string[] truth = [.. Enumerable.Range(0, 100).Select(i => $"word{i}")];
        string[] begun = ["fault", .. truth[1..]];
        string[] said = [.. truth.Select((w, i) => i % 11 == 10 ? "slip" : w)];
        Assert.True(JudgedPage(Page(truth), Page(begun), Page(said)).IsRight);
        Assert.False(JudgedPage(Page(truth[..6]), Page(begun[..6]), Page([.. truth[..4], "slip", "slip"])).IsRight);
    }

    [Fact]
    public void A_word_that_was_taken_away_must_be_added_and_a_seeded_one_may_not_stay_beside_the_right_one()
    {
        string[] truth = ["one", "two", "three"];
        var begun = PageTextForm.Write(PageTextForm.Parse(Page(truth)).Skip(1));
        Assert.False(JudgedPage(Page(truth), begun, begun).IsRight);
        Assert.True(JudgedPage(Page(truth), begun, Page(truth)).IsRight);
        var shifted = "[[60,10,90,30]]";
        Assert.False(Judged(Template.RectSelect, "[[10,10,50,30]]", shifted, "[[10,10,50,30],[60,10,90,30]]").IsRight);
        Assert.True(Judged(Template.RectSelect, "[[10,10,50,30]]", shifted, "[[10,10,50,30]]").IsRight);
    }

    [Fact]
    public void Of_five_boxes_the_one_that_began_wrong_may_not_stay()
    {
        var truth = BoxesForm.Write(Enumerable.Range(0, 5).Select(i => new PixelBox(10 + 60 * i, 10, 50 + 60 * i, 30)));
        var begun = BoxesForm.Write(Enumerable.Range(0, 5).Select(i => new PixelBox(10 + 60 * i, i == 2 ? 60 : 10, 50 + 60 * i, i == 2 ? 80 : 30)));
        Assert.Equal((false, false), Verdict(Judged(Template.RectSelect, truth, begun, begun)));
        Assert.Equal((true, true), Verdict(Judged(Template.RectSelect, truth, begun, truth)));
        Assert.False(Judged(Template.Custom, $$"""{"where":{{truth}}}""", $$"""{"where":{{begun}}}""", $$"""{"where":{{begun}}}""").IsRight);
        Assert.True(Judged(Template.Custom, $$"""{"where":{{truth}}}""", $$"""{"where":{{begun}}}""", $$"""{"where":{{truth}}}""").IsRight);

        static (bool?, bool?) Verdict(Answer answer) => (answer.IsRight, answer.IsCaught);
    }

    private static Answer JudgedPage(string truth, string begun, string said) => Judged(Template.DocumentTranscription, truth, begun, said);

    private static Answer Judged(Template template, string truth, string begun, string said)
    {
        var source = new LabelingTask(BatchId.New(), 0, DocumentCategory.Other, BlobId.Of("image"u8), "image/png", 4000, 200, null, "page.png");
        var task = LabelingTask.OfGold(source, BatchId.New(), -1, begun, new GoldTruth(GoldKind.Corrupted, AnswerKind.Labeled, truth));
        var answer = new Answer(new Assignment(task, 0), WorkerId.New(), AnswerKind.Labeled, said, 1, isSurplus: false);
        var now = DateTime.UtcNow;
        answer.Record(begun == said ? PreLabelRelation.Accepted : PreLabelRelation.Edited, null, 0, now, now, 0, 0, null);
        answer.Judge(task, template);
        return answer;
    }

    private static string Page(IEnumerable<string> texts) => PageTextForm.Write(texts.Select((text, i) => new PageWord(text, [10 + 30 * i, 10, 35 + 30 * i, 30], 0)));
}
