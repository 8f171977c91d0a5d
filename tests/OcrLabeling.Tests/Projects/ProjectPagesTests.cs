using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Projects;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Web.Documents;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Tests.Projects;

public sealed class ProjectPagesTests(SqliteDatabaseFixture database) : PageTests(database), IClassFixture<SqliteDatabaseFixture>
{
    private readonly DatabaseFixture database = database;

    [Fact]
    public async Task With_the_default_project_alone_no_list_speaks_of_projects()
    {
        await Use.AddedAsync(FakeImageReader.File("one"));
        var page = Open<DocumentsPage>("documents");
        Assert.DoesNotContain("Project", page.FindAll("thead th").Select(h => h.TextContent.Trim()));
        page.Find(Marked.ById("select-all")).Change(true);
        Assert.Empty(page.FindAll(Marked.ById("bulk-move")));
        Assert.Empty(page.FindAll(Marked.ById("new-in-project")));
        Assert.Empty(Render<ProjectSwitcher>().FindAll("select"));
    }

    [Fact]
    public async Task With_another_one_a_list_of_all_names_the_project_of_each_row_and_narrows_by_it()
    {
        var other = await CreateAsync("Other");
        await Use.AddedAsync(FakeImageReader.File("one"), "one.png");
        await Use.AddedAsync(FakeImageReader.File("two"), "two.png", IntakeBench.Receipts with { Project = other });
        var page = Open<DocumentsPage>("documents?sort=name");
        Assert.Equal(["Default", "Other"], page.FindAll(Marked.ById("project-link")).Select(l => l.TextContent));
        Assert.EndsWith($"documents?sort=name&project={other}", page.FindAll(Marked.ById("project-link"))[1].GetAttribute("href"), StringComparison.Ordinal);
        Navigation.NavigateTo($"documents?project={other}");
        page.WaitForAssertion(() => Assert.Equal(["two.png"], page.FindAll(Marked.ById("document-link")).Select(l => l.TextContent)));
        Assert.Empty(page.FindAll(Marked.ById("project-link")));
        Assert.Equal(other.ToString(), page.Find(Marked.ById("new-in-project")).QuerySelector("option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_switcher_gives_lists_the_project_that_was_chosen_and_follows_the_address()
    {
        var other = await CreateAsync("Other");
        Navigation.NavigateTo("documents?page=2");
        var switcher = Render<ProjectSwitcher>();
        Assert.Equal(["All projects", "Default", "Other"], switcher.FindAll("option").Select(o => o.TextContent));
        switcher.Find("select").Change(other.ToString());
        Assert.Equal($"documents?project={other}", Address);
        Navigation.NavigateTo("batches");
        switcher.WaitForAssertion(() => Assert.Equal($"batches?project={other}", Address));
        // of a thing by itself the address stays short
        Navigation.NavigateTo("batches/new");
        Assert.Equal("batches/new", Address);
        Navigation.NavigateTo($"batches?project={Project.DefaultId}");
        switcher.WaitForAssertion(() => Assert.Equal(Project.DefaultId.ToString(), switcher.Find("select").GetAttribute("value")));
        switcher.Find("select").Change("");
        Assert.Equal("batches", Address);
        Navigation.NavigateTo("stats");
        Assert.Equal("stats", Address);
    }

    [Fact]
    public async Task The_selected_are_moved_and_the_page_says_what_stays_behind()
    {
        var other = await CreateAsync("Other");
        await Use.AddedAsync(FakeImageReader.File("one"), "one.png");
        await Use.AddedAsync(FakeImageReader.File("two"), "two.png");
        await Use.AddedAsync(FakeImageReader.File("two"), "there.png", IntakeBench.Receipts with { Project = other });
        var dialog = Render<MudDialogProvider>();
        var page = Open<DocumentsPage>($"documents?project={Project.DefaultId}");
        page.Find(Marked.ById("select-all")).Change(true);
        page.Find(Marked.ById("bulk-move")).Click();
        Assert.Equal(["Other"], dialog.WaitForElement(Marked.ById("move-to")).QuerySelectorAll("option").Select(o => o.TextContent));
        Assert.Contains("stay where they are", dialog.Find(Marked.ById("move-meaning")).TextContent, StringComparison.Ordinal);
        dialog.Find(Marked.ById("move-dialog")).Submit();
        page.WaitForAssertion(() => Assert.Equal("1 document moved. two.png: the same file is in Other already.", Told));
        await using var db = database.CreateDbContext();
        Assert.Equal(["one.png", "there.png"], await db.Documents.Where(d => d.ProjectId == other).OrderBy(d => d.FileName).Select(d => d.FileName).ToListAsync());
    }

    [Fact]
    public async Task Documents_of_several_projects_make_no_batch()
    {
        var other = await CreateAsync("Other");
        await Use.AddedAsync(FakeImageReader.File("one"));
        await Use.AddedAsync(FakeImageReader.File("two"), choices: IntakeBench.Receipts with { Project = other });
        var page = Open<DocumentsPage>("documents");
        page.Find(Marked.ById("select-all")).Change(true);
        page.Find(Marked.ById("bulk-batch")).Click();
        Assert.Equal("documents", Address);
        Assert.Contains("documents of one project", Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_projects_lists_what_is_in_each_and_makes_new_ones()
    {
        var other = await CreateAsync("Other");
        await Use.AddedAsync(FakeImageReader.File("one"), choices: IntakeBench.Receipts with { Project = other });
        var dialog = Render<MudDialogProvider>();
        var page = Open<ProjectsPage>("projects?sort=name");
        Assert.Equal(["Default", "Other"], page.FindAll(Marked.ById("project-name")).Select(n => n.TextContent));
        Assert.Equal(["0", "1"], page.FindAll($"a[href^='documents?project=']").Select(a => a.TextContent));
        page.Find(Marked.ById("new-project")).Click();
        dialog.WaitForElement(Marked.ById("name-input")).Input("Other");
        dialog.Find(Marked.ById("name-dialog")).Submit();
        dialog.WaitForAssertion(() => Assert.Equal("Another project has this name.", dialog.Find(Marked.ById("name-fault")).TextContent));
        dialog.Find(Marked.ById("name-input")).Input("Third");
        dialog.Find(Marked.ById("name-dialog")).Submit();
        page.WaitForAssertion(() => Assert.StartsWith("projects/", Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Members_are_found_added_and_removed_and_the_page_says_what_that_means()
    {
        var project = await CreateAsync("Secret");
        await AccountAsync("Ada", Use.Scientist);
        await AccountAsync("Bert", Guid.CreateVersion7());
        var dialog = Render<MudDialogProvider>();
        var page = Open<ProjectPage>($"projects/{project}", p => p.Add(x => x.Key, project.Value));
        Assert.Contains("Open to the whole team.", page.Find(Marked.ById("members-meaning")).TextContent, StringComparison.Ordinal);
        page.Find(Marked.ById("find-member")).Input("ber");
        page.WaitForElement(Marked.ById("add-Bert")).Click();
        dialog.WaitForAssertion(() => Assert.Contains("only its members and administrators do: Bert and you.", dialog.Find(Marked.ById("confirm-text")).TextContent, StringComparison.Ordinal));
        dialog.Find(Marked.ById("confirm")).Click();
        page.WaitForAssertion(() => Assert.Equal(2, page.Find(Marked.ById("members")).QuerySelectorAll("li").Length));
        page.Find(Marked.ById("remove-Bert")).Click();
        page.WaitForAssertion(() => Assert.Single(page.Find(Marked.ById("members")).QuerySelectorAll("li")));
        page.Find(Marked.ById("remove-Ada")).Click();
        dialog.WaitForAssertion(() => Assert.Contains("open to the whole team", dialog.Find(Marked.ById("confirm-text")).TextContent, StringComparison.Ordinal));
        dialog.Find(Marked.ById("confirm")).Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(Marked.ById("members"))));
    }

    [Fact]
    public void The_default_project_says_that_it_is_open_and_offers_no_archive()
    {
        var page = Open<ProjectPage>($"projects/{Project.DefaultId}", p => p.Add(x => x.Key, Project.DefaultId.Value));
        Assert.NotNull(page.Find(Marked.ById("members-default")));
        Assert.Empty(page.FindAll(Marked.ById("archive")));
        Assert.Empty(page.FindAll(Marked.ById("find-member")));
    }

    private async Task<ProjectId> CreateAsync(string name) =>
        Assert.IsType<NewProjectOutcome.Created>(await Services.GetRequiredService<ProjectDirectory>().CreateAsync(name, "", Use.Scientist, default)).Id;

    private async Task AccountAsync(string name, Guid id)
    {
        await using var db = database.CreateDbContext();
        db.Add(new Account(name, $"{name}@example.org", Role.Scientist, Use.Clock.Now) { Id = id });
        await db.SaveChangesAsync();
    }
}
