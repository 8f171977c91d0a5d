using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Web.Documents;

namespace OcrLabeling.Tests.Documents;

public sealed class DocumentsPageTests(SqliteDatabaseFixture database) : PageTests(database), IClassFixture<SqliteDatabaseFixture>
{
    [Fact]
    public void Without_documents_the_page_says_what_to_do()
    {
        var page = Open<DocumentsPage>("documents");
        Assert.Contains("Drop scans", page.Find(Marked.ById("documents-empty")).TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(Marked.ById("upload-drop")));
    }

    [Fact]
    public async Task A_document_shows_its_facts_and_a_signed_preview()
    {
        await Use.AddedAsync(FakeImageReader.File("one", "two"), "receipt.png");
        await WorkAsync();
        var row = Open<DocumentsPage>("documents").Find(".document-row");
        Assert.Contains("receipt.png", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Register tapes", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("read", row.QuerySelector(Marked.ById("reading"))!.TextContent);
        Assert.StartsWith("/images/", row.QuerySelector("img")!.GetAttribute("src"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_is_part_of_the_address_and_narrows_the_list()
    {
        await Use.AddedAsync(FakeImageReader.File("one"), "receipt.png");
        await Use.AddedAsync(FakeImageReader.File("two"), "letter.png", new IntakeChoices(DocumentCategory.LetterSized, Privacy.Public, null));
        var page = Open<DocumentsPage>("documents");
        page.Find(Marked.ById("filter-category")).Change("letter_sized");
        Assert.Equal("documents?category=letter_sized", Address);
        Assert.Equal(["letter.png"], page.WaitForElements(Marked.ById("document-link"), 1).Select(e => e.TextContent));
        page.Find(Marked.ById("filter-name")).Input("nothing like it");
        Assert.NotNull(page.WaitForElement(Marked.ById("documents-no-match")));
    }

    [Fact]
    public async Task A_batch_is_made_of_what_is_selected()
    {
        var id = await Use.AddedAsync(FakeImageReader.File("one"));
        var page = Open<DocumentsPage>("documents");
        Assert.Empty(page.FindAll(Marked.ById("bulk-actions")));
        page.Find(Marked.ById("select-all")).Change(true);
        Assert.Equal("1 selected", page.Find(Marked.ById("selected-count")).TextContent);
        page.Find(Marked.ById("bulk-batch")).Click();
        Assert.Equal($"batches/new?documents={id}", Address);
    }

    [Fact]
    public async Task What_is_not_shown_any_more_is_not_selected_any_more()
    {
        await Use.AddedAsync(FakeImageReader.File("one"), "receipt.png");
        await Use.AddedAsync(FakeImageReader.File("two"), "letter.png");
        var page = Open<DocumentsPage>("documents");
        page.Find(Marked.ById("select-all")).Change(true);
        Assert.Equal("2 selected", page.Find(Marked.ById("selected-count")).TextContent);
        page.Find(Marked.ById("filter-name")).Input("rece");
        page.WaitForAssertion(() => Assert.Equal("1 selected", page.Find(Marked.ById("selected-count")).TextContent));
        Assert.Equal("documents?name=rece", Address);
        page.Find(Marked.ById("filter-name")).Input("nothing like it");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(Marked.ById("bulk-actions"))));
    }

    [Fact]
    public async Task Documents_are_shown_as_a_list_or_as_a_grid_and_stay_selected()
    {
        await Use.AddedAsync(FakeImageReader.File("one", "two"), "receipt.png");
        await Use.AddedAsync(FakeImageReader.File("three"), "letter.png");
        await WorkAsync();
        var page = Open<DocumentsPage>("documents?sort=name");
        Assert.Equal(["true", "false"], Pressed());
        Assert.Equal("documents-view=grid", page.Find(Marked.ById("view-grid")).GetAttribute("data-remember"));
        page.FindAll(Marked.ById("select"))[1].Change(true);
        page.Find(Marked.ById("view-grid")).Click();
        Assert.Equal(["false", "true"], Pressed());
        Assert.Empty(page.FindAll(".document-row"));
        var tiles = page.FindAll(Marked.ById("document-tile"));
        Assert.Equal(["letter.png", "receipt.png"], tiles.Select(t => t.QuerySelector(Marked.ById("document-link"))!.TextContent));
        Assert.Contains("2 pages", tiles[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("read", tiles[1].QuerySelector(Marked.ById("reading"))!.TextContent);
        Assert.Equal("lazy", tiles[1].QuerySelector("img[src^='/images/']")!.GetAttribute("loading"));
        Assert.Equal("2 documents", page.Find(Marked.ById("total")).TextContent);
        Assert.Equal("1 selected", page.Find(Marked.ById("selected-count")).TextContent);
        Assert.Contains("selected", tiles[1].ClassList);
        page.FindAll(Marked.ById("select"))[0].Change(true);
        Assert.Equal("2 selected", page.Find(Marked.ById("selected-count")).TextContent);
        Assert.True(page.Find(Marked.ById("select-all")).HasAttribute("checked"));
        page.Find(Marked.ById("filter-name")).Input("rece");
        page.WaitForAssertion(() => Assert.Equal("1 selected", page.Find(Marked.ById("selected-count")).TextContent));
        page.Find(Marked.ById("bulk-clear")).Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(Marked.ById("bulk-actions"))));
        page.Find(Marked.ById("sort-choice")).Change("-name");
        Assert.Equal("documents?sort=-name&name=rece", Address);
        page.Find(Marked.ById("filter-name")).Input("nothing like it");
        Assert.NotNull(page.WaitForElement(Marked.ById("documents-no-match")));

        IEnumerable<string?> Pressed() => page.FindAll($"{Marked.ById("view")} button").Select(b => b.GetAttribute("aria-pressed"));
    }

    [Theory]
    [InlineData("grid", 1)]
    [InlineData("list", 0)]
    [InlineData("nonsense", 0)]
    [InlineData(null, 0)]
    public async Task Documents_are_shown_as_this_browser_showed_them_last(string? kept, int tiles)
    {
        await Use.AddedAsync(FakeImageReader.File("one"));
        Services.GetRequiredService<DocumentsView>().Remember(kept);
        Assert.Equal(tiles, Open<DocumentsPage>("documents").FindAll(Marked.ById("document-tile")).Count);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("grid")]
    public async Task A_donated_document_which_is_looked_at_on_record_shows_a_lock_for_a_preview(string view)
    {
        await Use.AddedAsync(FakeImageReader.File("one"), "donated.png", new IntakeChoices(DocumentCategory.RegisterTapes, Privacy.Donated, "Signed on paper"));
        await WorkAsync();
        Services.GetRequiredService<DocumentsView>().Remember(view);
        var page = Open<DocumentsPage>("documents");
        Assert.Equal("donated.png", page.Find(Marked.ById("document-link")).TextContent);
        Assert.NotNull(page.Find(Marked.ById("locked")));
        Assert.Empty(page.FindAll("img"));
    }

    [Fact]
    public async Task A_column_sorts_and_the_address_says_so()
    {
        foreach (var name in new[] { "b.png", "a.png", "c.png" })
            await Use.AddedAsync(FakeImageReader.File(name), name);
        var page = Open<DocumentsPage>("documents?sort=name");
        Assert.Equal(["a.png", "b.png", "c.png"], page.FindAll(Marked.ById("document-link")).Select(e => e.TextContent));
        Assert.Equal("3 documents", page.Find(Marked.ById("total")).TextContent);
        Assert.EndsWith("documents?sort=-size", page.FindAll("thead a").Single(h => h.TextContent.Trim() == "Size").GetAttribute("href"), StringComparison.Ordinal);
        Navigation.NavigateTo("documents?sort=-name");
        page.WaitForAssertion(() => Assert.Equal(["c.png", "b.png", "a.png"], page.FindAll(Marked.ById("document-link")).Select(e => e.TextContent)));
    }

    [Fact]
    public async Task The_selected_are_read_with_the_engine_chosen()
    {
        await Use.AddedAsync(FakeImageReader.File("one"));
        var page = Open<DocumentsPage>("documents");
        page.Find(Marked.ById("select-all")).Change(true);
        page.Find(Marked.ById("bulk-engine")).Change("ppocr");
        page.Find(Marked.ById("bulk-read")).Click();
        Assert.Equal("1 page queued for ppocr.", Told);
        await using var db = database.CreateDbContext();
        Assert.True(await db.OcrRuns.AnyAsync(r => r.EngineId == "ppocr"));
    }

    [Fact]
    public async Task Deleting_asks_first()
    {
        await Use.AddedAsync(FakeImageReader.File("one"));
        var dialog = Render<MudDialogProvider>();
        var page = Open<DocumentsPage>("documents");
        page.Find(Marked.ById("select-all")).Change(true);
        page.Find(Marked.ById("bulk-delete")).Click();
        dialog.WaitForAssertion(() => Assert.Contains("Delete 1 document with 1 page and 0 recognized words? This cannot be undone.", dialog.Markup, StringComparison.Ordinal));
        await using (var db = database.CreateDbContext())
            Assert.Equal(1, await db.Documents.CountAsync());
        dialog.FindAll("button").Single(b => b.TextContent.Trim() == "Delete").Click();
        page.WaitForAssertion(() => Assert.Equal("1 document deleted.", Told));
        await using var after = database.CreateDbContext();
        Assert.Equal(0, await after.Documents.CountAsync());
    }

    [Fact]
    public async Task The_selected_are_tagged_found_by_the_tag_and_untagged()
    {
        await Use.AddedAsync(FakeImageReader.File("one"), "receipt.png");
        await Use.AddedAsync(FakeImageReader.File("two"), "letter.png");
        var dialog = Render<MudDialogProvider>();
        var page = Open<DocumentsPage>("documents?name=rece");
        page.Find(Marked.ById("select-all")).Change(true);
        page.Find(Marked.ById("bulk-tag")).Click();
        dialog.WaitForElement(Marked.ById("name-input")).Input(" ");
        dialog.Find(Marked.ById("name-dialog")).Submit();
        Assert.Contains("1 to 50", dialog.WaitForElement(Marked.ById("name-fault")).TextContent, StringComparison.Ordinal);
        dialog.Find(Marked.ById("name-input")).Input("Till Receipts");
        dialog.Find(Marked.ById("name-dialog")).Submit();
        page.WaitForAssertion(() => Assert.Equal("1 document tagged.", Told));

        Navigation.NavigateTo("documents");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(Marked.ById("document-link")).Count));
        page.Find(Marked.ById("tag")).Click();
        Assert.Equal("documents?tag=till-receipts", Address);
        Assert.Equal(["receipt.png"], page.WaitForElements(Marked.ById("document-link"), 1).Select(e => e.TextContent));
        page.Find(Marked.ById("select-all")).Change(true);
        page.Find(Marked.ById("bulk-untag")).Change("till-receipts");
        Assert.NotNull(page.WaitForElement(Marked.ById("documents-no-match")));
    }

