using System.Collections.Concurrent;
using System.Security.Cryptography;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words.Fonts;

/// <summary>
/// What letters and digits look like in fonts that everybody reads, to tell legible fonts from ornaments, and letters of one case that are drawn as
/// the other. Thread-safe.
/// </summary>
internal sealed class GlyphModels
{
    /// <summary>The letters and digits that fonts are judged by.</summary>
    public const string Judged = "ABCDEFGHJKLMNPQRSTUVWXYZabdefghijkmnpqrtuy23456789";

    /// <summary>Signs that some fonts keep letters of other scripts in the place of.</summary>
    public const string Signs = "£€@#&$%";

    /// <summary>Letters with shapes of their own in lower case.</summary>
    public const string TwoCased = "abdefghmnqrt";

    /// <summary>A glyph counts as legible when fewer letters than this are more like it than its own.</summary>
    private const int NearEnough = 5;

    /// <summary>By how much a glyph must be more like the other case to count as drawn in it.</summary>
    private const double CaseMargin = 0.06;

    /// <summary>What a sign is like its models at least.</summary>
    private const double LeastLikeness = 0.25;

    private const string Drawn = Judged + Signs;

    private static readonly string[] Models =
        ["Liberation Sans", "Liberation Serif", "Liberation Mono", "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "Carlito", "Courier Prime", "Lato", "EB Garamond"];

    // c and C, s and S are one shape once their size is taken away
    private static readonly string Letters = new([.. Judged.ToUpperInvariant().Distinct()]);

    /// <summary>For each of <see cref="Judged"/> its place in <see cref="Letters"/>.</summary>
    private static readonly int[] Places = [.. Judged.Select(c => Letters.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal))];

    private readonly GlyphShape[][] shapes;

    /// <summary>By the hash of all glyphs: fonts for many scripts share their Latin letters.</summary>
    private readonly ConcurrentDictionary<string, GlyphVerdict> verdicts = new();

    private GlyphModels(GlyphShape[][] shapes) => this.shapes = shapes;

    public static GlyphModels Load(FontCatalog catalog)
    {
        // one upright and one sloped face of each
        var files = Models.SelectMany(family => catalog.Files.Where(file => file.Family == family && file.Weight is >= 400 and <= 500).DistinctBy(file => file.IsItalic));
        var shapes = Drawn.Select(_ => new List<GlyphShape>()).ToArray();
        foreach (var file in files)
        {
            using var font = Font.Open(file.Path, file.FaceIndex);
            for (var i = 0; i < Drawn.Length; i++)
            {
                if (GlyphShape.Of(font, Drawn[i]) is { } shape)
                    shapes[i].Add(shape);
            }
        }
        return new([.. shapes.Select(ofCharacter => ofCharacter.ToArray())]);
    }

    /// <param name="glyphs">Those of <see cref="Judged"/> that the font has.</param>
    public GlyphVerdict Judge(IReadOnlyDictionary<char, GlyphShape> glyphs) => verdicts.GetOrAdd(
        Convert.ToHexString(SHA256.HashData([.. glyphs.OrderBy(glyph => glyph.Key).SelectMany(glyph => glyph.Value.Coverage.Prepend((byte)glyph.Key))])), _ => Compare(glyphs));

    private GlyphVerdict Compare(IReadOnlyDictionary<char, GlyphShape> glyphs)
    {
        // without a model there is nothing to compare with
        if (shapes.All(ofCharacter => ofCharacter.Length == 0))
            return new(1, "");
        var (legible, swapped) = (0, "");
        Span<double> likeness = stackalloc double[Judged.Length];
        Span<double> best = stackalloc double[Letters.Length];
        foreach (var (character, glyph) in glyphs)
        {
            var own = Judged.IndexOf(character, StringComparison.Ordinal);
            if (own < 0)
                continue;
            best.Fill(-1);
            for (var i = 0; i < likeness.Length; i++)
            {
                likeness[i] = Likeness(glyph, shapes[i]);
                best[Places[i]] = Math.Max(best[Places[i]], likeness[i]);
            }
            var better = 0;
            foreach (var other in best)
                better += other > best[Places[own]] ? 1 : 0;
            legible += better < NearEnough ? 1 : 0;
            if (TwoCased.Contains(char.ToLowerInvariant(character), StringComparison.Ordinal) && likeness[OtherCase(own)] > likeness[own] + CaseMargin)
                swapped += character;
        }
        return new((double)legible / Judged.Length, swapped);
    }

    /// <summary>Whether one of <see cref="Signs"/> looks like something else altogether.</summary>
    public bool IsOther(char sign, GlyphShape glyph) =>
        shapes[Drawn.IndexOf(sign, StringComparison.Ordinal)] is { Length: > 0 } models && Likeness(glyph, models) < LeastLikeness;

    private static int OtherCase(int judged) =>
        Judged.IndexOf(char.IsAsciiLetterLower(Judged[judged]) ? char.ToUpperInvariant(Judged[judged]) : char.ToLowerInvariant(Judged[judged]), StringComparison.Ordinal);

    private static double Likeness(GlyphShape glyph, GlyphShape[] models)
    {
        var best = -1.0;
        foreach (var model in models)
            best = Math.Max(best, glyph.Likeness(model));
        return best;
    }
}

/// <param name="Legibility">Share of the judged letters and digits whose own letter is among the five they are most like, 0..1.</param>
/// <param name="Swapped">Letters drawn as the other case is.</param>
internal readonly record struct GlyphVerdict(double Legibility, string Swapped);
