using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Labeling.Forms;

public sealed class KeyInformationFormTests
{
    internal const string Settings = """{"fields":["vendor","total"]}""";

    private static readonly PixelSize image = new(100, 200);
    private static readonly AnswerForm form = LabelingTemplate.Of(Template.KeyInformation).Form(Settings);

    [Theory]
    [InlineData("{}", """{"vendor":null,"total":null}""")]
    [InlineData("""{"total":{"boxes":[[50,9,90,20],[5,10,40,20]],"text":" 12.50\u00a0€ "}}""", """{"vendor":null,"total":{"text":"12.50 €","boxes":[[5,10,40,20],[50,9,90,20]]}}""")]
    [InlineData("""{"vendor":{"text":"ACME","boxes":[[90,10,101,20]]},"total":null}""", """{"vendor":{"text":"ACME","boxes":[[90,10,100,20]]},"total":null}""")]
    public void An_answer_has_every_field_in_the_order_of_the_settings(string said, string kept) =>
        Assert.Equal(kept, form.Read(AnswerKind.Labeled, said, image, out _)?.Text);

    [Theory]
    [InlineData("""{"vendor":{"text":" ","boxes":[[5,10,40,20]]}}""", "vendor: its text is missing.")]
    [InlineData("""{"vendor":{"text":"ACME","boxes":[]}}""", "vendor: the boxes of its words are missing.")]
    [InlineData("""{"vendor":{"text":"ACME","boxes":[[5,10,5,20]]}}""", "vendor: box 1 is not inside the image.")]
    [InlineData("""{"vendor":{"text":"ACME","boxes":[[5,10,40,20],[100,10,120,20]]}}""", "vendor: box 2 is not inside the image.")]
    [InlineData("""{"date":null}""", "There is no field “date”.")]
    [InlineData("""{"vendor":"ACME"}""", "Key information is written")]
    [InlineData("""{"vendor":null,"vendor":null}""", "Key information is written")]
    [InlineData("[]", "Key information is written")]
    [InlineData(null, "Key information is written")]
    public void What_is_wrong_is_said(string? said, string fault)
    {
        Assert.Null(form.Read(AnswerKind.Labeled, said, image, out var found));
        Assert.StartsWith(fault, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "1 to 50 fields are needed.")]
    [InlineData("""{"fields":[]}""", "1 to 50 fields are needed.")]
    [InlineData("""{"fields":["a",""]}""", "A field has no name.")]
    [InlineData("""{"fields":["a","b","a "]}""", "The field “a” stands twice.")]
    public void Settings_that_cannot_be_used_say_why(string settings, string reason)
    {
        Assert.Null(LabelingTemplate.Of(Template.KeyInformation).CreateForm(settings, out var fault));
        Assert.Equal(reason, fault);
    }

    [Fact]
    public void Boxes_turn_with_the_page_and_so_do_the_words_that_were_read()
    {
        var turn = new ImageTurn(1, 100, 200);
        Assert.Equal("""{"vendor":{"text":"ACME","boxes":[[180,5,190,40]]},"total":null}""", form.Turned("""{"vendor":{"text":"ACME","boxes":[[5,10,40,20]]},"total":null}""", turn));
        Assert.Equal("""[{"text":"ACME","box":[180,5,190,40],"line":0}]""", form.Turned("""[{"text":"ACME","box":[5,10,40,20],"line":0}]""", turn));
        Assert.Equal("{\"vendor\":", form.Turned("{\"vendor\":", turn));
    }

    [Fact]
    public void The_words_of_an_engine_are_no_answer_to_compare_with() => Assert.Equal(
        (PreLabelRelation.Typed, null), form.Compare("[]", shown: true, form.Read(AnswerKind.Labeled, "{}", image, out _)!.Value));
}
