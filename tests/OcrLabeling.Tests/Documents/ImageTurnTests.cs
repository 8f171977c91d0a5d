using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Documents;

public sealed class ImageTurnTests
{
    private static readonly Gen<PixelSize> sizes = from width in Gen.Choose(1, 300) from height in Gen.Choose(1, 300) select new PixelSize(width, height);

    [Fact]
    public void A_turn_to_the_right_brings_the_top_to_the_right()
    {
        var turn = new ImageTurn(1, 300, 100);
        Assert.Equal((100, 300), (turn.TurnedWidth, turn.TurnedHeight));
        Assert.Equal((100, 0), turn.Of(0, 0));
        Assert.Equal((0, 300), turn.Of(300, 100));
        Assert.Equal((90.5, 20.0), turn.Of(20.0, 9.5));
        Assert.Equal(new PixelBox(60, 10, 90, 50), new PixelBox(10, 10, 50, 40).Turned(turn));
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(4, 0)]
    [InlineData(-6, 2)]
    public void Turns_are_counted_from_0_to_3(int given, int turns) => Assert.Equal(turns, new ImageTurn(given, 5, 7).QuarterTurns);

    [Fact]
    public void Four_turns_are_none_and_two_are_a_half_turn() => Prop.ForAll(BoxesOn(), given =>
    {
        var (size, boxes) = given;
        foreach (var box in boxes)
        {
            Assert.Equal(box, Turned(box, size, 1, 1, 1, 1));
            Assert.Equal(Turned(box, size, 2), Turned(box, size, 1, 1));
            Assert.Equal(box, Turned(box, size, 1, -1));
            Assert.Equal(Turned(box, size, 3), Turned(box, size, -1));
            Assert.True(Turned(box, size, 1).LiesIn(new PixelSize(size.Height, size.Width)));
            Assert.Equal(box.Area, Turned(box, size, 1).Area);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Answers_of_every_form_come_back_after_four_turns_and_can_be_read_after_each() => Prop.ForAll(BoxesOn(), given =>
    {
        var (size, boxes) = given;
        Check(LabelingTemplate.Of(Template.RectSelect).Form(BoxesForm.EveryWord), BoxesForm.Write(boxes), size);
        Check(LabelingTemplate.Of(Template.DocumentTranscription).Form("{}"), PageTextForm.Write(boxes.Select((b, i) => new PageWord($"w{i}", [b.Left, b.Top, b.Right, b.Bottom], i / 2))), size);
        Check(LabelingTemplate.Of(Template.PageOrientation).Form("{}"), "270", size);
        Check(LabelingTemplate.Of(Template.WordTranscription).Form("{}"), "Total", size);
        Check(LabelingTemplate.Of(Template.DocumentCorners).Form("{}"), $"[[0,0],[{size.Width},0],[{size.Width},{size.Height}],[0,{size.Height}]]", size);
        Check(
            LabelingTemplate.Of(Template.Custom).Form("""{"fields":[{"type":"text","name":"word"},{"type":"multi-choice","name":"marks","options":["a","b"]},{"type":"number","name":"n"},{"type":"boxes","name":"where"}]}"""),
            $$"""{"word":"[[1,2,3,4]]","marks":["a"],"n":1.5,"where":{{BoxesForm.Write(boxes)}}}""", size);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "90")]
    [InlineData(1, "0")]
    [InlineData(2, "270")]
    [InlineData(3, "180")]
    public void An_orientation_loses_what_was_turned(int turns, string left) => Assert.Equal(left, LabelingTemplate.Of(Template.PageOrientation).Form("{}").Turned("90", new ImageTurn(turns, 30, 20)));

    [Fact]
    public void Corners_keep_their_order_and_words_that_of_reading()
    {
        Assert.Equal("[[15,2],[15,28],[5,28],[5,2]]", LabelingTemplate.Of(Template.DocumentCorners).Form("{}").Turned("[[2,5],[28,5],[28,15],[2,15]]", new ImageTurn(1, 30, 20)));
        Assert.Equal(
            """[{"text":"a","box":[12,1,18,4],"line":0,"confidence":0.5},{"text":"b","box":[12,6,18,9],"line":0}]""",
            LabelingTemplate.Of(Template.DocumentTranscription).Form("{}").Turned("""[{"text":"a","box":[1,2,4,8],"line":0,"confidence":0.5},{"text":"b","box":[6,2,9,8],"line":0}]""", new ImageTurn(1, 30, 20)));
    }

    [Theory]
    [InlineData(Template.RectSelect, """{"words":0}""")]
    [InlineData(Template.DocumentCorners, "{}")]
    [InlineData(Template.DocumentTranscription, "{}")]
    [InlineData(Template.PageOrientation, "{}")]
    [InlineData(Template.Classification, """{"labels":["letter","form"]}""")]
    [InlineData(Template.KeyInformation, """{"fields":["vendor","total"]}""")]
    [InlineData(Template.Custom, """{"fields":[{"type":"boxes","name":"where"}]}""")]
    public void What_cannot_be_read_stays_as_it_is(Template template, string form) => Assert.Equal("{\"where\":", LabelingTemplate.Of(template).Form(form).Turned("{\"where\":", new ImageTurn(1, 30, 20)));

    [Fact]
    public void The_quad_of_a_word_begins_at_the_top_left_of_the_turned_page_and_comes_back()
    {
        var quad = new WordQuad(10, 20, 50, 20, 50, 32, 10, 32);
        var turn = new ImageTurn(1, 300, 100);
        Assert.Equal(new WordQuad(68, 10, 80, 10, 80, 50, 68, 50), quad.Turned(turn));
        Assert.Equal(quad, quad.Turned(turn).Turned(new ImageTurn(3, 100, 300)));
        Assert.Equal(quad.Turned(new ImageTurn(2, 300, 100)), quad.Turned(turn).Turned(new ImageTurn(1, 100, 300)));
    }

    private static Arbitrary<(PixelSize, PixelBox[])> BoxesOn() => Arb.From(
        from size in sizes
        from boxes in Gen.ArrayOf(
            from left in Gen.Choose(0, size.Width - 1)
            from top in Gen.Choose(0, size.Height - 1)
            from right in Gen.Choose(left + 1, size.Width)
            from bottom in Gen.Choose(top + 1, size.Height)
            select new PixelBox(left, top, right, bottom))
        select (size, boxes.Take(20).ToArray()));

    private static PixelBox Turned(PixelBox box, PixelSize size, params int[] turns)
    {
        foreach (var quarters in turns)
        {
            var turn = new ImageTurn(quarters, size.Width, size.Height);
            (box, size) = (box.Turned(turn), new PixelSize(turn.TurnedWidth, turn.TurnedHeight));
        }
        return box;
    }

    private static void Check(AnswerForm form, string answer, PixelSize size)
    {
        Assert.Equal(answer, form.Read(form.Main, answer, size, out _)?.Text);
        var text = answer;
        for (var turns = 1; turns <= 4; turns++)
        {
            var turn = new ImageTurn(1, size.Width, size.Height);
            (text, size) = (form.Turned(text, turn), new PixelSize(turn.TurnedWidth, turn.TurnedHeight));
            // and is written as the form writes it
            Assert.Equal(text, form.Read(form.Main, text, size, out var fault)?.Text);
            Assert.Null(fault);
        }
        Assert.Equal(answer, text);
    }
}
