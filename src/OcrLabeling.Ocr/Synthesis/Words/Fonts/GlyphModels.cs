using OcrLabeling.Ocr.Synthesis.Rendering;

namespace OcrLabeling.Ocr.Synthesis.Words.Fonts;

/// <summary>
/// What letters and digits look like in fonts that everybody reads, to tell legible fonts from ornaments: a glyph counts as legible when its own
/// letter is among the five it is most like. Immutable.
/// </summary>
internal sealed class GlyphModels
{
    public const string Judged = "ABCDEFGHJKLMNPQRSTUVWXYZabdefghijkmnpqrtuy23456789";

    private const int NearEnough = 5;

    private static readonly string[] Models =
        ["Liberation Sans", "Liberation Serif", "Liberation Mono", "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "Carlito", "Courier Prime", "Lato", "EB Garamond"];

    // c and C, s and S are one shape once their size is taken away
    private static readonly string Letters = new([.. Judged.ToUpperInvariant().Distinct()]);

    private readonly GlyphShape[][] shapes;

    private GlyphModels(GlyphShape[][] shapes) => this.shapes = shapes;

    public static GlyphModels Load(FontCatalog catalog)
    {
        var files = Models.SelectMany(family => catalog.Files.Where(file => file.Family == family)).Where(file => file.Weight is >= 400 and <= 500);
        var shapes = Letters.Select(_ => new List<GlyphShape>()).ToArray();
        foreach (var file in files)
        {
            using var font = Font.Open(file.Path, file.FaceIndex);
            foreach (var character in Judged)
            {
                if (GlyphShape.Of(font, character) is { } shape)
                    shapes[Place(character)].Add(shape);
            }
        }
        return new([.. shapes.Select(ofLetter => ofLetter.ToArray())]);
    }

    /// <summary>Share of the judged letters and digits that look like themselves, 0..1; 1 when no model font is installed.</summary>
    public double Legibility(IReadOnlyDictionary<char, GlyphShape> glyphs) =>
        shapes.All(ofLetter => ofLetter.Length == 0)
            ? 1
            : (double)Judged.Count(character => glyphs.TryGetValue(character, out var shape) && LooksLike(character, shape)) / Judged.Length;

    private bool LooksLike(char character, GlyphShape glyph)
    {
        var own = Likeness(glyph, shapes[Place(character)]);
        return shapes.Count(ofLetter => Likeness(glyph, ofLetter) > own) < NearEnough;
    }

    private static double Likeness(GlyphShape glyph, GlyphShape[] models)
    {
        var best = -1.0;
        foreach (var model in models)
            best = Math.Max(best, glyph.Likeness(model));
        return best;
    }

    private static int Place(char character) => Letters.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
}
