using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>A batch drawn up while its pages are still being read: the preview says so, waits on request, and the batch has them all.</summary>
[Collection(nameof(Stage))]
public sealed partial class EarlyBatchJourney(Stage stage)
{
    private const int Pages = 2;

    // the queue learns within a minute of pages that nobody told it of
    private const float Patience = 180_000;

    [Fact]
    public async Task A_batch_waits_for_the_pages_that_are_still_being_read()
    {
        await PageImages.AddAsync(stage, "early", Pages);
        var documents = await QueueAsync();
        await using var scientist = await stage.SignInAsync(Role.Scientist);
        await scientist.Page.GotoAsync($"/batches/new?documents={string.Join(',', documents)}&engine=tesseract");
        await Expect(scientist.Part("preview-being-read")).ToContainTextAsync("still being read. A batch created now is made without");
        await scientist.LookAsync("early-batch", 1280, 390);
        await scientist.Part("name").FillAsync("Not too early");
        await scientist.ChoosePoolAsync();
        await scientist.Part("wait").ClickAsync();
        await scientist.Page.WaitForURLAsync(BatchAddress(), new() { Timeout = Patience });
        await using var db = HostData.Open(stage.Host);
        var batch = await db.Batches.SingleAsync(b => b.Name == "Not too early");
        var runs = await db.OcrRuns.Where(r => db.Pages.Any(p => p.Id == r.PageId && documents.Contains(p.DocumentId))).Select(r => r.Id).ToListAsync();
        Assert.Equal(Pages, runs.Count);
        Assert.All(runs, run => Assert.Contains(run.ToString(), batch.SourceJson, StringComparison.Ordinal));
    }

    /// <summary>Reading jobs as an upload makes them, of which the queue has not heard yet.</summary>
    private async Task<List<DocumentId>> QueueAsync()
    {
        await using var db = HostData.Open(stage.Host);
        var pages = await db.Documents.Where(d => d.FileName.StartsWith("early-")).SelectMany(d => d.Pages).ToListAsync();
        db.OcrRuns.AddRange(pages.Select(page => new OcrRun(page.Id, "tesseract", OcrRunRole.Primary, DateTime.UtcNow)));
        await db.SaveChangesAsync();
        return pages.ConvertAll(page => page.DocumentId);
    }

    [GeneratedRegex("/batches/[0-9a-f-]{36}$")]
    private static partial Regex BatchAddress();
}
