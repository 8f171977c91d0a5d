using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Workers;

namespace OcrLabeling.Tests.Hosting;

/// <summary>Who is counted when a proxy stands before the server: header From is where a request comes from, X-Forwarded-For what it says.</summary>
public sealed class ReverseProxyTests(WebHostFixture host) : IClassFixture<WebHostFixture>, IDisposable
{
    private const string Proxy = "10.1.2.3";

    // a server has its data folder for itself
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Each_address_behind_a_known_proxy_counts_for_itself()
    {
        using var known = With(("Security:KnownProxies:0", "10.1.0.0/16"), ("Security:KnownProxies:1", "192.0.2.1"));
        await ExhaustAsync(known, Proxy, "203.0.113.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, await OpenAsync(known, Proxy, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(known, Proxy, "203.0.113.8"));
        // a proxy before the proxy; what the caller wrote himself stands left of his own address
        Assert.Equal(HttpStatusCode.TooManyRequests, await OpenAsync(known, Proxy, "198.51.100.1, 203.0.113.7, 192.0.2.1"));
    }

    [Fact]
    public async Task What_a_stranger_says_about_himself_is_not_believed()
    {
        using var known = With(("Security:KnownProxies:0", Proxy));
        await ExhaustAsync(known, "203.0.113.9", null);
        Assert.Equal(HttpStatusCode.TooManyRequests, await OpenAsync(known, "203.0.113.9", "198.51.100.77"));
    }

    [Fact]
    public async Task Nobody_is_believed_where_nothing_is_configured()
    {
        using var silent = With();
        await ExhaustAsync(silent, "127.0.0.1", "203.0.113.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, await OpenAsync(silent, "127.0.0.1", "203.0.113.8"));
    }

    [Fact]
    public async Task The_addresses_of_one_IPv6_network_count_together()
    {
        using var silent = With();
        await ExhaustAsync(silent, "2001:db8:1:2::1", null);
        Assert.Equal(HttpStatusCode.TooManyRequests, await OpenAsync(silent, "2001:db8:1:2:ffff::2", null));
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(silent, "2001:db8:1:3::1", null));
    }

    [Fact]
    public async Task Who_tries_one_password_on_many_accounts_is_stopped_even_with_the_right_one()
    {
        using var silent = With();
        await silent.Services.GetRequiredService<AccountDirectory>().CreateAsync(
            new NewAccount("Scientist", WebHostFixture.EmailOf("Scientist"), Role.Scientist, WebHostFixture.Password), null, CancellationToken.None);
        using var http = Client(silent, "203.0.113.50", null);
        var browser = new FormClient(http);
        for (var i = 0; i < SignInGuard.MostWrong; i++)
            Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync($"nobody{i}@example.org", "correct horse battery")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync(WebHostFixture.EmailOf("Scientist"), WebHostFixture.Password)).StatusCode);
        using var elsewhere = Client(silent, "203.0.113.51", null);
        Assert.Equal(HttpStatusCode.Redirect, (await new FormClient(elsewhere).SignInAsync(WebHostFixture.EmailOf("Scientist"), WebHostFixture.Password)).StatusCode);
    }

    [Fact]
    public async Task A_request_that_came_to_the_proxy_by_https_is_not_sent_there_again()
    {
        using var known = With(("Security:KnownProxies:0", Proxy), ("Security:RequireHttps", "true"), ("HTTPS_PORT", "443"));
        using var plain = Client(known, Proxy, "203.0.113.7");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, (await plain.GetAsync(new Uri("/account/sign-in", UriKind.Relative))).StatusCode);
        plain.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        Assert.Equal(HttpStatusCode.OK, (await plain.GetAsync(new Uri("/account/sign-in", UriKind.Relative))).StatusCode);
    }

    public void Dispose() => folder.Dispose();

    private WebApplicationFactory<Program> With(params (string Key, string Value)[] settings) => host.WithWebHostBuilder(builder =>
    {
        builder.UseSetting("Storage:DataFolder", folder.Path);
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
        builder.ConfigureServices(services => services.AddTransient<IStartupFilter, RequestsFrom>());
    });

    private static HttpClient Client(WebApplicationFactory<Program> server, string from, string? forwarded)
    {
        var http = server.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.TryAddWithoutValidation("From", from);
        if (forwarded is not null)
            http.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        return http;
    }

    private static async Task ExhaustAsync(WebApplicationFactory<Program> server, string from, string? forwarded)
    {
        for (var i = 0; i < InvitationGuard.MostWrong; i++)
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(server, from, forwarded));
    }

    private static async Task<HttpStatusCode> OpenAsync(WebApplicationFactory<Program> server, string from, string? forwarded)
    {
        using var http = Client(server, from, forwarded);
        return (await http.GetAsync(new Uri($"/join/{InvitationCode.New()}", UriKind.Relative))).StatusCode;
    }

    /// <summary>The test server knows no addresses.</summary>
    private sealed class RequestsFrom : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers.From.ToString());
                return rest(context);
            });
            next(app);
        };
    }
}
