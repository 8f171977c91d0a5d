using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Labeling.Forms;

public sealed class CustomFormTests
{
    public const string Schema = """
        {"fields":[
          {"type":"text","name":"total","label":"Total","required":true,"maxLength":12,"pattern":"[0-9]+([.,][0-9]{2})?"},
          {"type":"text","name":"remark","multiline":true},
          {"type":"choice","name":"currency","options":[{"value":"usd","hotkey":"1"},{"value":"eur","hotkey":"2"}]},
          {"type":"multi-choice","name":"marks","options":["logo","stamp","signature"]},
          {"type":"number","name":"items","min":0,"max":20,"integer":true},
          {"type":"number","name":"rate","min":0.5,"step":0.25},
          {"type":"boxes","name":"where","max":2}
        ]}
        """;

    private static readonly PixelSize image = new(100, 200);
    private static readonly AnswerForm form = LabelingTemplate.Of(Template.Custom).Form(Schema);

    [Fact]
    public void Every_field_stands_in_the_canonical_answer_in_the_order_of_the_schema() => Assert.Equal(
        """{"total":"12.50","remark":null,"currency":"usd","marks":["logo","signature"],"items":3,"rate":0.75,"where":[[1,2,30,20],[40,3,60,22]]}""",
        Read("""{"where":[[40,3,60,22],[1,2,30,20]],"rate":0.7500,"items":3.0,"marks":["signature","logo"],"currency":"usd","total":" 12.50 "}"""));

