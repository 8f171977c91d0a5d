using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Labeling.Forms;

/// <summary>What can be wrong with a form that is written as JSON, as people are told it.</summary>
public sealed class CustomSchemaTests
{
    [Theory]
    [InlineData("[]", """Line 1, column 1: A form is written {"fields": [...]}.""")]
    [InlineData("""{"fields":[]}""", "Line 1, column 11: The form has no fields.")]
    [InlineData("""{"fields":{}}""", "“fields” must be a list: [...].")]
    [InlineData("""{"felds":[]}""", "Line 1, column 2: “felds” means nothing in the form. Possible are “fields”.")]
    [InlineData("{}", "The list “fields” is missing.")]
    [InlineData("""{"fields":[],"fields":[]}""", "“fields” is there twice in the form.")]
    [InlineData("{\n\"instructions\":\"x\",\n\"fields\":[]}", "Line 2, column 1: Instructions are written once, for the whole batch: move them to “Instructions” there and delete “instructions” here.")]
    [InlineData("""{"fields":["total"]}""", """Field 1 must be written {"type": ..., "name": ..., "label": ...}.""")]
    [InlineData("{\n\"fields\":[\n{\"type\":\"text\",\n\"name\":\"a\",\n\"requird\":true}]}", "Line 5, column 1: “requird” means nothing in “a”. Possible are “type”, “name”, “label”, “required”, “hotkey”, “multiline”, “maxLength”, “pattern”, “prefill”.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","required":"yes"}]}""", "“required” of “a” must be true or false.")]
    [InlineData("{\"fields\":[{\"type\":\"text\",\"name\":\"total\"},\n{\"type\":\"text\",\"name\":\"total\",\"label\":\"Sum\"}]}", "Line 2, column 23: Two fields are called “total”: give each its own name.")]
    [InlineData("""{"fields":[{"type":"text","name":"A b"}]}""", "“A b” cannot be a name: use small letters, digits and _, and begin with a letter.")]
    [InlineData("""{"fields":[{"type":"text","name":"a"},{"type":"text","name":"b","label":" "}]}""", "Field 2 has no label.")]
    [InlineData("""{"fields":[{"type":"text"}]}""", "Field 1 has no name.")]
    [InlineData("""{"fields":[{"type":"text","name":"","label":"Total"}]}""", "“Total” has no name.")]
    [InlineData("""{"fields":[{"type":"text","name":5}]}""", "The name of field 1 must be a text in double quotes.")]
    [InlineData("""{"fields":[{"type":"text","name":"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx","label":"Total"}]}""", "The name of “Total” has 41 characters; at most 40 are possible.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","label":"x\u0007"}]}""", "holds invisible characters: type it again.")]
    [InlineData("""{"fields":[{"name":"a"}]}""", "“a” has no type. Types are “text”, “choice”, “multi-choice”, “number”, “boxes”.")]
    [InlineData("""{"fields":[{"type":"date","name":"a"}]}""", "There is no type “date”. Types are “text”, “choice”, “multi-choice”, “number”, “boxes”.")]
    [InlineData("""{"fields":[{"type":"text","type":"text","name":"a"}]}""", "“type” is there twice in “a”.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":[]}]}""", "“a” has no options: add what can be chosen.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a"}]}""", "“a” has no options: add what can be chosen.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":"x"}]}""", "“options” of “a” must be a list: [...].")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":["x","x"]}]}""", "Two options of “a” are stored as “x”.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":["x",""]}]}""", "Option 2 of “a” is empty.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":[{"label":"X"}]}]}""", "Option 1 of “a” has no value.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":[{"value":"x","label":""}]}]}""", "Option 1 of “a” has no label.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":[7]}]}""", """Option 1 of “a” must be a text, or {"value": ..., "label": ...}.""")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":[{"value":"x","key":"1"}]}]}""", "“key” means nothing in option 1 of “a”. Possible are “value”, “label”, “hotkey”.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":[{"value":"x","hotkey":"1"},{"value":"y","hotkey":"1"}]}]}""", "The shortcut “1” is used twice: for “x” and for “y”.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":[{"value":"x","hotkey":"z"}]}]}""", "The shortcut “z” of “x” is used by the page itself, as are “k”, “u”, “x”.")]
    [InlineData("""{"fields":[{"type":"choice","name":"a","options":[{"value":"x","hotkey":"Enter"}]}]}""", "The shortcut of “x” must be one small letter or digit.")]
    [InlineData("""{"fields":[{"type":"number","name":"a","min":3,"max":2}]}""", "“a”: the minimum 3 is above the maximum 2.")]
    [InlineData("""{"fields":[{"type":"number","name":"a","min":"3"}]}""", "“min” of “a” must be a number.")]
    [InlineData("""{"fields":[{"type":"number","name":"a","min":1e99}]}""", "“min” of “a” is too large.")]
    [InlineData("""{"fields":[{"type":"number","name":"a","step":0}]}""", "“a”: the step must be above 0.")]
    [InlineData("""{"fields":[{"type":"number","name":"a","step":0.5,"integer":true}]}""", "“a” takes whole numbers only, but its step is 0.5.")]
    [InlineData("""{"fields":[{"type":"number","name":"a","min":0.5,"integer":true}]}""", "“a” takes whole numbers only, but its minimum is 0.5.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","maxLength":0}]}""", "“a”: the number of characters (“maxLength”) must be a whole number from 1 to 4,000.")]
    [InlineData("""{"fields":[{"type":"boxes","name":"a","max":1000}]}""", "“a”: the number of boxes (“max”) must be a whole number from 1 to 200.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":""}]}""", "The pattern of “a” is empty: leave it out.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"("}]}""", "“a”: the pattern is not a regular expression: a “)” is missing.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"a))"}]}""", "a “(” is missing before a “)”.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"a)|(b"}]}""", "a “(” is missing before a “)”.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"[a"}]}""", "a “]” is missing.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"[z-a]"}]}""", "a range in [...] runs backwards.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"*"}]}""", "nothing stands before a “*”, “+”, “?” or “{”.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"a**"}]}""", "two repetitions follow each other.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"a{3,2}"}]}""", "in {from,to} the first number is the larger one.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"\\y"}]}""", "a \\ stands before a character that has no meaning after it.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"(?y)"}]}""", "the characters after “(?” have no meaning.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"\\p{Foo}"}]}""", "check its brackets and backslashes.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","pattern":"(?=x)x"}]}""", "“a”: the pattern looks ahead, behind or back ((?=, (?<, \\1); that is not supported.")]
    [InlineData("""{"fields":[{"type":"text","name":"a","prefill":true},{"type":"text","name":"b","prefill":true}]}""", "Only one field can start from the machine's reading, but “a” and “b” do.")]
    public void Every_fault_is_a_sentence(string schema, string expected)
    {
        var (form, faults) = CustomSchema.Read(schema);
        Assert.Null(form);
        Assert.Contains(expected, string.Join('\n', faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_without_faults_has_none() => Assert.Empty(CustomSchema.Read("""{"fields":[{"type":"text","name":"a"}]}""").Faults);

    [Fact]
    public void All_faults_are_found_at_once_in_their_order_with_the_field_they_are_of()
    {
        var faults = CustomSchema.Read("{\n\"fields\":[\n{\"type\":\"number\",\"name\":\"a\",\"min\":\"1\"},\n{\"type\":\"choice\",\"name\":\"b\",\"options\":[]},\n{\"type\":\"texts\",\"name\":\"c\"}],\n\"more\":1}").Faults;
        Assert.Equal([3, 4, 5, 6], faults.Select(f => f.Line));
        Assert.Equal([0, 1, 2, null], faults.Select(f => f.Field));
    }

    [Fact]
    public void Too_many_fields_are_refused() => Assert.Contains(
        "The form has 21 fields; at most 20 are possible.",
        CustomSchema.Read($$"""{"fields":[{{string.Join(',', Enumerable.Range(0, 21).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"text","name":"f{{i}}"}""")))}}]}""").Faults.Select(f => f.Message));

    [Fact]
    public void Too_long_a_text_is_refused() => Assert.Equal("The form has 10,001 characters; at most 10,000 are possible.", Assert.Single(CustomSchema.Read(new string(' ', 10_001)).Faults).Message);

    [Fact]
    public void Batches_of_the_first_release_keep_their_instructions()
    {
        const string Stored = """{"instructions":"Look closely.","fields":[{"type":"text","name":"a"}]}""";
        Assert.Equal("Look closely.", Assert.IsType<CustomForm>(LabelingTemplate.Of(Template.Custom).Form(Stored)).Instructions);
        Assert.Null(CustomSchema.Read(Stored).Form);
    }

    [Fact]
    public void The_examples_are_schemas_and_stay_some_without_their_line_breaks() => Assert.Equal(
        [6, 2], CustomSchema.Examples.Select(e => CustomSchema.Read(CustomSchema.Compact(e.Json)) is { Form.Fields.Count: var fields, Faults: [] } ? fields : 0));

    [Fact]
    public async Task A_schema_that_is_cut_off_anywhere_is_refused_with_a_place() => await Task.Run(() => Prop.ForAll(
        Gen.Choose(0, CustomSchema.Examples[0].Json.Length - 2).ToArbitrary(), length => CustomSchema.Read(CustomSchema.Examples[0].Json[..length]) is { Form: null, Faults: [{ Line: > 0, Column: > 0 }] }).QuickCheckThrowOnFailure());
}
