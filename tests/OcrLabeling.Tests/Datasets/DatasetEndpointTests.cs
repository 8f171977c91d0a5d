using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Hosting;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Web.Datasets;

namespace OcrLabeling.Tests.Datasets;

public sealed partial class DatasetEndpointTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    private static readonly byte[] Folder = ArchiveTests.Zip(
        ("words.jsonl", """{"image":"a.png","text":"Total"}"""u8.ToArray()), ("a.png", FakeImageReader.File("a")));

    [Fact]
    public async Task An_uploaded_folder_becomes_a_dataset_that_can_be_downloaded_and_uploaded_again()
    {
        var browser = await host.SignInAsync("Scientist");
        var first = await FilledAsync(await UploadedAsync(browser, Folder, "Round trip"));
        using var response = await browser.GetAsync($"/api/datasets/{first.Id}.zip");
        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Round-trip-v1.zip", response.Content.Headers.ContentDisposition!.FileNameStar);
        var zip = await response.Content.ReadAsByteArrayAsync();
        using (var archive = new ZipArchive(new MemoryStream(zip)))
            Assert.Equal(["manifest.json", "words.jsonl", "a.png"], archive.Entries.Select(e => e.FullName));
        var second = await FilledAsync(await UploadedAsync(browser, zip, "Round trip"));
        Assert.Equal((2, first.Sha256), (second.Version, second.Sha256));
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        Assert.Equal(["dataset.create", "dataset.download"], await db.AuditEntries.Where(e => e.Subject == $"dataset:{first.Id}").OrderBy(e => e.At).Select(e => e.Action).ToListAsync());
    }

    [Theory]
    [InlineData("", "Public", "A dataset needs a name")]
    [InlineData("x", "Donated", "consent")]
    [InlineData("x", "Secret", "privacy must be one of")]
    [InlineData("x", "7", "privacy must be one of")]
    public async Task What_is_missing_is_named(string name, string privacy, string reason)
    {
        using var response = await UploadAsync(await host.SignInAsync("Scientist"), Folder, name, privacy);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_taken()
    {
        using var response = await UploadAsync(await host.SignInAsync("Scientist"), Folder, "forged", token: "forged");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_worker_gets_no_dataset()
    {
        var worker = await host.SignInAsync("Worker");
        using var download = await worker.GetAsync($"/api/datasets/{Guid.NewGuid()}.zip");
        Assert.Contains(download.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Redirect });
        using var upload = await UploadAsync(worker, Folder, "x", token: "any");
        Assert.Contains(upload.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Redirect });
    }

    [Fact]
    public async Task A_dataset_there_is_not_cannot_be_downloaded()
    {
        using var response = await (await host.SignInAsync("Scientist")).GetAsync($"/api/datasets/{Guid.NewGuid()}.zip");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<DatasetId> UploadedAsync(FormClient browser, byte[] zip, string name)
    {
        using var response = await UploadAsync(browser, zip, name);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<DatasetUploadAnswer>())!.DatasetId;
    }

    private static async Task<HttpResponseMessage> UploadAsync(FormClient browser, byte[] zip, string name, string privacy = "Public", string? token = null)
    {
        token ??= TokenPattern().Match(await (await browser.GetAsync("/datasets")).Content.ReadAsStringAsync()).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(name), "name" }, { new StringContent(privacy), "privacy" }, { new StringContent(""), "consentNote" } };
        form.Add(new ByteArrayContent(zip), "file", "folder.zip");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/datasets", UriKind.Relative)) { Content = form };
        request.Headers.Add("RequestVerificationToken", token);
        return await browser.Http.SendAsync(request);
    }

    private async Task<DatasetRow> FilledAsync(DatasetId id)
    {
        var list = host.Services.GetRequiredService<DatasetList>();
        for (var waited = 0; waited < 300; waited++)
        {
            if (await list.FindAsync(ProjectScope.Everything, id, default) is { IsComplete: true } dataset)
                return dataset;
            await Task.Delay(100);
        }
        throw new TimeoutException((await list.FindAsync(ProjectScope.Everything, id, default))?.Reason ?? "The dataset was not filled.");
    }

    [GeneratedRegex("name=\"request-token\" content=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}
