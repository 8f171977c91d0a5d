using System.Security.Cryptography;
using System.Text;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words.Fonts;

/// <summary>Which fonts a printer has.</summary>
internal enum FontTaste { Any, Monospaced, Typewriter }

/// <summary>The fonts words are drawn in. Immutable.</summary>
internal sealed class WordFonts
{
    private const int Tries = 12;

    /// <summary>The fonts of the first try.</summary>
    private static readonly string[] PlainFamilies =
        ["Liberation Sans", "Liberation Serif", "Liberation Mono", "DejaVu Sans", "DejaVu Sans Mono", "DejaVu Serif", "Carlito", "Caladea"];

    private static readonly string[] TypewriterFamilies =
        ["Courier Prime", "Nimbus Mono PS", "FreeMono", "TeX Gyre Cursor", "Liberation Mono", "CMU Typewriter Text", "Latin Modern Mono", "GNUTypewriter"];

    private readonly FontLottery all, monospaced, typewriters;

    private WordFonts(FontCatalog catalog, IReadOnlyList<WordFont> fonts)
    {
        Catalog = catalog;
        All = fonts;
        all = new(fonts);
        monospaced = Lottery(font => font.File.IsMonospaced);
        typewriters = Lottery(font => TypewriterFamilies.Contains(font.File.Family));
    }

    public FontCatalog Catalog { get; }

    public IReadOnlyList<WordFont> All { get; }

    public int Families => All.Select(font => font.File.Family).Distinct().Count();

    /// <summary>SHA-256 over names, weights and characters, first 16 digits: the same fonts make the same words.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', All.Select(font => $"{Path.GetFileName(font.File.Path)} {font.File.FaceIndex} {font.Weight:R} {font.Characters}")))))[..16];

    /// <exception cref="FontsMissingException">No font passes the audit.</exception>
    public static WordFonts Load(FontCatalog catalog, WordDifficulty difficulty)
    {
        var models = GlyphModels.Load(catalog);
        var files = difficulty == WordDifficulty.Full ? catalog.Files : [.. catalog.Files.Where(file => PlainFamilies.Contains(file.Family))];
        var fonts = FamilyWeights.Weigh((files.Count > 0 ? files : catalog.Files).AsParallel().AsOrdered().Select(file => FontAudit.Inspect(file, models)));
        return fonts.Any(font => font.CanWrite(WordCharset.Characters)) ? new(catalog, fonts) : throw new FontsMissingException([FontCatalog.SystemFolder]);
    }

    /// <summary>A font that can write the text, drawn by weight.</summary>
    public WordFont Pick(string text, FontTaste taste, SeededRandom random)
    {
        var lottery = taste switch { FontTaste.Monospaced => monospaced, FontTaste.Typewriter => typewriters, _ => all };
        for (var i = 0; i < Tries; i++)
        {
            var font = lottery.Draw(random);
            if (font.CanWrite(text))
                return font;
        }
        return All.First(font => font.CanWrite(text));
    }

    private FontLottery Lottery(Func<WordFont, bool> isWanted) => All.Any(isWanted) ? new([.. All.Where(isWanted)]) : all;
}
