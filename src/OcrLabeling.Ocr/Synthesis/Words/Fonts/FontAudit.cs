using System.Security.Cryptography;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Synthesis.Rendering;

namespace OcrLabeling.Ocr.Synthesis.Words.Fonts;

/// <summary>What is wrong with a font, as far as the word network's characters go.</summary>
/// <param name="Good">Characters it writes rightly, the space among them.</param>
/// <param name="Missing">It has no glyph for these.</param>
/// <param name="Blank">Their glyphs show nothing.</param>
/// <param name="Boxes">Their glyphs are the same as the one for "no such glyph".</param>
/// <param name="Caseless">Letters whose lower case is their upper case; such a font writes upper case only.</param>
/// <param name="Legibility">See <see cref="GlyphModels.Legibility"/>, 0..1.</param>
/// <param name="Design">The same for fonts whose letters are the same, such as the Latin part of fonts for many scripts.</param>
internal sealed record FontFinding(
    FontFile File, string Good, string Missing, string Blank, string Boxes, string Caseless, double Legibility, string Design)
{
    /// <summary>Below this share of legible letters a font is an ornament.</summary>
    public const double LeastLegibility = 0.75;

    /// <summary>Most of the letters, all digits and the commonest signs.</summary>
    private const string Wanted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-";

    public bool IsUsable => Legibility >= LeastLegibility && Wanted.All(Good.Contains);
}

/// <summary>Looks at every glyph of a font before words are drawn in it.</summary>
internal static class FontAudit
{
    /// <summary>A character that fonts for English do not have: shows what a missing glyph looks like.</summary>
    private const char Absent = '\uFFFE';

    /// <summary>Letters with shapes of their own in lower case.</summary>
    private const string TwoCased = "abdefghmnqrt";

    /// <summary>This many letters the same in both cases make a font of capitals.</summary>
    private const int MostCaseless = 3;

    public static FontFinding Inspect(FontFile file, GlyphModels models)
    {
        using var font = Font.Open(file.Path, file.FaceIndex);
        var absent = GlyphShape.Of(font, Absent);
        var glyphs = new Dictionary<char, GlyphShape>();
        var (missing, blank, boxes) = ("", "", "");
        foreach (var character in WordCharset.Characters.TrimEnd(' '))
        {
            if (font.CountMissing([character]) > 0)
                missing += character;
            else if (GlyphShape.Of(font, character) is not { } shape)
                blank += character;
            else if (absent is not null && shape.IsSameAs(absent))
                boxes += character;
            else
                glyphs.Add(character, shape);
        }
        var caseless = string.Concat(TwoCased.Where(lower => IsCaseless(glyphs, lower)));
        var good = glyphs.Keys.Where(c => caseless.Length <= MostCaseless || !char.IsAsciiLetterLower(c)).Append(' ');
        return new(file, string.Concat(good), missing, blank, boxes, caseless, models.Legibility(glyphs), Design(glyphs));
    }

    // small capitals are as bad as capitals: alike but for their size
    private static bool IsCaseless(Dictionary<char, GlyphShape> glyphs, char lower) =>
        glyphs.TryGetValue(lower, out var small) && glyphs.TryGetValue(char.ToUpperInvariant(lower), out var capital) && small.Likeness(capital) > 0.93;

    private static string Design(Dictionary<char, GlyphShape> glyphs) =>
        Convert.ToHexStringLower(SHA256.HashData([.. "agRQ&27".SelectMany(c => glyphs.TryGetValue(c, out var shape) ? shape.Coverage : [])]))[..16];
}
