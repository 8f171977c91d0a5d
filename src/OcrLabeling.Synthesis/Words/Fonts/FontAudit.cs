using System.Security.Cryptography;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words.Fonts;

/// <summary>What is wrong with a font, as far as the word network's characters go.</summary>
/// <param name="Good">Characters it writes rightly, the space among them.</param>
/// <param name="Missing">It has no glyph for these.</param>
/// <param name="Blank">Their glyphs show nothing.</param>
/// <param name="Boxes">Their glyphs are the same as the one for "no such glyph", or show another sign.</param>
/// <param name="Caseless">Letters drawn as the other case is. With some of them a font writes no lower case, or no upper case, at all.</param>
/// <param name="Legibility">See <see cref="GlyphVerdict"/>, 0..1.</param>
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

    /// <summary>The characters that tell designs apart.</summary>
    private const string Telling = "agRQ&27";

    /// <summary>More letters than this in the wrong case make a font of one case; fewer are uncommon designs, as those of handwriting are.</summary>
    private const int MostCaselessSmall = 2, MostCaselessCapital = 3;

    // the others are only measured: drawing and scaling all of them would take most of the time
    private static readonly string Compared = new([.. GlyphModels.Judged.Union(GlyphModels.Signs).Union(Telling)]);

    public static FontFinding Inspect(FontFile file, GlyphModels models)
    {
        using var font = Font.Open(file.Path, file.FaceIndex);
        var absent = GlyphShape.Of(font, Absent);
        var glyphs = new Dictionary<char, GlyphShape>();
        var (good, missing, blank, boxes) = ("", "", "", "");
        foreach (var character in WordCharset.Characters.TrimEnd(' '))
        {
            if (font.CountMissing([character]) > 0)
                missing += character;
            else if (GlyphShape.Measure(font, character) is not { } ink)
                blank += character;
            else if (!Compared.Contains(character, StringComparison.Ordinal) && absent?.IsAt(ink) != true)
                good += character;
            else if (GlyphShape.Of(font, character) is not { } shape)
                blank += character;
            else if (absent?.IsSameAs(shape) == true || (GlyphModels.Signs.Contains(character, StringComparison.Ordinal) && models.IsOther(character, shape)))
                boxes += character;
            else
            {
                good += character;
                glyphs.Add(character, shape);
            }
        }
        var verdict = models.Judge(glyphs);
        var copies = string.Concat(glyphs.Keys.Where(c => IsCapitalInSmall(glyphs, c)));
        var caseless = string.Concat(copies.Union(verdict.Swapped));
        return new(file, OfRightCase(good.Except(copies), caseless) + ' ', missing, blank, boxes, caseless, verdict.Legibility, Design(glyphs));
    }

    // small capitals are as bad as capitals: alike but for their size
    private static bool IsCapitalInSmall(Dictionary<char, GlyphShape> glyphs, char character) =>
        GlyphModels.TwoCased.Contains(character, StringComparison.Ordinal)
        && glyphs.TryGetValue(char.ToUpperInvariant(character), out var capital) && glyphs[character].Likeness(capital) > 0.9;

    private static string OfRightCase(IEnumerable<char> good, string caseless)
    {
        var (noSmall, noCapitals) = (caseless.Count(char.IsAsciiLetterLower) > MostCaselessSmall, caseless.Count(char.IsAsciiLetterUpper) > MostCaselessCapital);
        return string.Concat(good.Where(c => !(noSmall && char.IsAsciiLetterLower(c)) && !(noCapitals && char.IsAsciiLetterUpper(c))));
    }

    private static string Design(Dictionary<char, GlyphShape> glyphs) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Telling.SelectMany(c => glyphs.TryGetValue(c, out var shape) ? shape.Coverage : [])]))[..16];
}
