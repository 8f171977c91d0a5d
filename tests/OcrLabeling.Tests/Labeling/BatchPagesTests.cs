using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Web.Labeling;

namespace OcrLabeling.Tests.Labeling;

public sealed class BatchPagesTests : PageTests, IClassFixture<SqliteDatabaseFixture>
{
    private readonly DatabaseFixture database;

    public BatchPagesTests(SqliteDatabaseFixture database) : base(database)
    {
        this.database = database;
        Services.AddSingleton<IBlobStore>(Use.Blobs);
        Services.AddSingleton<StoredArchive>();
        Services.AddSingleton<LabelingActivity>();
        Services.AddSingleton<BatchPlanning>();
        Services.AddSingleton<BatchSampling>();
        Services.AddSingleton<WriteTransaction>();
        Services.AddSingleton<TaskSlots>();
        Services.AddSingleton<SkipList>();
        Services.AddSingleton<RefusedAnswerList>();
        Services.AddSingleton<TaskComments>();
        Services.AddSingleton<BatchControl>();
        Services.AddSingleton<BatchList>();
        Services.AddSingleton<WaitingList>();
        Services.AddWorkerStore();
    }

    [Fact]
    public void Without_batches_the_page_says_what_to_do() =>
        Assert.Contains("words of your documents", Open<BatchesPage>("batches").Find(Marked.ById("batches-empty")).TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task A_batch_is_paused_and_resumed_from_the_list()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2, overlap: 3);
        await floor.SubmitAsync(floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0], 1)).Single().AssignmentId);
        var page = Open<BatchesPage>("batches");
        Assert.Contains("1 / 6", page.Find(".batch-row").TextContent, StringComparison.Ordinal);
        page.Find(Marked.ById("pause")).Click();
        Assert.Equal("Paused", page.WaitForElement(Marked.ById("batch-status")).TextContent);
        page.Find(Marked.ById("resume")).Click();
        page.WaitForAssertion(() => Assert.Equal("Open", page.Find(Marked.ById("batch-status")).TextContent));
    }

    [Fact]
    public async Task A_batch_is_renamed_closed_and_archived_from_its_menu_and_copied()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        await floor.ConfigureAsync(s => s with { Priority = 7, GoldPercent = 12 });
        var (menus, dialog) = (Render<MudPopoverProvider>(), Render<MudDialogProvider>());
        var page = Open<BatchesPage>("batches");
        Choose("rename");
        dialog.WaitForElement(Marked.ById("name-input")).Input("Receipts of May");
        dialog.Find(Marked.ById("name-dialog")).Submit();
        page.WaitForAssertion(() => Assert.Contains("Receipts of May", page.Find(".batch-row").TextContent, StringComparison.Ordinal));
        Choose("close");
        dialog.WaitForElement(Marked.ById("confirm")).Click();
        page.WaitForAssertion(() => Assert.Equal("Closed", page.Find(Marked.ById("batch-status")).TextContent));
        Choose("archive");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".batch-row")));
        Navigation.NavigateTo("batches?archived=true");
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".batch-row")));

        var form = new BatchForm();
        form.Read((await new BatchList(database).FindAsync(floor.Batch.Id, default))!, null);
        Assert.Null(form.Selection);
        Assert.Equal(("Receipts of May (copy)", 7, 12, floor.Pool.Id), (form.Name, form.ToDraft().Like!.Priority, form.ToDraft().Like!.GoldPercent, form.ToDraft().PoolId));

        void Choose(string item)
        {
            page.Find(Marked.ById("batch-menu") + " button").Click();
            menus.WaitForElement(Marked.ById(item)).Click();
        }
    }

    [Fact]
    public async Task Several_batches_are_archived_restored_and_moved_at_once()
    {
        using var first = await LabelingFloor.OpenAsync(database);
        using var second = await LabelingFloor.OpenAsync(database);
        await Services.GetRequiredService<BatchControl>().ChangeAsync(first.Batch.Id, BatchChange.Close, Use.Scientist, default);
        var dialog = Render<MudDialogProvider>();
        var page = Open<BatchesPage>("batches");
        Assert.Empty(page.FindAll(Marked.ById("bulk-actions")));
        page.Find(Marked.ById("select-all")).Change(true);
        Assert.Empty(page.FindAll(Marked.ById("bulk-move")));
        page.Find(Marked.ById("bulk-archive")).Click();
        page.WaitForAssertion(() => Assert.Equal("1 batch archived. Only closed batches are archived: 1 stays in the list.", Told));
        Assert.Equal("1 selected", page.Find(Marked.ById("selected-count")).TextContent);
        Navigation.NavigateTo("batches?archived=true");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(Marked.ById("bulk-actions"))));
        page.Find(Marked.ById("select-all")).Change(true);
        Assert.Equal("Restore", page.Find(Marked.ById("bulk-archive")).TextContent);
        page.Find(Marked.ById("bulk-archive")).Click();
        page.WaitForAssertion(() => Assert.Equal("1 batch restored.", Told));

        var other = Assert.IsType<NewProjectOutcome.Created>(await Services.GetRequiredService<ProjectDirectory>().CreateAsync("Other", "", Use.Scientist, default)).Id;
        Navigation.NavigateTo($"batches?project={Project.DefaultId}");
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".batch-row").Count));
        page.Find(Marked.ById("select-all")).Change(true);
        page.Find(Marked.ById("bulk-move")).Click();
        Assert.Contains("answers and results go along", dialog.WaitForElement(Marked.ById("move-meaning")).TextContent, StringComparison.Ordinal);
        dialog.Find(Marked.ById("move-dialog")).Submit();
        page.WaitForAssertion(() => Assert.Equal("2 batches moved.", Told));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".batch-row")));
        await using var db = database.CreateDbContext();
        Assert.All(db.Batches, b => Assert.Equal(other, b.ProjectId));
    }

    [Fact]
    public async Task A_filter_is_part_of_the_address()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var page = Open<BatchesPage>("batches");
        page.Find(Marked.ById("filter-status")).Change("Closed");
        Assert.Equal("batches?status=Closed", Address);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".batch-row")));
    }

    [Fact]
    public async Task What_waits_stands_in_the_list_and_on_the_tabs()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var card = (await floor.ClaimAsync(floor.Workers[0], 1)).Single();
        await using (var db = database.CreateDbContext())
        {
            db.Add(new Skip(card.TaskId, floor.Batch.Id, floor.Workers[0], SkipReason.Other, null, Use.Clock.Now));
            db.Add(new GoldDispute(card.TaskId, floor.Batch.Id, floor.Workers[0], "Look at it", Use.Clock.Now));
            await db.SaveChangesAsync();
        }
        var list = Open<BatchesPage>("batches");
        Assert.Equal(["1 skipped", "1 disputed check"], list.FindAll(".batch-row .waiting").Select(w => w.TextContent));
        Assert.Equal([$"batches/{floor.Batch.Id}", $"batches/{floor.Batch.Id}/quality"], list.FindAll(".batch-row .waiting").Select(w => w.GetAttribute("href")));
        var page = Open<BatchPage>($"batches/{floor.Batch.Id}", p => p.Add(b => b.Key, floor.Batch.Id.Value));
        page.WaitForElement(Marked.ById("batch-tabs"));
        Assert.Equal(["Overview 1", "Live", "Annotations", "Quality 1", "Adjudication", "Results", "Settings"], page.FindAll("[data-testid=batch-tabs] a").Select(Text));
        Assert.Equal("Overview 1", Text(page.Find("[data-testid=batch-tabs] [aria-current=page]")));
        var counts = new WaitingList(database);
        Assert.Equal(new WaitingWork(0, 1, 1), await counts.TotalAsync(ProjectScope.Everything, default));
        await Services.GetRequiredService<BatchControl>().ChangeAsync(floor.Batch.Id, BatchChange.Close, Use.Scientist, default);
        // nobody will be handed the card any more
        Assert.Equal(new WaitingWork(0, 1, 0), await counts.TotalAsync(ProjectScope.Everything, default));
        Assert.Equal(["Label", "Batches", floor.Batch.Name], page.FindAll("[data-testid=breadcrumbs] .mud-breadcrumb-item").Select(Text));
    }

    [Fact]
    public async Task The_settings_of_a_closed_batch_are_fixed()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        await Services.GetRequiredService<BatchControl>().ChangeAsync(floor.Batch.Id, BatchChange.Close, Use.Scientist, default);
        var page = Open<BatchSettingsPage>($"batches/{floor.Batch.Id}/settings", p => p.Add(b => b.Key, floor.Batch.Id.Value));
        page.WaitForElement(Marked.ById("settings-fixed"));
        Assert.Empty(page.FindAll(Marked.ById("settings-form")));
        Assert.Equal(["Label", "Batches", floor.Batch.Name, "Settings"], page.FindAll("[data-testid=breadcrumbs] .mud-breadcrumb-item").Select(Text));
    }

    private static string Text(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task A_page_far_beyond_the_last_is_empty_and_leads_back()
    {
        for (var i = 0; i < 26; i++)
            (await LabelingFloor.OpenAsync(database, tasks: 1)).Dispose();
        var page = Open<BatchesPage>("batches?page=2147483647");
        page.WaitForAssertion(() => Assert.Contains("none of 26", page.Find(Marked.ById("page-links")).TextContent, StringComparison.Ordinal));
        Assert.EndsWith("/batches?page=2", page.Find(Marked.ById("page-links")).QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_somebody_else_changes_are_followed_where_nothing_was_typed()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var page = Render<BatchSettingsPage>(p => p.Add(b => b.Key, floor.Batch.Id.Value));
        page.WaitForElement(Marked.ById("settings-form"));
        page.Find(Marked.ById("priority")).Change("7");
        // unheard: the page learns of it when it saves
        await floor.ConfigureAsync(s => s with { Overlap = 3, LeaseMinutes = 20 });
        await page.Find(Marked.ById("settings-form")).SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Somebody else", page.Find(Marked.ById("settings-note")).TextContent, StringComparison.Ordinal));
        Assert.Equal(["7", "20", "3"], new[] { "priority", "lease", "overlap" }.Select(id => page.Find(Marked.ById(id)).GetAttribute("value")));
        await page.Find(Marked.ById("settings-form")).SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Saved.", page.Find(Marked.ById("settings-note")).TextContent));
        var saved = (await new BatchList(database).FindAsync(floor.Batch.Id, default))!.Settings;
        Assert.Equal((7, 20, 3), (saved.Priority, saved.LeaseMinutes, saved.Overlap));
    }

    [Fact]
    public async Task Faults_of_a_draft_stand_beside_their_fields()
    {
        await AddPoolsAsync();
        var page = Open<NewBatchPage>("batches/new");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("name", page.Find(Marked.ById("fault-Name")).TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll(Marked.ById("fault-PoolId")));
        Assert.Contains("Nothing matches", page.Find(Marked.ById("fault-Selection")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_counts_live_and_the_batch_is_made()
    {
        await AddPoolsAsync();
        await Use.AddedAsync(FakeImageReader.File("Total"), "receipt.png");
        await WorkAsync();
        var page = Open<NewBatchPage>("batches/new");
        page.WaitForAssertion(() => Assert.Equal("1 word from 1 page → 3 assignments", page.Find(Marked.ById("preview-count")).TextContent));
        page.WaitForAssertion(() => Assert.Equal("Total", page.Find(Marked.ById("samples")).QuerySelector(".mono")!.TextContent));
        page.Find(Marked.ById("starts-paused")).Change(true);
        page.Find(Marked.ById("overlap")).Change("2");
        page.WaitForAssertion(() => Assert.Equal("1 word from 1 page → 2 assignments", page.Find(Marked.ById("preview-count")).TextContent));
        page.Find(Marked.ById("name")).Change("Receipts");
        page.Find(Marked.ById("pool")).Change(page.Find(Marked.ById("pool")).Children[1].GetAttribute("value"));
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Matches("^batches/[0-9a-f-]{36}$", Address));
        Assert.Equal(JobKind.PrepareBatch, Use.Queue.Enqueued[^1].Kind);
        await using var db = database.CreateDbContext();
        Assert.True(Assert.Single(db.Batches).StartsPaused);
    }

    [Fact]
    public async Task A_batch_made_too_early_is_told_and_can_wait_for_its_pages()
    {
        await AddPoolsAsync();
        await Use.AddedAsync(FakeImageReader.File("Total", "Sum"), "receipt.tif");
        await Use.RunAsync(Use.Queue.Enqueued[0]);
        var page = Open<NewBatchPage>("batches/new");
        page.WaitForAssertion(() => Assert.Equal(
            "1 chosen page is still being read. A batch created now is made without it.", page.Find(Marked.ById("preview-being-read")).TextContent));
        Assert.Equal("Create batch without them", page.Find(Marked.ById("create")).TextContent);
        page.Find(Marked.ById("name")).Change("Receipts");
        page.Find(Marked.ById("pool")).Change(page.Find(Marked.ById("pool")).Children[1].GetAttribute("value"));
        page.Find(Marked.ById("wait")).Click();
        page.WaitForElement(Marked.ById("waiting"));
        await WorkAsync();
        page.WaitForAssertion(() => Assert.Matches("^batches/[0-9a-f-]{36}$", Address));
        await using var db = database.CreateDbContext();
        var source = Assert.IsType<BatchSource.DocumentWords>(BatchSource.FromJson(Assert.Single(db.Batches).SourceJson));
        Assert.Equal(2, source.Runs.Count);
    }

    [Fact]
    public void The_working_surface_offers_the_answers_of_a_word_card()
    {
        var surface = Render<WorkSurface>(p => p
            .Add(s => s.Name, "Receipts").Add(s => s.BackPath, "work").Add(s => s.BackTitle, "Work").Add(s => s.BackText, "Back to work").Add(s => s.Privacy, Privacy.Donated)
            .Add(s => s.Settings, new WorkSettings(BatchId.New(), "Receipts", Template.WordTranscription, JsonElement.Parse("{}"), Guid.NewGuid(), Privacy.Donated, null)));
        foreach (var kind in LabelingTemplate.Of(Template.WordTranscription).Flags.Append(AnswerKind.Transcribed))
            Assert.Contains($"type=\"radio\" value=\"{kind}\"", surface.Markup, StringComparison.Ordinal);
        Assert.Contains("\"privacy\":\"Donated\"", surface.Find("[data-work-surface]").GetAttribute("data-settings"), StringComparison.Ordinal);
        Assert.Contains("under NDA", surface.Markup, StringComparison.Ordinal);
    }

    private async Task AddPoolsAsync()
    {
        await using var db = database.CreateDbContext();
        db.AddRange(new Pool("Contractors", PoolKind.Contractors, Use.Clock.Now), new Pool("Crowd", PoolKind.Crowd, Use.Clock.Now));
        await db.SaveChangesAsync();
    }
}
