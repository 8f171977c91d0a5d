using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Labeling.Forms;

public sealed class ClassificationFormTests
{
    internal const string One = """{"labels":["invoice","letter","form \"7\""],"several":false}""";
    internal const string Several = """{"labels":["stamped","signed","handwritten"],"several":true}""";

    private static readonly PixelSize image = new(100, 200);

    [Theory]
    [InlineData(One, "[\"letter\"]", "[\"letter\"]")]
    [InlineData(One, " [ \"form \\u00227\\u0022\" ] ", "[\"form \\\"7\\\"\"]")]
    [InlineData(One, "[]", null)]
    [InlineData(One, "[\"invoice\",\"letter\"]", null)]
    [InlineData(One, "[\"Invoice\"]", null)]
    [InlineData(One, "[null]", null)]
    [InlineData(One, "invoice", null)]
    [InlineData(One, null, null)]
    [InlineData(Several, "[]", "[]")]
    [InlineData(Several, "[\"handwritten\",\"stamped\",\"stamped\"]", "[\"stamped\",\"handwritten\"]")]
    public void Labels_are_those_of_the_settings_in_their_order(string settings, string? said, string? kept) =>
        Assert.Equal(kept, Form(settings).Read(AnswerKind.Labeled, said, image, out var fault) is { } read && fault is null ? read.Text : null);

    [Theory]
    [InlineData("{}", "2 to 100 labels are needed.")]
    [InlineData("no JSON", "2 to 100 labels are needed.")]
    [InlineData("""{"labels":["one"]}""", "2 to 100 labels are needed.")]
    [InlineData("""{"labels":["one"," "]}""", "A label is empty.")]
    [InlineData("""{"labels":["one",null]}""", "A label is empty.")]
    [InlineData("""{"labels":["one","two"," one "]}""", "The label “one” stands twice.")]
    public void Settings_that_cannot_be_used_say_why(string settings, string reason)
    {
        Assert.Null(LabelingTemplate.Of(Template.Classification).CreateForm(settings, out var fault));
        Assert.Equal(reason, fault);
    }

    [Fact]
    public void A_label_that_is_too_long_is_named()
    {
        LabelingTemplate.Of(Template.Classification).CreateForm($$"""{"labels":["one","{{new string('x', 101)}}"]}""", out var fault);
        Assert.Equal($"The label “{new string('x', 20)}…” has 101 characters; it can have at most 100.", fault);
    }

    [Fact]
    public void What_a_machine_reads_is_no_label() => Assert.Null(Form(One).PreLabelOf("invoice"));

    private static AnswerForm Form(string settings) => LabelingTemplate.Of(Template.Classification).Form(settings);
}
