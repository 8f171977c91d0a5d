using Bunit;
using Bunit.TestDoubles;
using MudBlazor.Services;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Tests.Layout;

public sealed class NavigationLinksTests : BunitContext, IAsyncLifetime
{
    private static readonly string[] ofScientist = ["Documents", "Projects", "Jobs", "Batches", "Adjudication", "Stats", "Evaluations", "Datasets", "Training", "Notebook"];
    private static readonly string[] groupsOfScientist = ["Documents", "Label", "Measure", "Train"];

    public NavigationLinksTests()
    {
        Services.AddMudServices();
        Services.AddTexts();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Everybody_of_the_team_sees_what_the_role_allows(bool isAdmin)
    {
        var links = Open(isAdmin ? [Policies.Scientist, Policies.Admin] : [Policies.Scientist]);
        Assert.Equal([.. ofScientist, .. isAdmin ? new[] { "Users", "Pools", "Pay", "Audit log" } : []], links.FindAll("a").Select(a => a.TextContent.Trim()));
        Assert.Equal([.. groupsOfScientist, .. isAdmin ? new[] { "Administer" } : []], links.FindAll(".navigation-title").Select(t => t.TextContent));
    }

    [Fact]
    public void A_worker_sees_no_screen_of_the_team() => Assert.Empty(Open([Policies.Worker]).FindAll("a"));

    [Fact]
    public void What_waits_stands_beside_the_screen_where_it_is_done()
    {
        var links = Open([Policies.Scientist], new WaitingWork(3, 1, 2));
        Assert.Equal("3", links.Find("[data-testid=waits-adjudication]").TextContent);
        Assert.Equal("3", links.Find("[data-testid=waits-batches]").TextContent);
        Assert.Equal("1 disputed check, 2 skipped", links.Find("[data-testid=waits-batches]").GetAttribute("title"));
    }

    [Fact]
    public void Nothing_that_waits_is_no_badge() => Assert.Empty(Open([Policies.Scientist], WaitingWork.None).FindAll(".count"));

    [Fact]
    public void A_worker_has_a_navigation_of_four() => Assert.Equal(["Work", "My answers", "Missed checks", "My stats"], Render<WorkerLinks>().FindAll("a").Select(a => a.TextContent.Trim()));

    [Theory]
    [InlineData("batches", "Label", "Batches")]
    [InlineData("batches/new", "Label", "Batches")]
    [InlineData("admin/pools/1", "Administer", "Pools")]
    [InlineData("batchesque", null, null)]
    [InlineData("work", null, null)]
    public void A_page_stands_in_the_group_its_address_says(string path, string? group, string? item)
    {
        var found = NavigationMap.Find(path);
        Assert.Equal((group, item), (found?.Group.Title, found?.Item.Title));
    }

    private IRenderedComponent<NavigationLinks> Open(string[] policies, WaitingWork? waiting = null)
    {
        this.AddAuthorization().SetAuthorized("somebody").SetPolicies(policies);
        return Render<NavigationLinks>(p => p.Add(n => n.Waiting, waiting));
    }
}
