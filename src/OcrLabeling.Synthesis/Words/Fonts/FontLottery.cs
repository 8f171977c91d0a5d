namespace OcrLabeling.Synthesis.Words.Fonts;

/// <summary>Draws fonts by their weights. Immutable.</summary>
internal sealed class FontLottery
{
    private readonly IReadOnlyList<WordFont> fonts;
    private readonly double[] cumulative;

    public FontLottery(IReadOnlyList<WordFont> fonts)
    {
        this.fonts = fonts;
        cumulative = new double[fonts.Count];
        for (var i = 0; i < fonts.Count; i++)
            cumulative[i] = fonts[i].Weight + (i > 0 ? cumulative[i - 1] : 0);
    }

    public WordFont Draw(SeededRandom random)
    {
        var place = Array.BinarySearch(cumulative, random.Range(0, cumulative[^1]));
        return fonts[Math.Min(place < 0 ? ~place : place, fonts.Count - 1)];
    }
}
