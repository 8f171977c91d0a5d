using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Tests.Hosting;
using OcrLabeling.Web.Documents;

namespace OcrLabeling.Tests.Documents;

public sealed class ImageEndpointTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    private SignedImageUrls Urls => host.Services.GetRequiredService<SignedImageUrls>();

    [Fact]
    public async Task The_account_it_was_signed_for_sees_the_image_and_nothing_keeps_it()
    {
        using var response = await GetAsync("Scientist", Urls.For(await PutAsync("a picture"), "image/png", await IdOfAsync("Scientist")));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("a picture", await response.Content.ReadAsStringAsync());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task Another_account_is_refused()
    {
        using var response = await GetAsync("Worker", Urls.For(await PutAsync("not yours"), "image/png", await IdOfAsync("Scientist")));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_changed_address_leads_nowhere()
    {
        var url = Urls.For(await PutAsync("changed"), "image/png", await IdOfAsync("Scientist"));
        using var response = await GetAsync("Scientist", url[..^1] + (url[^1] == 'A' ? 'B' : 'A'));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_expired_address_leads_nowhere()
    {
        var url = Urls.For(await PutAsync("expired"), "image/png", await IdOfAsync("Scientist"), TimeSpan.FromMilliseconds(1));
        await Task.Delay(20);
        using var response = await GetAsync("Scientist", url);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_address_is_worth_nothing_without_signing_in()
    {
        var url = Urls.For(await PutAsync("signed out"), "image/png", await IdOfAsync("Scientist"));
        using var response = await host.Browse().GetAsync(url);
        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_deleted_blob_leads_nowhere()
    {
        using var response = await GetAsync("Scientist", Urls.For(BlobId.Of("never stored"u8), "image/png", await IdOfAsync("Scientist")));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public void Asked_again_soon_the_address_is_the_same()
    {
        var account = Guid.CreateVersion7();
        var blob = BlobId.Of("stable"u8);
        Assert.Equal(Urls.For(blob, "image/png", account), Urls.For(blob, "image/png", account));
        Assert.NotEqual(Urls.For(blob, "image/png", account), Urls.For(blob, "image/png", Guid.CreateVersion7()));
    }

    [Fact]
    public void Only_images_are_handed_out() => Assert.Throws<ArgumentException>(() => Urls.For(BlobId.Of("x"u8), "text/html", Guid.Empty));

    [Fact]
    public void A_token_made_for_another_purpose_is_none()
    {
        using var cache = new MemoryCache(new MemoryCacheOptions());
        var stranger = new SignedImageUrls(new EphemeralDataProtectionProvider(), cache);
        Assert.Null(Urls.Read(stranger.For(BlobId.Of("x"u8), "image/png", Guid.Empty)["/images/".Length..]));
        Assert.Null(Urls.Read("not%base64"));
    }

    private async Task<HttpResponseMessage> GetAsync(string account, string url) => await (await host.SignInAsync(account)).GetAsync(url);

    private Task<BlobId> PutAsync(string text) => host.Services.GetRequiredService<IBlobStore>().PutAsync(System.Text.Encoding.UTF8.GetBytes(text), default);

    private async Task<Guid> IdOfAsync(string name)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.Users.Where(u => u.DisplayName == name).Select(u => u.Id).SingleAsync();
    }
}
