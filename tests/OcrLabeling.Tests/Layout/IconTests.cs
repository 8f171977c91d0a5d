using System.Text.RegularExpressions;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Tests.Layout;

public sealed partial class IconTests
{
    [Fact]
    public void Every_icon_that_a_screen_names_is_there()
    {
        var screens = Directory.EnumerateFiles(Repository.File("src/OcrLabeling.Web"), "*.razor", SearchOption.AllDirectories);
        var named = screens.SelectMany(s => Name().Matches(File.ReadAllText(s))).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(named.Count > 10);
        Assert.All(named, name => Assert.NotEmpty(IconPaths.Of(name)));
    }

    [GeneratedRegex("""(?:\bIcon|<AppIcon Name)="([^"@]*)"(?!\w)""")]
    private static partial Regex Name();
}
