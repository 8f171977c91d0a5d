using System.Reflection;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Projects;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Tests.Projects;

/// <summary>Going from page to page within a circuit, where no request is made.</summary>
public sealed class ProjectDoorTests : PageTests, IClassFixture<SqliteDatabaseFixture>
{
    private readonly DatabaseFixture database;

    public ProjectDoorTests(SqliteDatabaseFixture database) : base(database) => this.database = database;

    [Fact]
    public async Task Every_page_that_names_something_of_a_project_stays_shut_to_a_stranger_and_opens_to_a_member()
    {
        var hidden = await HiddenProject.SeedAsync(database);
        var pages = typeof(App).Assembly.GetTypes().Where(t => t.GetCustomAttribute<OfProjectAttribute>() is not null && t.IsAssignableTo(typeof(IComponent))).ToList();
        Assert.True(pages.Count >= 12, $"{pages.Count} pages");
        foreach (var page in pages)
        {
            var of = page.GetCustomAttribute<OfProjectAttribute>()!;
            var route = new RouteData(page, new Dictionary<string, object?> { [of.Parameter] = hidden.KeyOf(of.Subject) });
            var door = Door(route);
            Assert.Equal((page.Name, false), (page.Name, door.Markup.Contains("let in", StringComparison.Ordinal)));
            Assert.Equal("404", door.WaitForElement(".status-code").TextContent);
            await DisposeComponentsAsync();
        }
        await AddMemberAsync(hidden);
        foreach (var page in pages)
        {
            var of = page.GetCustomAttribute<OfProjectAttribute>()!;
            var route = new RouteData(page, new Dictionary<string, object?> { [of.Parameter] = hidden.KeyOf(of.Subject) });
            var door = Door(route);
            door.WaitForAssertion(() => Assert.Contains("let in", door.Markup, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_page_shuts_when_its_reader_is_taken_out_of_the_project()
    {
        var hidden = await HiddenProject.SeedAsync(database);
        await AddMemberAsync(hidden);
        var door = Door(new RouteData(typeof(Web.Documents.DocumentPage), new Dictionary<string, object?> { ["Id"] = hidden.Document.Id.Value }));
        door.WaitForAssertion(() => Assert.Contains("let in", door.Markup, StringComparison.Ordinal));
        Assert.Null(await Services.GetRequiredService<ProjectDirectory>().RemoveMemberAsync(hidden.Id, Use.Scientist, Use.Scientist, default));
        door.WaitForAssertion(() => Assert.DoesNotContain("let in", door.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_that_names_nothing_of_a_project_is_open() =>
        Assert.Contains("let in", Door(new RouteData(typeof(Web.Documents.DocumentsPage), new Dictionary<string, object?>())).Markup, StringComparison.Ordinal);

    private IRenderedComponent<ProjectDoor> Door(RouteData route) => Render<ProjectDoor>(p => p.Add(d => d.Route, route).Add(d => d.ChildContent, _ => builder => builder.AddContent(0, "let in")));

    private async Task AddMemberAsync(HiddenProject hidden)
    {
        await using var db = database.CreateDbContext();
        var ada = new Account("Ada", "ada@example.org", Role.Scientist, Use.Clock.Now) { Id = Use.Scientist };
        db.Add(ada);
        await db.SaveChangesAsync();
        db.Add(new ProjectMember(hidden.Id, Use.Scientist, Use.Clock.Now));
        await db.SaveChangesAsync();
    }
}
