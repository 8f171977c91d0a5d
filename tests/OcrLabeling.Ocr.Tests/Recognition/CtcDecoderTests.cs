using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class CtcDecoderTests
{
    // classes: 0 blank, 1 a, 2 b, 3 full-width comma, 4 comma, 5 a Chinese sign, 6 space
    private static readonly Charset Letters = Charset.Parse("a\nb\n，\n,\n中\n"u8);

    [Fact]
    public void Repeats_are_joined_and_blanks_part_doubles()
    {
        var reading = CtcDecoder.Decode(Path(1, 1, 0, 1, 2, 2), Letters);
        Assert.Equal("aab", Text(reading));
    }

    [Fact]
    public void A_characters_step_is_the_middle_of_its_run()
    {
        var reading = CtcDecoder.Decode(Path(0, 2, 2, 2, 0, 1), Letters);
        Assert.Equal([2.0, 5.0], reading.Characters.Select(character => character.Step));
    }

    [Fact]
    public void Spaces_are_no_characters_but_their_probability_is_kept()
    {
        var reading = CtcDecoder.Decode(Path(1, 6, 2), Letters);
        Assert.Equal("ab", Text(reading));
        Assert.Equal(0.94f, reading.SpaceProbability[1], 5);
    }

    [Fact]
    public void Full_width_and_plain_signs_add_up_to_one_symbol()
    {
        float[] row = [0.2f, 0.3f, 0, 0.25f, 0.25f, 0, 0];
        var character = Assert.Single(CtcDecoder.Decode(row, Letters).Characters);
        Assert.Equal(",", character.Text);
        Assert.Equal(0.5, character.Probability, 5);
    }

    [Fact]
    public void A_script_we_do_not_read_leaves_the_next_best_symbol()
    {
        float[] row = [0.05f, 0.1f, 0, 0, 0, 0.85f, 0];
        Assert.Equal("a", Text(CtcDecoder.Decode(row, Letters)));
    }

    /// <summary>Each step gives its class 0.94 and every other class 0.01.</summary>
    private static float[] Path(params int[] classes) =>
        [.. classes.SelectMany(best => Enumerable.Range(0, Letters.ClassCount).Select(index => index == best ? 0.94f : 0.01f))];

    private static string Text(CtcReading reading) => string.Concat(reading.Characters.Select(character => character.Text));
}
