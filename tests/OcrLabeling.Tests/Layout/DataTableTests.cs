using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using OcrLabeling.Web.Texts;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Tests.Layout;

public sealed class DataTableTests : BunitContext, IAsyncLifetime
{
    public DataTableTests()
    {
        Services.AddMudServices();
        Services.AddTexts();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void Rows_at_hand_are_sorted_by_the_head_falling_then_rising_then_as_they_came()
    {
        var table = Table(["b", "c", "a"]);
        Assert.Equal(["b", "c", "a"], Cells(table));
        table.Find("thead button").Click();
        Assert.Equal(["c", "b", "a"], Cells(table));
        Assert.Equal("falling", table.Find("thead [role=img]").GetAttribute("aria-label"));
        table.Find("thead button").Click();
        Assert.Equal(["a", "b", "c"], Cells(table));
        table.Find("thead button").Click();
        Assert.Equal(["b", "c", "a"], Cells(table));
    }

    [Fact]
    public void On_a_phone_where_there_are_no_heads_a_list_sorts()
    {
        var table = Table(["b", "c", "a"]);
        table.Find(Marked("sort-choice")).Change("Word");
        Assert.Equal(["a", "b", "c"], Cells(table));
        table.Find(Marked("sort-choice")).Change("-Word");
        Assert.Equal(["c", "b", "a"], Cells(table));
    }

    [Fact]
    public void What_is_shown_of_a_long_list_stands_in_the_address()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("words?name=x&page=2");
        var table = Table(["b", "c", "a"], new TableAddress("word", 2), total: 60);
        // the page has sorted them
        Assert.Equal(["b", "c", "a"], Cells(table));
        Assert.Equal("60 words", table.Find(Marked("total")).TextContent);
        Assert.EndsWith("/words?name=x", table.Find("thead a").GetAttribute("href"), StringComparison.Ordinal);
        table.Find(Marked("page-size")).Change("50");
        Assert.EndsWith("/words?name=x&size=50", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        table.Find(Marked("sort-choice")).Change("-word");
        Assert.Contains("sort=-word", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_list_has_no_pages_to_choose()
    {
        var table = Table(["a"], new TableAddress(), total: 1);
        Assert.Equal("1 word", table.Find(Marked("total")).TextContent);
        Assert.Empty(table.FindAll(Marked("page-size")));
        Assert.Empty(table.FindAll(Marked("page-links")));
    }

    [Theory]
    [InlineData(0, "batch", "0 batches")]
    [InlineData(1, "batch", "1 batch")]
    [InlineData(1204, "entry", "1,204 entries")]
    [InlineData(2, "key", "2 keys")]
    public void Counts_are_written_as_in_English(int count, string one, string text) => Assert.Equal(text, Nouns.Count(count, one));

    [Fact]
    public void A_filter_asks_once_when_the_keys_rest()
    {
        List<string> asked = [];
        var field = Render<SearchField>(p => p.Add(f => f.Value, "").Add(f => f.ValueChanged, asked.Add));
        foreach (var typed in new[] { "r", "re", " rec " })
            field.Find("input").Input(typed);
        field.WaitForAssertion(() => Assert.Equal(["rec"], asked));
    }

    private static string Marked(string testId) => $"[data-testid='{testId}']";

    private static IEnumerable<string> Cells(IRenderedComponent<DataTable<string>> table) => table.FindAll("tbody td").Select(cell => cell.TextContent.Trim());

    private IRenderedComponent<DataTable<string>> Table(string[] words, TableAddress? state = null, int? total = null) => Render<DataTable<string>>(p => p
        .Add(t => t.Rows, words).Add(t => t.Noun, "word").Add(t => t.State, state).Add(t => t.Total, total).Add(t => t.Columns, builder =>
        {
            builder.OpenComponent<DataColumn<string>>(0);
            builder.AddComponentParameter(1, nameof(DataColumn<>.Title), "Word");
            builder.AddComponentParameter(2, nameof(DataColumn<>.Sort), state is null ? null : "word");
            builder.AddComponentParameter(3, nameof(DataColumn<>.By), (Func<string, IComparable?>)(word => word));
            builder.AddComponentParameter(4, nameof(DataColumn<>.ChildContent), (RenderFragment<string>)(word => cell => cell.AddContent(0, word)));
            builder.CloseComponent();
        }));
}
