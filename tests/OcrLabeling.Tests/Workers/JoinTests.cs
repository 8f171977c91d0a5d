using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Hosting;
using OcrLabeling.Web.Workers;

namespace OcrLabeling.Tests.Workers;

/// <summary>An invitation's link, as a browser opens it.</summary>
public sealed class JoinTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    [Fact]
    public async Task A_stranger_makes_an_account_and_lands_at_the_agreement()
    {
        var (pool, path) = await InviteAsync("Readers of receipts");
        await host.Services.GetRequiredService<PoolRules>().PublishNdaAsync(pool, "Tell nobody.", null, Guid.NewGuid(), default);
        var browser = host.Browse();
        Assert.Contains("Readers of receipts", await (await browser.GetAsync(path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var joined = await browser.PostAsync(path, "join", ("Input.DisplayName", "Wanda"), ("Input.Email", "wanda@example.org"), ("Input.Password", WebHostFixture.Password));
        Assert.Equal($"/work/pools/{pool}/nda", PathOf(joined));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/work")).StatusCode);
        Assert.Contains("no longer valid", await (await host.Browse().GetAsync(path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_signs_in_on_the_way_and_joins_with_one_click()
    {
        var (pool, path) = await InviteAsync("Second pool");
        var browser = host.Browse();
        var page = await (await browser.GetAsync(path)).Content.ReadAsStringAsync();
        Assert.Contains($"account/sign-in?returnPath={Uri.EscapeDataString(path)}", page, StringComparison.Ordinal);
        Assert.Equal(path, PathOf(await browser.SignInAsync(WebHostFixture.EmailOf("Worker"), WebHostFixture.Password, $"/account/sign-in?returnPath={Uri.EscapeDataString(path)}")));
        Assert.Equal("/work", PathOf(await browser.PostAsync(path, "join-as-worker")));
        Assert.Contains((await host.Services.GetRequiredService<PoolDirectory>().MembersAsync(pool, "", 10, default)).Items, m => m is { DisplayName: "Worker", IsMember: true });
    }

    [Fact]
    public async Task A_scientist_is_told_that_invitations_are_for_workers()
    {
        var (_, path) = await InviteAsync("Third pool");
        var browser = await host.SignInAsync("Scientist");
        Assert.Contains("Invitations are for workers", await (await browser.GetAsync(path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_download_the_lists()
    {
        var (pool, _) = await InviteAsync("Fourth pool");
        var scientist = await host.SignInAsync("Scientist");
        Assert.Equal(HttpStatusCode.Forbidden, (await scientist.GetAsync($"/api/pools/{pool}/nda.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await scientist.GetAsync("/api/pay.csv")).StatusCode);
        var admin = await host.SignInAsync("Admin");
        Assert.StartsWith("pool,worker,", await (await admin.GetAsync($"/api/pools/{pool}/nda.csv")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("pool,worker,", await (await admin.GetAsync("/api/pay.csv?from=2026-01-01&per=answer&rate=0.05")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<(PoolId, string)> InviteAsync(string name)
    {
        var pool = Assert.IsType<CreatePoolOutcome.Created>(await host.Services.GetRequiredService<PoolDirectory>().CreateAsync(name, PoolKind.Contractors, null, default)).Id;
        var outcome = await host.Services.GetRequiredService<InvitationService>().CreateAsync(pool, 7, 1, null, Guid.NewGuid(), default);
        return (pool, $"/join/{Assert.IsType<InviteOutcome.Created>(outcome).Code}");
    }

    private static string PathOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var location = response.Headers.Location!;
        return location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
    }
}

/// <summary>In a host of its own: whoever is stopped is stopped for all links.</summary>
public sealed class JoinGuardTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    [Fact]
    public async Task Who_tries_links_is_stopped_for_a_while()
    {
        var browser = host.Browse();
        for (var i = 0; i < InvitationGuard.MostWrong; i++)
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/join/{InvitationCode.New()}")).StatusCode);
        var stopped = await browser.GetAsync($"/join/{InvitationCode.New()}");
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.StatusCode);
    }
}
