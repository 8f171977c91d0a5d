using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Rendering;
using OcrLabeling.Synthesis.Words.Fonts;

namespace OcrLabeling.Ocr.Tests.Synthesis.Words.Fonts;

public sealed class FontAuditTests
{
    private static readonly FontCatalog Catalog = FontCatalog.Load("/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/opentype/bebas-neue");
    private static readonly GlyphModels Models = GlyphModels.Load(Catalog);

    [Theory]
    [InlineData("Liberation Sans", "Regular")]
    [InlineData("Liberation Serif", "Bold Italic")]
    [InlineData("DejaVu Sans Mono", "Book")]
    public void Plain_fonts_pass_with_every_character(string family, string style)
    {
        var finding = FontAudit.Inspect(Catalog.Files.First(file => file.Family == family && file.Style == style), Models);
        Assert.True(finding.IsUsable);
        Assert.Equal(WordCharset.Characters.Length, finding.Good.Length);
    }

    [Fact]
    public void A_font_of_capitals_is_not_asked_for_lower_case()
    {
        var finding = FontAudit.Inspect(Catalog.Files.First(file => file.Family == "Bebas Neue" && file.Weight is >= 400 and < 700), Models);
        Assert.True(finding.IsUsable && finding.Caseless.Length > 3);
        Assert.DoesNotContain(finding.Good, char.IsAsciiLetterLower);
    }

    [SmallCapitalsFact]
    public void Small_capitals_count_as_capitals() =>
        Assert.All(FontCatalog.Load(SmallCapitalsFactAttribute.Folder).Files.Where(file => file.Family.StartsWith("EB Garamond SC", StringComparison.Ordinal)), file =>
            Assert.DoesNotContain(FontAudit.Inspect(file, Models).Good, char.IsAsciiLetterLower));

    [Fact]
    public void Fonts_of_one_design_share_the_weight_of_one_family()
    {
        var file = Catalog.Files.First(file => file.Family == "Liberation Sans");
        FontFinding Finding(string family, string design) =>
            new(file with { Family = family, Path = family }, WordCharset.Characters, "", "", "", "", 1, design);
        var fonts = FamilyWeights.Weigh([Finding("One", "a"), Finding("Two", "a"), Finding("Three", "b")]);
        Assert.Equal(fonts.Single(f => f.File.Family == "Three").Weight, fonts.Where(f => f.File.Family != "Three").Sum(f => f.Weight), 6);
    }

    [Fact]
    public void Ornaments_and_fonts_without_letters_are_rejected()
    {
        var file = Catalog.Files[0];
        Assert.False(new FontFinding(file, WordCharset.Characters, "", "", "", "", Legibility: 0.5, "a").IsUsable);
        Assert.False(new FontFinding(file, "abc ", "ABC", "", "", "", Legibility: 1, "a").IsUsable);
    }
}

public sealed class SmallCapitalsFactAttribute : FactAttribute
{
    public const string Folder = "/usr/share/fonts/opentype/ebgaramond";

    public SmallCapitalsFactAttribute()
    {
        if (!Directory.Exists(Folder))
            Skip = "a font of small capitals (the package fonts-ebgaramond) is not installed";
    }
}
