using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Storage;
using OcrLabeling.Tests.Hosting;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Documents;

public sealed class UploadEndpointTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    [Fact]
    public async Task A_scientist_uploads_a_document()
    {
        var upload = new UploadClient(await host.SignInAsync("Scientist"));
        var answer = Assert.Single(await upload.UploadAsync(FakeImageReader.File("uploaded", "twice"), "scan.tif"));
        Assert.Equal(("scan.tif", "added", 2), (answer.File, answer.Outcome, answer.Pages));
        await using var db = await Databases.CreateDbContextAsync();
        Assert.Equal(DocumentCategory.RegisterTapes, (await db.Documents.SingleAsync(d => d.Id == new DocumentId(answer.DocumentId!.Value))).Category);
    }

    [Fact]
    public async Task A_duplicate_names_the_document_it_repeats()
    {
        var upload = new UploadClient(await host.SignInAsync("Scientist"));
        var first = Assert.Single(await upload.UploadAsync(FakeImageReader.File("same bytes"), "first.png"));
        var again = Assert.Single(await upload.UploadAsync(FakeImageReader.File("same bytes"), "again.png"));
        Assert.Equal(("duplicate", first.DocumentId, "Already here as first.png."), (again.Outcome, again.DocumentId, again.Reason));
    }

    [Fact]
    public async Task A_duplicate_that_becomes_donated_says_so()
    {
        var upload = new UploadClient(await host.SignInAsync("Scientist"));
        var first = Assert.Single(await upload.UploadAsync(FakeImageReader.File("public first"), "first.png"));
        var again = Assert.Single(await upload.UploadAsync(FakeImageReader.File("public first"), "again.png", "Donated", "signed by hand"));
        Assert.Equal(("restricted", first.DocumentId, "Already here as first.png; it was Public and is Donated now, with this consent."), (again.Outcome, again.DocumentId, again.Reason));
    }

    [Fact]
    public async Task Of_a_zip_each_file_is_answered_by_name()
    {
        var upload = new UploadClient(await host.SignInAsync("Scientist"));
        var zip = ArchiveTests.Zip(("in/one.png", FakeImageReader.File("zip one")), ("in/letter.docx", "PK-not"u8.ToArray()), ("in/two.png", FakeImageReader.File("zip two")));
        var answers = await upload.UploadAsync(zip, "all.zip");
        Assert.Equal([("in/one.png", "added"), ("in/letter.docx", "refused"), ("in/two.png", "added")], answers.Select(a => (a.File, a.Outcome)));
        Assert.Equal("This is not an image of a kind that is accepted.", answers[1].Reason);
    }

    [Fact]
    public async Task A_zip_is_known_by_its_content()
    {
        var upload = new UploadClient(await host.SignInAsync("Scientist"));
        var answers = await upload.UploadAsync(ArchiveTests.Zip(("disguised.png", FakeImageReader.File("disguised"))), "picture.png");
        Assert.Equal(["disguised.png"], answers.Select(a => a.File));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_by_name_and_limit()
    {
        var upload = new UploadClient(await host.SignInAsync("Scientist"));
        using var response = await upload.SendAsync(new byte[1024 * 1024 + 1], "huge.png");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("The file has more than 1 MB, which is the limit.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Donated_without_consent_is_refused()
    {
        var upload = new UploadClient(await host.SignInAsync("Scientist"));
        using var response = await upload.SendAsync(FakeImageReader.File("donated"), "a.png", privacy: "Donated");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("consent", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such category", "Public")]
    [InlineData("other", "Secret")]
    [InlineData("other", "7")]
    [InlineData("other", "1")]
    [InlineData("1", "Public")]
    public async Task A_choice_there_is_not_is_refused(string category, string privacy)
    {
        var upload = new UploadClient(await host.SignInAsync("Scientist"));
        using var response = await upload.SendAsync(FakeImageReader.File("x"), "a.png", category, privacy);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public async Task Without_a_valid_token_nothing_is_taken(string token)
    {
        var upload = new UploadClient(await host.SignInAsync("Scientist"));
        using var response = await upload.SendAsync(FakeImageReader.File("forged"), "a.png", token: token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_full_disk_is_told_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        await using var full = host.WithWebHostBuilder(builder =>
        {
            builder.UseSetting("Storage:DataFolder", folder.Path);
            builder.ConfigureTestServices(services => services.AddSingleton<IBlobStore>(new FullDisk()));
        });
        await full.Services.GetRequiredService<AccountDirectory>().CreateAsync(
            new NewAccount("Scientist", WebHostFixture.EmailOf("Scientist"), Role.Scientist, WebHostFixture.Password), null, CancellationToken.None);
        var browser = new FormClient(full.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));
        await browser.SignInAsync(WebHostFixture.EmailOf("Scientist"), WebHostFixture.Password);
        var answer = Assert.Single(await new UploadClient(browser).UploadAsync(FakeImageReader.File("no room"), "a.png"));
        Assert.Equal(("a.png", "refused", "The disk is full. Nothing of this was stored; make room, then try again."), (answer.File, answer.Outcome, answer.Reason));
    }

    [Fact]
    public async Task A_worker_may_not_upload()
    {
        using var response = await new UploadClient(await host.SignInAsync("Worker")).SendAsync(FakeImageReader.File("worker"), "a.png");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_uploads_without_signing_in()
    {
        using var response = await new UploadClient(host.Browse()).SendAsync(FakeImageReader.File("nobody"), "a.png", token: "none");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    /// <summary>The error is the kernel's own.</summary>
    private sealed class FullDisk : IBlobStore
    {
        public Task<BlobId> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            full.Write(bytes.Span);
            return Task.FromResult(BlobId.Of(bytes.Span));
        }

        public Task<byte[]> GetAsync(BlobId id, CancellationToken ct) => throw new BlobMissingException(id);

        public Task<bool> ExistsAsync(BlobId id, CancellationToken ct) => Task.FromResult(false);

        public Task DeleteAsync(BlobId id, CancellationToken ct) => Task.CompletedTask;
    }

    private IDbContextFactory<AppDb> Databases => host.Services.GetRequiredService<IDbContextFactory<AppDb>>();
}
