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

    private readonly (char Character, GlyphShape Shape)[] shapes;

    private GlyphModels((char Character, GlyphShape Shape)[] shapes) => this.shapes = shapes;

    public static GlyphModels Load(FontCatalog catalog)
    {
        var files = Models.SelectMany(family => catalog.Files.Where(file => file.Family == family)).Where(file => file.Weight is >= 400 and <= 500);
        var shapes = new List<(char, GlyphShape)>();
        foreach (var file in files)
        {
            using var font = Font.Open(file.Path, file.FaceIndex);
            foreach (var character in Judged)
            {
                if (GlyphShape.Of(font, character) is { } shape)
                    shapes.Add((character, shape));
            }
        }
        return new([.. shapes]);
    }

    /// <summary>Share of the judged letters and digits that look like themselves, 0..1; 1 when no model font is installed.</summary>
    public double Legibility(IReadOnlyDictionary<char, GlyphShape> glyphs) =>
        shapes.Length == 0 ? 1 : (double)Judged.Count(character => glyphs.TryGetValue(character, out var shape) && LooksLike(character, shape)) / Judged.Length;

    private bool LooksLike(char character, GlyphShape glyph)
    {
        var best = new Dictionary<char, double>();
        foreach (var (model, shape) in shapes)
        {
            // c and C, s and S are one shape once their size is taken away
            var letter = char.ToUpperInvariant(model);
            best[letter] = Math.Max(best.GetValueOrDefault(letter, -1), glyph.Likeness(shape));
        }
        var own = best[char.ToUpperInvariant(character)];
        return best.Values.Count(likeness => likeness > own) < NearEnough;
    }
}
