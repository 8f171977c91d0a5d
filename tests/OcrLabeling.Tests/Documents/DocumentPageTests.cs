using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Templates;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Web.Documents;
using System.Text.Json;

namespace OcrLabeling.Tests.Documents;

public sealed class DocumentPageTests(SqliteDatabaseFixture database) : PageTests(database), IClassFixture<SqliteDatabaseFixture>
{
    [Fact]
    public void A_document_there_is_not_is_said_to_be_missing() =>
        Assert.NotNull(Open<DocumentPage>("documents/x", p => p.Add(d => d.Id, Guid.CreateVersion7())).Find(Marked.ById("document-missing")));

    [Fact]
    public async Task The_words_go_to_the_script_in_one_message()
    {
        var viewer = JSInterop.SetupModule(_ => true);
        var drawing = viewer.SetupModule("attach", _ => true);
        var id = await Use.AddedAsync(FakeImageReader.File("Total 12.50"));
        await WorkAsync();
        Open(id);
        var message = JsonSerializer.SerializeToElement(Assert.Single(drawing.Invocations["show"]).Arguments[0], JsonSerializerOptions.Web);
        Assert.Equal(["Total", "12.50"], message.GetProperty("words").EnumerateArray().Select(w => w.GetProperty("text").GetString()));
        Assert.Equal(1001, message.GetProperty("width").GetInt32());
        Assert.StartsWith("/images/", message.GetProperty("image").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_waits_says_so_and_follows_its_job()
    {
        var page = Open(await Use.AddedAsync(FakeImageReader.File("one")));
        Assert.Contains("Queued", page.Find(Marked.ById("run-status")).TextContent, StringComparison.Ordinal);
        await WorkAsync();
        page.WaitForAssertion(() => Assert.Contains("read 1 word in", page.Find(Marked.ById("run-status")).TextContent, StringComparison.Ordinal));
        page.WaitForElement(Marked.ById("viewer"));
    }

    [Fact]
    public async Task A_page_can_be_turned_and_is_read_again()
    {
        var id = await Use.AddedAsync(FakeImageReader.File("one"));
        await WorkAsync();
        var page = Open(id);
        page.Find(Marked.ById("turn-right")).Click();
        page.WaitForAssertion(() => Assert.Equal("The page is turned and read again.", page.Find(Marked.ById("turn-notice")).TextContent));
        await WorkAsync();
        page.WaitForAssertion(() => Assert.Contains("1401 × 1001 pixels", page.Markup, StringComparison.Ordinal));
        page.WaitForElement(Marked.ById("viewer"));
    }

    [Fact]
    public async Task A_page_with_tasks_is_turned_after_it_was_said_what_follows()
    {
        var id = await Use.AddedAsync(FakeImageReader.File("one"));
        await WorkAsync();
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        await using (var db = database.CreateDbContext())
        {
            var read = await db.Pages.SingleAsync();
            await db.Tasks.ExecuteUpdateAsync(s => s.SetProperty(t => t.PageId, read.Id).SetProperty(t => t.Image, read.Image!.Value));
        }
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        await floor.SubmitAsync(floor.Workers[0], cards[0].AssignmentId, null, kind: AnswerKind.BadOrientation, frame: cards[0].Frame);
        var dialog = Render<MudDialogProvider>();
        var page = Open(id);
        page.Find(Marked.ById("turn-right")).Click();
        dialog.WaitForAssertion(() => Assert.Contains("2 cards of 1 batch made from this page will be turned with it", dialog.Markup, StringComparison.Ordinal));
        Assert.Contains("1 word marked as wrongly oriented will be asked again. 1 card that a worker holds will go back to the queue", dialog.Markup, StringComparison.Ordinal);
        dialog.FindAll("button").Single(b => b.TextContent.Trim() == "Turn").Click();
        page.WaitForAssertion(() => Assert.Equal(
            "The page is turned and read again. 2 cards of 1 batch turned with it; 1 asked again, 1 taken back from workers.", page.Find(Marked.ById("turn-notice")).TextContent));
        page.WaitForElement(Marked.ById("viewer"));
    }

    [Fact]
    public async Task A_page_with_tasks_stays_as_it_is_when_that_is_not_wanted()
    {
        var id = await Use.AddedAsync(FakeImageReader.File("one"));
        await WorkAsync();
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        await using var db = database.CreateDbContext();
        var read = await db.Pages.SingleAsync();
        await db.Tasks.ExecuteUpdateAsync(s => s.SetProperty(t => t.PageId, read.Id));
        var dialog = Render<MudDialogProvider>();
        var page = Open(id);
        page.Find(Marked.ById("turn-left")).Click();
        dialog.WaitForElement("button");
        dialog.FindAll("button").Single(b => b.TextContent.Trim() == "Cancel").Click();
        page.WaitForAssertion(() => Assert.False(page.Find(Marked.ById("turn-left")).HasAttribute("disabled")));
        Assert.Empty(page.FindAll(Marked.ById("turn-notice")));
        Assert.Equal(0, await db.Pages.Select(p => p.QuarterTurns).SingleAsync());
    }

    [Fact]
    public async Task What_the_renderer_found_wrong_stands_with_the_page()
    {
        Use.Reader.Remark = "Missing language pack for 'Adobe-GB1' mapping";
        var id = await Use.AddedAsync(FakeImageReader.File("one"));
        await WorkAsync();
        Assert.Contains("Missing language pack for 'Adobe-GB1' mapping", Open(id).Find(Marked.ById("page-remark")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_run_shows_its_reason_and_can_be_retried()
    {
        Use.Reader.BeforeReading = (_, _) => throw new JobFailedException("There is no engine 'tesseract'.");
        var id = await Use.AddedAsync(FakeImageReader.File("one"));
        await WorkAsync();
        var page = Open(id);
        Assert.Contains("There is no engine 'tesseract'.", page.Find(Marked.ById("run-status")).TextContent, StringComparison.Ordinal);
        page.Find(Marked.ById("run-retry")).Click();
        page.WaitForAssertion(() => Assert.Contains("Queued", page.Find(Marked.ById("run-status")).TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_engine_can_be_asked_and_then_chosen()
    {
        var id = await Use.AddedAsync(FakeImageReader.File("one"));
        await WorkAsync();
        var page = Open(id);
        page.Find(Marked.ById("read-ppocr")).Click();
        Assert.Equal($"documents/{id}?page=1&engine=ppocr", Address);
        await WorkAsync();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find(Marked.ById("engine-ppocr")).GetAttribute("aria-current")));
        Assert.Empty(page.FindAll(Marked.ById("read-ppocr")));
    }

    [Fact]
    public async Task The_primary_run_is_shown_and_the_shadow_is_offered()
    {
        Use.Pipeline.DefaultEngines = ["tesseract", "ppocr"];
        var id = await Use.AddedAsync(FakeImageReader.File("one"));
        await WorkAsync();
        var page = Open(id);
        Assert.Equal("true", page.Find(Marked.ById("engine-tesseract")).GetAttribute("aria-current"));
        Assert.Contains("shadow", page.Find(Marked.ById("engine-ppocr")).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("shadow", page.Find(Marked.ById("engine-tesseract")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_asked_later_runs_in_shadow()
    {
        var id = await Use.AddedAsync(FakeImageReader.File("one"));
        await WorkAsync();
        Open(id).Find(Marked.ById("read-ppocr")).Click();
        await using var db = database.CreateDbContext();
        Assert.Equal([OcrRunRole.Primary, OcrRunRole.Shadow], (await db.OcrRuns.OrderByDescending(r => r.EngineId).ToListAsync()).Select(r => r.Role));
    }

    [Fact]
    public async Task Pages_are_switched_by_address()
    {
        var id = await Use.AddedAsync(FakeImageReader.File("one", "two"));
        var page = Open(id, "?page=2");
        Assert.Contains("Page 2 of 2", page.Find(Marked.ById("page-switch")).TextContent, StringComparison.Ordinal);
        Assert.Contains("page=1", page.Find("[aria-label='Previous page']").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_donated_document_says_that_looking_is_on_record()
    {
        var page = Open(await Use.AddedAsync(FakeImageReader.File("one"), choices: new IntakeChoices(DocumentCategory.Other, Privacy.Donated, "Form 12")));
        Assert.Contains("Form 12", page.Find(Marked.ById("donated")).TextContent, StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "document.view"));
    }

    private IRenderedComponent<DocumentPage> Open(DocumentId id, string query = "") => Open<DocumentPage>($"documents/{id}{query}", p => p.Add(d => d.Id, id.Value));
}
