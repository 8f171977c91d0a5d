using System.Text.Json;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Data;

public sealed class ChoiceTests
{
    private static readonly JsonSerializerOptions json = new() { Converters = { new ChoiceJsonConverter() } };

    [Theory]
    [InlineData("Donated")]
    [InlineData("donated")]
    public void A_name_is_read_capitals_or_not(string text) => Assert.Equal(Privacy.Donated, Choice.Parse<Privacy>(text));

    [Theory]
    [InlineData("7")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("Public,Donated")]
    [InlineData(" Donated ")]
    [InlineData("")]
    [InlineData(null)]
    public void Numbers_lists_and_blanks_are_no_names(string? text)
    {
        Assert.Null(Choice.Parse<Privacy>(text));
        Assert.False(Choice.TryParse<Privacy>(text, out _));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("1")]
    [InlineData("\"1\"")]
    [InlineData("\"Transcribed,Unsure\"")]
    [InlineData("\" Unsure\"")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Nor_does_JSON_take_them(string text) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AnswerKind>(text, json));

    [Fact]
    public void JSON_comes_back_as_it_was_written()
    {
        var snake = new JsonSerializerOptions { Converters = { new ChoiceJsonConverter(JsonNamingPolicy.SnakeCaseLower) } };
        var kinds = Enum.GetValues<AnswerKind>();
        Assert.Equal(kinds, JsonSerializer.Deserialize<AnswerKind[]>(JsonSerializer.Serialize(kinds, json), json));
        Assert.Equal("\"bad_orientation\"", JsonSerializer.Serialize(AnswerKind.BadOrientation, snake));
        Assert.Equal(AnswerKind.BadOrientation, JsonSerializer.Deserialize<AnswerKind>("\"bad_orientation\"", snake));
        var counts = new Dictionary<AnswerKind, int> { [AnswerKind.Unsure] = 3 };
        Assert.Equal("""{"Unsure":3}""", JsonSerializer.Serialize(counts, json));
        Assert.Equal(counts, JsonSerializer.Deserialize<Dictionary<AnswerKind, int>>("""{"Unsure":3}""", json));
    }
}
