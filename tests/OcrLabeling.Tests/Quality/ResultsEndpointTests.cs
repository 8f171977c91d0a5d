using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Tests.Hosting;
using OcrLabeling.Tests.Statistics;

namespace OcrLabeling.Tests.Quality;

public sealed class ResultsEndpointTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    [Fact]
    public async Task A_scientist_downloads_results_under_a_good_name()
    {
        var batch = await BatchAsync("Müller & Co: 3/2026");
        var browser = await host.SignInAsync("Scientist");
        using var response = await browser.GetAsync($"/api/batches/{batch.Id}/results.jsonl");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("Müller-Co-3-2026-results-20", response.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Equal("=1+2", JsonDocument.Parse(lines[0]).RootElement.GetProperty("answers")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_CSV_form_is_safe_to_open()
    {
        var batch = await BatchAsync("csv");
        using var response = await (await host.SignInAsync("Admin")).GetAsync($"/api/batches/{batch.Id}/results.csv");
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains(",'=1+2,", text, StringComparison.Ordinal);
        Assert.Equal(3, text.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task The_image_column_is_a_link_that_works_for_the_team_only()
    {
        var bytes = "the image"u8.ToArray();
        var stored = await host.Services.GetRequiredService<IBlobStore>().PutAsync(bytes, default);
        var batch = await BatchAsync("linked", stored);
        var scientist = await host.SignInAsync("Scientist");
        using var results = await scientist.GetAsync($"/api/batches/{batch.Id}/results.jsonl");
        var line = (await results.Content.ReadAsStringAsync()).Split('\n')[0];
        var link = JsonDocument.Parse(line).RootElement.GetProperty("image").GetString()!;
        Assert.StartsWith("http", link, StringComparison.Ordinal);
        using var image = await scientist.GetAsync(new Uri(link).PathAndQuery);
        Assert.Equal(bytes, await image.Content.ReadAsByteArrayAsync());
        using var worker = await (await host.SignInAsync("Worker")).GetAsync(new Uri(link).PathAndQuery);
        Assert.NotEqual(HttpStatusCode.OK, worker.StatusCode);
        await using var db = await Databases.CreateDbContextAsync();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "task.image"));
    }

    [Fact]
    public async Task A_download_is_audited()
    {
        var batch = await BatchAsync("audited");
        using var response = await (await host.SignInAsync("Scientist")).GetAsync($"/api/batches/{batch.Id}/results.csv");
        await response.Content.ReadAsStringAsync();
        await using var db = await Databases.CreateDbContextAsync();
        var entry = await db.AuditEntries.SingleAsync(e => e.Subject == $"batch:{batch.Id}");
        Assert.Equal(("results.download", "audited, csv"), (entry.Action, entry.Detail));
    }

    [Fact]
    public async Task Workers_get_no_results()
    {
        var batch = await BatchAsync("forbidden");
        using var response = await (await host.SignInAsync("Worker")).GetAsync($"/api/batches/{batch.Id}/results.csv");
        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        using var anonymous = await host.Browse().GetAsync($"/api/batches/{batch.Id}/results.csv");
        Assert.NotEqual(HttpStatusCode.OK, anonymous.StatusCode);
    }

    [Fact]
    public async Task A_batch_there_is_not_has_no_results()
    {
        using var response = await (await host.SignInAsync("Scientist")).GetAsync($"/api/batches/{Guid.NewGuid()}/results.csv");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private IDbContextFactory<AppDb> Databases => host.Services.GetRequiredService<IDbContextFactory<AppDb>>();

    private async Task<Batch> BatchAsync(string name, BlobId? image = null)
    {
        using var scene = new Scene(Databases);
        var batch = scene.Batch(name, scene.Pool($"Pool of {name}"), 1, image is null ? ["a", "b"] : []);
        if (image is { } blob)
            scene.AddTask(batch, new LabelingTask(batch.Id, 0, DocumentCategory.Other, blob, "image/png", 50, 20, null, "a.png"), 1);
        scene.Answer(scene.Worker("Ada"), batch, 0, "=1+2", Scene.Noon, Scene.Noon.AddSeconds(3));
        await scene.SaveAsync();
        return batch;
    }
}
