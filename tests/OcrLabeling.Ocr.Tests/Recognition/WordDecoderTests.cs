using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class WordDecoderTests
{
    private static readonly Charset Characters = Charset.Parse(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', WordCharset.Characters[..^1].ToCharArray())));

    private readonly WordDecoder decoder = new(Characters, Lexicon.Parse("light\nto\n"u8));

    [Fact]
    public void Where_the_network_is_unsure_a_word_wins_over_a_string_that_is_none()
    {
        var reading = decoder.Decode(Steps("1:0.6 l:0.4", "i:1", "g:1", "h:1", "t:1"));
        Assert.Equal("light", reading.Text);
        // 0.4 against 0.6 at a twentieth
        Assert.Equal(0.4 / (0.4 + 0.05 * 0.6), reading.Confidence, 3);
    }

    [Fact]
    public void Where_the_network_is_sure_it_has_the_last_word()
    {
        var reading = decoder.Decode(Steps("1:0.97 l:0.03", "i:1", "g:1", "h:1", "t:1"));
        Assert.Equal("1ight", reading.Text);
        Assert.Equal(0.97, reading.Confidence, 3);
    }

    [Fact]
    public void Strange_texts_are_read_as_they_stand()
    {
        var reading = decoder.Decode(Steps("X:0.8 Y:0.2", "-:1", "4:0.9 A:0.1", "Q:1"));
        Assert.Equal("X-4Q", reading.Text);
        Assert.Equal(0.72, reading.Confidence, 3);
    }

    [Fact]
    public void Characters_of_a_text_that_is_not_the_likeliest_path_stand_where_they_were_seen()
    {
        var reading = decoder.Decode(Steps("blank:1", "1:0.6 l:0.4", "blank:1", "i:1", "i:1", "g:1", "h:1", "t:0.9 blank:0.1", "blank:1"));
        Assert.Equal("light", string.Concat(reading.Characters.Select(character => character.Text)));
        Assert.Equal([1, 3.5, 5, 6, 7], reading.Characters.Select(character => character.Step));
        Assert.Equal([0.4, 1, 1, 1, 0.9], reading.Characters.Select(character => Math.Round(character.Probability, 3)));
    }

    [Fact]
    public void Nothing_is_read_from_blanks() => Assert.Equal("", decoder.Decode(Steps("blank:0.9 x:0.1", "blank:1")).Text);

    /// <summary>One step each: characters with their probabilities.</summary>
    private static float[] Steps(params string[] steps)
    {
        var probabilities = new float[steps.Length * Characters.ClassCount];
        foreach (var (i, step) in steps.Index())
        {
            foreach (var part in step.Split(' '))
            {
                var (name, value) = (part[..part.LastIndexOf(':')], part[(part.LastIndexOf(':') + 1)..]);
                var label = name == "blank" ? 0 : WordCharset.Characters.IndexOf(name, StringComparison.Ordinal) + 1;
                probabilities[i * Characters.ClassCount + label] = float.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
            }
        }
        return probabilities;
    }
}
