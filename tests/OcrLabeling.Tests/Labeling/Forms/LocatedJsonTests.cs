using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Labeling.Forms;

/// <summary>What is said about a text that is no JSON.</summary>
public sealed class LocatedJsonTests
{
    [Theory]
    [InlineData("", """Line 1, column 1: There is nothing here. A form is written {"fields": [...]}.""")]
    [InlineData("  \n", """There is nothing here.""")]
    [InlineData("{\n  \"fields\": [\n    { \"type\": \"text\",\n      \"label\": \"Total\"\n      \"name\": \"total\" } ] }", "Line 4, column 23: A comma is missing after “Total”.")]
    [InlineData("{ \"a\": 12 \"b\": 1 }", "Line 1, column 10: A comma is missing after “12”.")]
    [InlineData("{ \"a\": true b: 1 }", "A comma is missing after “true”.")]
    [InlineData("[{} {}]", "A comma is missing after “}”.")]
    [InlineData("[\"a\",\n]", "Line 1, column 5: Delete the comma before “]”.")]
    [InlineData("{\"a\":1,}", "Delete the comma before “}”.")]
    [InlineData("{\"a\":1,,\"b\":2}", "There is a comma too many.")]
    [InlineData("[,1]", "There is a comma too many.")]
    [InlineData("{\"a\" 1}", "Line 1, column 5: A colon is missing after “a”.")]
    [InlineData("{\"a: 1}", "The text “a: 1}” has no closing quote (\").")]
    [InlineData("{\"a: \"b\"}", "A quote (\") is missing after “a”.")]
    [InlineData("{\"a\":}", "“a” has no value.")]
    [InlineData("{\"a\":", "“a” has no value.")]
    [InlineData("{\"a\":,\"b\":1}", "“a” has no value.")]
    [InlineData("{a: 1}", "“a” must be in double quotes.")]
    [InlineData("{\"a\": total}", "“total” must be in double quotes.")]
    [InlineData("{\"a\": True}", "“True” is written true.")]
    [InlineData("{'a': 1}", "Write a straight double quote (\") instead of ' here.")]
    [InlineData("{“a”: 1}", "Write a straight double quote (\") instead of “ here.")]
    [InlineData("{\n\"a\": \"Total,\n\"b\": 1}", "Line 2, column 6: The text “Total,” has no closing quote (\").")]
    [InlineData("{\"a\": \"The \"total\" sum\"}", "The text “The ” ends before this. A quote inside of a text is written \\\".")]
    [InlineData("[\"a\tb\"]", "A tab inside of a text is written \\t.")]
    [InlineData("[\"a\u0001b\"]", "An invisible character stands in this text: delete it.")]
    [InlineData("[\"\\d+\"]", "A backslash inside of a text is written \\\\.")]
    [InlineData("[\"\\u12\"]", "\\u must be followed by four digits, as in \\u00e9.")]
    [InlineData("[\"\\ud800\"]", "holds half a character: type it again.")]
    [InlineData("{\"a\": [1, 2}", "“}” stands where “]” is expected: the “[” of line 1 is still open.")]
    [InlineData("{\n\"a\": [1, 2]\n", "Line 2, column 11: “}” is missing at the end: the “{” of line 1 is still open.")]
    [InlineData("[\"a\": 1]", "A list [...] holds values only; a name with a colon belongs in {...}.")]
    [InlineData("{{}}", "A name in double quotes and a colon are missing before “{”.")]
    [InlineData("{} {}", "Line 1, column 4: Delete what follows the last “}”.")]
    [InlineData("[01]", "“01” is not a number. Numbers are written like 12, 0.5 or -3.")]
    [InlineData("[-]", "“-” is not a number.")]
    [InlineData("[1.]", "“1.” is not a number.")]
    [InlineData("{\"a\": 1,5}", "A decimal number is written with a point, as 0.5.")]
    [InlineData("{\n// total\n\"a\": 1}", "Line 2, column 1: JSON has no comments: delete this one.")]
    [InlineData("[\u00a01]", "An invisible character stands here: delete it.")]
    [InlineData("[%]", "“%” cannot stand here.")]
    [InlineData("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", "The brackets are nested too deeply.")]
    public void What_is_no_JSON_is_told_in_a_sentence_with_its_place(string json, string expected)
    {
        Assert.Null(LocatedJson.Parse(json, out var fault));
        Assert.Contains(expected, fault!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_what_the_framework_takes_and_nothing_else() => await Task.Run(() => Prop.ForAll(Texts().ToArbitrary(), json =>
        LocatedJson.Parse(json, out var fault) is { } read ? IsSame(read, JsonElement.Parse(json)) : fault is { Line: > 0, Column: > 0 } && (IsRefused(json) || fault.Message.Contains("half a character", StringComparison.Ordinal)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000)));

    /// <summary>An example of a form with some characters taken out, put in or changed.</summary>
    private static Gen<string> Texts() =>
        from edits in Gen.Choose(0, 2)
        from places in Gen.ListOf(Gen.Choose(0, CustomSchema.Examples[1].Json.Length - 1), edits)
        from characters in Gen.ListOf(Gen.Elements("", " ", "\"", ",", ":", "{", "}", "[", "]", "a", "0", "-1.5e3", ".", "\\", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "é", "😀", "\n", "\t", "'", "true", "null"), edits)
        select places.Zip(characters).Aggregate(CustomSchema.Examples[1].Json, (json, edit) => json[..edit.First] + edit.Second + json[Math.Min(json.Length, edit.First + edits - 1)..]);

    private static bool IsRefused(string json)
    {
        try
        {
            JsonElement.Parse(json);
            return false;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return true;
        }
    }

    private static bool IsSame(LocatedJson read, JsonElement known) => read.Kind == known.ValueKind && known.ValueKind switch
    {
        JsonValueKind.Object => read.Properties.Zip(known.EnumerateObject()).All(p => p.First.Name == p.Second.Name && IsSame(p.First.Value, p.Second.Value)) && read.Properties.Count == known.GetPropertyCount(),
        JsonValueKind.Array => read.Items.Count == known.GetArrayLength() && read.Items.Zip(known.EnumerateArray()).All(i => IsSame(i.First, i.Second)),
        JsonValueKind.String => read.Text == known.GetString(),
        JsonValueKind.Number => read.Text == known.GetRawText(),
        _ => true,
    };
}
