using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Pipeline;
using OcrLabeling.E2E.Harness;
using OcrLabeling.Migrations.Sqlite;

namespace OcrLabeling.E2E.Journeys;

/// <summary>The real host with the real jail, ended by SIGKILL in the middle of its jobs.</summary>
[Collection(nameof(Stage))]
public sealed class JobRecoveryTests(Stage stage)
{
    private const int Documents = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_server_killed_in_the_middle_of_jobs_loses_none_and_stores_every_word_once()
    {
        await using var host = new RunningHost();
        await host.StartAsync();
        await AddQueuedDocumentsAsync(host);
        // the rows are committed, the queue was never told: the next start finds them
        await host.KillAsync();
        await host.StartAsync();
        await UntilAsync(host, db => db.OcrRuns.AnyAsync(r => r.State.Status == JobStatus.Running));
        await host.KillAsync();
        await using (var db = OpenDatabase(host))
            Assert.True(await db.OcrRuns.AnyAsync(r => r.State.Status == JobStatus.Running), "the jobs were done before the kill");
        await host.StartAsync();
        await UntilAsync(host, db => db.OcrRuns.AllAsync(r => r.State.Status == JobStatus.Succeeded));

        await using var after = OpenDatabase(host);
        var runs = await after.OcrRuns.Select(r => new { r.WordCount, r.State.Attempts, Stored = after.Words.Count(w => w.OcrRunId == r.Id) }).ToListAsync();
        Assert.Equal(Documents, runs.Count);
        Assert.All(runs, r => Assert.True(r.WordCount > 100, $"{r.WordCount} words"));
        Assert.All(runs, r => Assert.Equal(r.WordCount, r.Stored));
        Assert.Contains(runs, r => r.Attempts > 1);
    }

    private async Task AddQueuedDocumentsAsync(RunningHost host)
    {
        var visit = await stage.OpenAsync(1000, 1400);
        var blobs = new EncryptedFolderBlobStore(Path.Combine(host.DataFolder, "blobs"), StorageKey.FromConfiguration(RunningHost.EncryptionKey, ""));
        await using var db = OpenDatabase(host);
        for (var i = 0; i < Documents; i++)
        {
            var sentence = $"Page {i} tells of a quiet harbour where {i + 3} boats wait for the morning tide. ";
            await visit.Page.SetContentAsync($"<body style='font: 18px serif; background: white'>{string.Concat(Enumerable.Repeat(sentence, 40))}</body>");
            var image = await visit.Page.ScreenshotAsync();
            var document = new Document(
                $"page {i}.png", await blobs.PutAsync(image, default), image.Length, DocumentFormat.Png, DocumentCategory.Screenshots, Privacy.Public, null,
                Guid.CreateVersion7(), DateTime.UtcNow, [(1000, 1400)]);
            db.AddRange(document, new OcrRun(document.Pages[0].Id, "tesseract", OcrRunRole.Primary, DateTime.UtcNow));
        }
        await db.SaveChangesAsync();
    }

    private static async Task UntilAsync(RunningHost host, Func<AppDb, Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var db = OpenDatabase(host);
        while (!await condition(db))
            await Task.Delay(50, patience.Token);
    }

    private static AppDb OpenDatabase(RunningHost host)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        options.UseSqliteDatabase($"Data Source={Path.Combine(host.DataFolder, "ocrlabeling.db")}");
        return new AppDb(options.Options);
    }
}