    [Fact]
    public async Task The_list_follows_the_jobs()
    {
        await Use.AddedAsync(FakeImageReader.File("one"));
        var page = Open<DocumentsPage>("documents");
        Assert.Equal("queued", page.Find(Marked.ById("reading")).TextContent);
        await WorkAsync();
        page.WaitForAssertion(() => Assert.Equal("read", page.Find(Marked.ById("reading")).TextContent));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, "not read")]
    [InlineData(2, 0, 0, 0, "queued")]
    [InlineData(1, 1, 2, 0, "reading 2 of 4")]
    [InlineData(0, 0, 3, 0, "read")]
    [InlineData(0, 0, 3, 1, "1 of 4 failed")]
    [InlineData(0, 0, 0, 2, "failed")]
    public void The_badge_sums_up_the_runs(int waiting, int running, int succeeded, int failed, string text) =>
        Assert.Equal(text, Render<ReadingBadge>(p => p.Add(b => b.Reading, new ReadingState(waiting, running, succeeded, failed))).Find("span").TextContent);

    [Fact]
    public void The_links_to_pages_lead_to_the_ends_and_what_is_near()
    {
        var links = Render<PageLinks>(p => p.Add(l => l.Total, 500).Add(l => l.PageSize, 25).Add(l => l.Current, 10).Add(l => l.HrefOf, n => $"x?page={n}"));
        Assert.Equal(["Previous", "1", "8", "9", "10", "11", "12", "20", "Next"], links.FindAll("a").Select(a => a.TextContent));
        Assert.Equal("x?page=9", links.Find("a").GetAttribute("href"));
    }
}
