using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Labeling.Forms;

public sealed class ShapeFormTests
{
    private static readonly PixelSize image = new(100, 200);

    [Theory]
    [InlineData("[[1,2,30,20]]", null)]
    [InlineData("[]", null)]
    [InlineData("[[1,2,30]]", "whole pixels")]
    [InlineData("[[1.5,2,30,20]]", "whole pixels")]
    [InlineData("nonsense", "whole pixels")]
    [InlineData(null, "whole pixels")]
    [InlineData("[[-3,2,30,20]]", "outside")]
    [InlineData("[[1,2,103,20]]", "outside")]
    [InlineData("[[30,2,30,20]]", "empty")]
    public void Boxes_are_checked(string? said, string? fault) => Check(LabelingTemplate.Of(Template.RectSelect).Form(BoxesForm.EveryWord), said, fault);

    [Theory]
    [InlineData(Template.RectSelect, "[[80,180,101,202]]", "[[80,180,100,200]]")]
    [InlineData(Template.RectSelect, "[[-1,-2,20,30]]", "[[0,0,20,30]]")]
    [InlineData(Template.DocumentTranscription, "[{\"text\":\"a\",\"box\":[80,180,101,202],\"line\":0}]", "[{\"text\":\"a\",\"box\":[80,180,100,200],\"line\":0}]")]
    [InlineData(Template.DocumentCorners, "[[-1,0],[101,5],[95,201],[3,200]]", "[[0,0],[100,5],[95,200],[3,200]]")]
    public void What_was_rounded_over_the_edge_is_set_onto_it(Template template, string said, string kept) =>
        Assert.Equal(kept, LabelingTemplate.Of(template).Form(template == Template.RectSelect ? BoxesForm.EveryWord : "{}").Read(AnswerKind.Labeled, said, image, out _)?.Text);

    [Fact]
    public void As_many_boxes_as_asked_for() => Check(LabelingTemplate.Of(Template.RectSelect).Form("""{"words":2}"""), "[[1,2,30,20]]", "2 boxes are needed; there are 1");

    [Fact]
    public void Boxes_are_kept_in_reading_order() => Assert.Equal(
        "[[5,10,20,22],[30,12,50,24],[1,40,20,52]]",
        LabelingTemplate.Of(Template.RectSelect).Form(BoxesForm.EveryWord).Read(AnswerKind.Labeled, "[[1,40,20,52],[30,12,50,24],[5,10,20,22]]", image, out _)!.Value.Text);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"words":-1}""")]
    [InlineData("""{"words":5001}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Settings_that_make_no_sense_are_named(string settings)
    {
        Assert.Null(LabelingTemplate.Of(Template.RectSelect).CreateForm(settings, out var fault));
        Assert.Contains("How many words", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_distance_to_the_machine_counts_boxes_without_a_partner()
    {
        var form = LabelingTemplate.Of(Template.RectSelect).Form(BoxesForm.EveryWord);
        var said = new AnswerContent(AnswerKind.Labeled, "[[0,0,10,10],[20,0,30,10]]");
        Assert.Equal((PreLabelRelation.Accepted, 0), form.Compare("[[0,0,10,10],[20,0,30,11]]", true, said));
        Assert.Equal((PreLabelRelation.Edited, 2), form.Compare("[[0,0,10,10],[50,0,60,10]]", true, said));
    }

    [Theory]
    [InlineData("[[0,0],[90,5],[95,190],[3,199]]", null)]
    [InlineData("[[0,0],[90,5],[95,190]]", "whole pixels")]
    [InlineData("[[0,0],[90,5],[95,190],[3,203]]", "outside")]
    [InlineData("[[0,0],[95,190],[90,5],[3,199]]", "crossing")]
    [InlineData("[[0,0],[3,199],[95,190],[90,5]]", "clockwise")]
    public void Corners_are_checked(string said, string? fault) => Check(LabelingTemplate.Of(Template.DocumentCorners).Form("{}"), said, fault);

    [Fact]
    public void The_distance_to_the_machine_is_the_furthest_corner() => Assert.Equal(
        (PreLabelRelation.Edited, 5),
        LabelingTemplate.Of(Template.DocumentCorners).Form("{}").Compare("[[0,0],[90,5],[95,190],[3,199]]", true, new(AnswerKind.Labeled, "[[3,4],[90,5],[95,190],[3,199]]")));

    [Theory]
    [InlineData("""[{"text":"a","box":[1,2,30,20],"line":0},{"text":"b","box":[31,2,50,20],"line":0}]""", null)]
    [InlineData("[]", null)]
    [InlineData("""[{"text":"a","box":[1,2,30],"line":0}]""", "are written")]
    [InlineData("""[{"box":[1,2,30,20],"line":0}]""", "are written")]
    [InlineData("""[{"text":" ","box":[1,2,30,20],"line":0}]""", "no text")]
    [InlineData("""[{"text":"a","box":[1,2,130,20],"line":0}]""", "outside")]
    [InlineData("""[{"text":"a","box":[1,2,30,20],"line":1},{"text":"b","box":[31,2,50,20],"line":0}]""", "Word 2: lines")]
    public void Words_of_a_page_are_checked(string said, string? fault) => Check(LabelingTemplate.Of(Template.DocumentTranscription).Form("{}"), said, fault);

    [Fact]
    public void A_page_is_compared_word_by_word_and_loses_the_machines_confidence()
    {
        var form = LabelingTemplate.Of(Template.DocumentTranscription).Form("{}");
        const string Machine = """[{"text":"a","box":[1,2,30,20],"line":0,"confidence":0.4},{"text":"b","box":[31,2,50,20],"line":0,"confidence":0.9}]""";
        var same = form.Read(AnswerKind.Labeled, Machine, image, out _)!.Value;
        Assert.DoesNotContain("confidence", same.Text, StringComparison.Ordinal);
        Assert.Equal((PreLabelRelation.Accepted, 0), form.Compare(Machine, true, same));
        var changed = form.Read(AnswerKind.Labeled, """[{"text":"a","box":[1,2,30,20],"line":0},{"text":"c","box":[31,2,50,20],"line":0}]""", image, out _)!.Value;
        Assert.Equal((PreLabelRelation.Edited, 2), form.Compare(Machine, true, changed));
    }

    [Fact]
    public void A_page_can_be_given_as_the_machine_would_have_read_it()
    {
        var truth = PageTextForm.Write([new("one", [0, 0, 10, 10], 0), new("two", [20, 0, 30, 10], 0), new("new", [40, 0, 50, 10], 0)]);
        var reading = PageTextForm.Write([new("tw0", [20, 0, 31, 10], 0, 0.4), new("one", [0, 0, 10, 11], 0, 0.9)]);
        var given = PageTextForm.Parse(PageTextForm.WithConfidence(truth, reading));
        Assert.Equal([("one", 0.9), ("two", 0.4), ("new", 0.4)], given.Select(w => (w.Text, w.Confidence!.Value)));
        Assert.Equal(truth, PageTextForm.WithConfidence(truth, null));
    }

    private static void Check(AnswerForm form, string? said, string? expected)
    {
        var content = form.Read(AnswerKind.Labeled, said, image, out var fault);
        Assert.Equal(expected is null, content is not null);
        if (expected is null)
            Assert.Null(fault);
        else
            Assert.Contains(expected, fault, StringComparison.Ordinal);
    }
}
