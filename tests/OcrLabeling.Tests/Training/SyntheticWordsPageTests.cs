using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using OcrLabeling.Web.Training;

namespace OcrLabeling.Tests.Training;

public sealed class SyntheticWordsPageTests : BunitContext
{
    // on a busy machine a sheet may take long
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public SyntheticWordsPageTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_sheet_shows_each_word_with_its_truth_and_another_one_has_another_seed()
    {
        var page = Open("/usr/share/fonts/truetype/dejavu", "training/words?seed=7");
        page.WaitForElement("[data-testid=synthetic-words]", Patience);
        Assert.Equal("7", page.Find("[data-testid=seed]").TextContent);
        var first = Texts(page);
        Assert.Equal(SyntheticSheets.WordsOnSheet, first.Count);
        Assert.Equal(SyntheticSheets.WordsOnSheet, page.FindAll("[data-testid=synthetic-words] img[src^='data:image/png;base64,']").Count);
        Assert.Contains("nothing to read", first);

        page.Find("[data-testid=another-sheet]").Click();
        page.WaitForAssertion(() => Assert.NotEqual(first, Texts(page)), Patience);
        Assert.NotEqual("7", page.Find("[data-testid=seed]").TextContent);
    }

    [Fact]
    public void Plain_words_are_another_sheet_of_the_same_seed()
    {
        var page = Open("/usr/share/fonts/truetype/dejavu", "training/words?seed=7");
        page.WaitForElement("[data-testid=synthetic-words]", Patience);
        page.Find("[data-testid=difficulty]").Change("Plain");
        page.WaitForAssertion(() => Assert.DoesNotContain("nothing to read", Texts(page)), Patience);
        Assert.Equal("7", page.Find("[data-testid=seed]").TextContent);
        Assert.EndsWith("?seed=7&difficulty=plain", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_fonts_of_any_machine_it_says_how_to_get_those_of_training()
    {
        var page = Open("/usr/share/fonts/truetype/dejavu", "training/words?seed=1");
        Assert.Contains("src/training/setup", page.WaitForElement("[data-testid=few-fonts]", Patience).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_font_it_says_so()
    {
        var page = Open("/no/such/folder", "training/words?seed=1");
        Assert.Contains("fonts-liberation", page.WaitForElement("[data-testid=no-fonts]", Patience).TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("[data-testid=another-sheet]").HasAttribute("disabled"));
    }

    private IRenderedComponent<SyntheticWordsPage> Open(string fontFolder, string address)
    {
        Services.AddSingleton(_ => new SyntheticSheets(fontFolder));
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<SyntheticWordsPage>();
    }

    private static List<string> Texts(IRenderedComponent<SyntheticWordsPage> page) =>
        [.. page.FindAll("[data-testid=synthetic-words] li span").Select(span => span.TextContent)];
}
