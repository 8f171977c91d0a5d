using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Tests.Layout;

public sealed class MainLayoutTests(SqliteDatabaseFixture database) : PageTests(database), IClassFixture<SqliteDatabaseFixture>
{
    [Fact]
    public void Dialogs_popups_and_messages_have_their_place_on_every_screen_of_the_team()
    {
        var layout = Render<MainLayout>(p => p.Add(l => l.Body, Said("here")));
        foreach (var provider in new[] { typeof(MudThemeProvider), typeof(MudPopoverProvider), typeof(MudDialogProvider), typeof(MudSnackbarProvider) })
            Assert.Single(layout.FindComponents<ComponentBase>(), c => c.Instance.GetType() == provider);
        Assert.Equal("here", layout.Find("main").TextContent.Trim());
        Assert.Equal("#content", new Uri(layout.Find(".skip-link").GetAttribute("href")!).Fragment);
    }

    [Fact]
    public void A_screen_of_a_worker_uses_nothing_of_the_component_library()
    {
        var layout = Render<WorkerLayout>(p => p.Add(l => l.Body, Said("here")));
        Assert.DoesNotContain(layout.FindComponents<ComponentBase>(), c => c.Instance is MudComponentBase);
        Assert.DoesNotContain("mud-", layout.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_of_a_worker_loads_the_component_library()
    {
        var pages = typeof(MainLayout).Assembly.GetTypes().Where(t => t.GetCustomAttributes<AuthorizeAttribute>().Any(a => a.Policy == Policies.Worker) && t.IsDefined(typeof(RouteAttribute))).ToList();
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.True(page.IsDefined(typeof(PlainStylesAttribute)), page.Name));
    }

    [Theory]
    [InlineData("documents", "Documents")]
    [InlineData("documents/1", "Documents|A title")]
    [InlineData("evaluations/compare?runs=1", "Measure|Evaluations|A title")]
    [InlineData("work/stats", "")]
    public void A_page_says_where_it_stands(string address, string expected)
    {
        Navigation.NavigateTo(address);
        var title = address == "documents" ? "Documents" : "A title";
        var header = Render<PageHeader>(p => p.Add(h => h.Title, title));
        Assert.Equal(expected, string.Join('|', header.FindAll(".mud-breadcrumb-item").Select(c => c.TextContent.Trim())));
        Assert.Equal(title, header.Find("h1").TextContent);
        Assert.Single(header.FindComponents<PageTitle>());
    }

    private static RenderFragment Said(string text) => builder => builder.AddContent(0, text);
}
