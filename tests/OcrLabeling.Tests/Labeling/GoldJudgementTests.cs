using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Labeling;
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
        var task = new LabelingTask(BatchId.New(), -1, DocumentCategory.Other, BlobId.Of("image"u8), "image/png", 100, 200, null, "page.png");
        var answer = new Answer(new Assignment(task, 0), WorkerId.New(), kind, said, 1, isSurplus: false);
        answer.Judge(new GoldTruth(GoldKind.Plain, kind, truth), template);
        Assert.Equal(right, answer.IsRight);
    }
}
