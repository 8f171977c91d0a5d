using OcrLabeling.Ocr.Tests.Support;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Ocr.Tests.Synthesis.Rendering;

public sealed class FontCatalogTests
{
    [Fact]
    public void Every_role_has_an_upright_font()
    {
        var catalog = FontCatalog.Load();
        foreach (var role in Enum.GetValues<FontRole>())
            Assert.All(catalog.For(role), font => Assert.False(font.IsItalic, $"{role}: {font}"));
    }

    [Fact]
    public void Relatives_differ_in_weight_and_slope_only()
    {
        var catalog = FontCatalog.Load();
        var regular = catalog.Files.First(f => f.Family == "Liberation Serif" && f.Style == "Regular");
        var relative = catalog.Relative(regular, bold: true, italic: true);
        Assert.Equal(("Liberation Serif", true, true), (relative.Family, relative.IsBold, relative.IsItalic));
    }

    [Fact]
    public void Without_fonts_the_packages_to_install_are_named()
    {
        using var empty = new TemporaryFolder();
        File.WriteAllText(empty["broken.ttf"], "");
        var fault = Assert.Throws<FontsMissingException>(() => FontCatalog.Load(empty.Root));
        Assert.Contains(empty.Root, fault.Message, StringComparison.Ordinal);
        Assert.Contains("fonts-liberation", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_font_serves_every_role()
    {
        using var folder = new TemporaryFolder();
        File.Copy(FontCatalog.Load().Files.First(f => f.Family == "DejaVu Sans").Path, folder["only.ttf"]);
        var catalog = FontCatalog.Load(folder.Root);
        Assert.All(Enum.GetValues<FontRole>(), role => Assert.Single(catalog.For(role)));
    }
}
