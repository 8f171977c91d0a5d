using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Templates;
using OcrLabeling.Tests.Labeling.Forms;

namespace OcrLabeling.Tests.Quality;

public sealed class CorruptionTests
{
    private static readonly PixelSize image = new(400, 600);

    [Theory]
    [InlineData(Template.PageOrientation)]
    [InlineData(Template.RectSelect)]
    [InlineData(Template.DocumentCorners)]
    [InlineData(Template.DocumentTranscription)]
    [InlineData(Template.Classification)]
    [InlineData(Template.Custom)]
    public async Task A_wrong_answer_is_one_that_can_be_given_and_is_not_taken_for_right(Template template) => await Task.Run(() => Prop.ForAll(
        Truths(template).ToArbitrary(), ArbMap.Default.ArbFor<int>(), (given, seed) =>
        {
            var form = LabelingTemplate.Of(template).Form(given.Settings);
            var truth = form.Read(AnswerKind.Labeled, given.Truth, image, out _)!.Value.Text!;
            var wrong = LabelingTemplate.Of(template).Corrupt(form, truth, image, new Random(seed))!;
            return form.Read(AnswerKind.Labeled, wrong, image, out _)?.Text == wrong
                && !LabelingTemplate.Of(template).IsRight(new(GoldKind.Corrupted, AnswerKind.Labeled, truth), wrong, new(AnswerKind.Labeled, wrong))
                && LabelingTemplate.Of(template).IsRight(new(GoldKind.Corrupted, AnswerKind.Labeled, truth), wrong, new(AnswerKind.Labeled, truth))
                && form.Compare(wrong, true, new(AnswerKind.Labeled, wrong)).Relation == PreLabelRelation.Accepted
                && form.Compare(wrong, true, new(AnswerKind.Labeled, truth)).Relation == PreLabelRelation.Edited;
        }).QuickCheckThrowOnFailure());

    [Theory]
    [InlineData(Template.DocumentTranscription, "{}", "[]")]
    [InlineData(Template.Custom, """{"fields":[{"type":"text","name":"a"}]}""", """{"a":null}""")]
    public void Where_nothing_can_be_got_wrong_there_is_no_wrong_answer(Template template, string settings, string truth) =>
        Assert.Null(LabelingTemplate.Of(template).Corrupt(LabelingTemplate.Of(template).Form(settings), truth, image, new Random(1)));

    [Fact]
    public void A_box_as_large_as_the_image_is_cut_down() =>
        Assert.NotNull(LabelingTemplate.Of(Template.RectSelect).Corrupt(LabelingTemplate.Of(Template.RectSelect).Form(BoxesForm.EveryWord), "[[0,0,400,600]]", image, new Random(1)));

    private static Gen<(string Settings, string Truth)> Truths(Template template) => template switch
    {
        Template.PageOrientation => Gen.Elements("0", "90", "180", "270").Select(t => ("{}", t)),
        Template.RectSelect => from count in Gen.Choose(1, 30)
                               from all in Gen.Elements(true, false)
                               select (all ? BoxesForm.EveryWord : $$"""{"words":{{count}}}""", BoxesForm.Write(Places(count))),
        Template.DocumentCorners => from a in Gen.Choose(0, 60) from b in Gen.Choose(0, 60) select ("{}", $"[[{a},{b}],[{400 - b},{a}],[{400 - a},{600 - b}],[{b},{600 - a}]]"),
        Template.DocumentTranscription => from count in Gen.Choose(1, 120)
                                          select ("{}", PageTextForm.Write(Places(count).Select((b, i) => new PageWord($"word{i}", [b.Left, b.Top, b.Right, b.Bottom], i / 6)))),
        Template.Classification => from one in Gen.Elements(true, false)
                                   from label in Gen.Elements("\"invoice\"", "\"letter\"")
                                   select one ? (ClassificationFormTests.One, $"[{label}]") : (ClassificationFormTests.Several, label.Length > 8 ? "[]" : "[\"signed\",\"handwritten\"]"),
        _ => from total in Gen.Elements("12.50", "7", "999,99")
             from currency in Gen.Elements("null", "\"usd\"")
             from items in Gen.Elements("null", "0", "20")
             from boxes in Gen.Elements("[]", "[[10,10,60,30]]", "[[10,10,60,30],[0,300,400,320]]")
             select (CustomFormTests.Schema, $$"""{"total":"{{total}}","currency":{{currency}},"marks":["logo"],"items":{{items}},"where":{{boxes}}}"""),
    };

    private static IEnumerable<PixelBox> Places(int count) => Enumerable.Range(0, count).Select(i => new PixelBox(5 + i % 6 * 65, 5 + i / 6 * 28, 55 + i % 6 * 65, 25 + i / 6 * 28));
}