    [Theory]
    [InlineData("""{}""", "Total: this field is required.")]
    [InlineData("""{"total":""}""", "Total: this field is required.")]
    [InlineData("""{"total":"abc"}""", "Total: a text of at most 12 characters of the form [0-9]+")]
    [InlineData("""{"total":"1234567890123"}""", "at most 12 characters")]
    [InlineData("""{"total":"12\n"}""", null)]
    [InlineData("""{"total":"1\n2"}""", "Total: a text")]
    [InlineData("""{"total":12}""", "Total: a text")]
    [InlineData("""{"total":"1","total":"2"}""", "is written")]
    [InlineData("""{"total":"1","sum":"2"}""", "There is no field “sum”.")]
    [InlineData("""{"total":"1","currency":"gbp"}""", "currency: one of “usd”, “eur”.")]
    [InlineData("""{"total":"1","marks":["logo","logo"]}""", "marks: any of")]
    [InlineData("""{"total":"1","marks":"logo"}""", "marks: any of")]
    [InlineData("""{"total":"1","items":21}""", "items: a number from 0 to 20, in steps of 1.")]
    [InlineData("""{"total":"1","items":1.5}""", "in steps of 1.")]
    [InlineData("""{"total":"1","items":"1"}""", "items: a number")]
    [InlineData("""{"total":"1","rate":0.6}""", "rate: a number from 0.5, in steps of 0.25.")]
    [InlineData("""{"total":"1","rate":1e30}""", "rate: a number")]
    [InlineData("""{"total":"1","where":[[1,2,30,20],[2,2,30,20],[3,2,30,20]]}""", "where: at most 2 boxes")]
    [InlineData("""{"total":"1","where":[[1,2,130,20]]}""", "inside the image")]
    [InlineData("""{"total":"\ud800"}""", "is written")]
    [InlineData("""{"total":"1","remark":"a\u0001b"}""", null)]
    [InlineData("""["total"]""", "is written")]
    [InlineData("""{"total":"1",}""", "is written")]
    [InlineData("""{"total":"1","remark":"two\r\nlines"}""", null)]
    [InlineData(null, "is written")]
    public void Answers_are_checked_field_by_field(string? said, string? expected)
    {
        var content = form.Read(AnswerKind.Labeled, said, image, out var fault);
        Assert.Equal(expected is null, content is not null);
        Assert.Contains(expected ?? "", fault ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_are_answers_too() => Assert.Equal(new AnswerContent(AnswerKind.Unsure, null), form.Read(AnswerKind.Unsure, "{}", image, out _));

    [Fact]
    public void The_distance_to_the_machine_counts_the_fields_it_named()
    {
        const string Machine = """{"total":"12.50","where":[[1,2,30,20]]}""";
        AnswerContent Said(string total, string boxes) => form.Read(AnswerKind.Labeled, $$"""{"total":"{{total}}","currency":"eur","where":{{boxes}}}""", image, out _)!.Value;
        Assert.Equal((PreLabelRelation.Accepted, 0), form.Compare(Machine, true, Said("12.50", "[[2,2,30,20]]")));
        Assert.Equal((PreLabelRelation.Edited, 1), form.Compare(Machine, true, Said("12.60", "[[1,2,30,20]]")));
        Assert.Equal((PreLabelRelation.Edited, 2), form.Compare(Machine, true, Said("12.60", "[]")));
        Assert.Equal((PreLabelRelation.Typed, 0), form.Compare(Machine, false, Said("12.50", "[[1,2,30,20]]")));
        Assert.Equal((PreLabelRelation.Typed, null), form.Compare(null, true, Said("12.50", "[]")));
    }

    [Fact]
    public void A_word_that_a_machine_read_goes_into_the_field_that_takes_it()
    {
        var words = (CustomForm)LabelingTemplate.Of(Template.Custom).Form("""{"fields":[{"type":"choice","name":"hand","options":["yes","no"]},{"type":"text","name":"word","prefill":true,"maxLength":5}]}""");
        Assert.Equal("""{"word":"a \"b"}""", words.PreLabelOf(" a \"b"));
        Assert.Null(words.PreLabelOf("much too long"));
        Assert.Null(words.PreLabelOf(" "));
        Assert.Null(((CustomForm)form).PreLabelOf("Total"));
    }

    [Fact]
    public async Task What_was_read_reads_as_itself() => await Task.Run(() => Prop.ForAll(Answers().ToArbitrary(), answer =>
    {
        var first = form.Read(AnswerKind.Labeled, answer, image, out var fault);
        // texts that cannot be taken are refused with a reason, never changed
        if (first is not { Text: { } text })
            return fault is not null;
        return form.Read(AnswerKind.Labeled, text, image, out _)?.Text == text && form.Compare(text, true, first.Value) == (PreLabelRelation.Accepted, 0)
            && CustomForm.Write(CustomForm.Parse(text).Select(f => (f.Name, f.Value.GetRawText()))) == text;
    }).QuickCheckThrowOnFailure());

    /// <summary>Answers of the schema in any order and spacing, some of them faulty.</summary>
    private static Gen<string> Answers() =>
        from total in Gen.Elements("1", "12.50", "999,99", " 7 ", "x", "")
        from remark in ArbMap.Default.GeneratorFor<string?>()
        from currency in Gen.Elements<string?>("usd", "eur", null, "gbp")
        from marks in Gen.SubListOf("logo", "stamp", "signature", "logo")
        from items in Gen.Choose(-1, 21)
        from rate in Gen.Choose(0, 400)
        from boxes in Gen.Choose(0, 3).SelectMany(n => Gen.ListOf(from x in Gen.Choose(0, 90) from y in Gen.Choose(0, 190) from w in Gen.Choose(0, 12) from h in Gen.Choose(0, 12) select new[] { x, y, x + w, y + h }, n))
        from shuffled in Gen.Shuffle(new Dictionary<string, object?>
        {
            ["total"] = total, ["remark"] = remark, ["currency"] = currency, ["marks"] = marks.Where(m => m is not null), ["items"] = items, ["rate"] = rate / 100m, ["where"] = boxes,
        }.ToArray())
        select JsonSerializer.Serialize(shuffled.ToDictionary(p => p.Key, p => p.Value));

    private static string Read(string answer)
    {
        var content = form.Read(AnswerKind.Labeled, answer, image, out var fault);
        Assert.Null(fault);
        return content!.Value.Text!;
    }
}
