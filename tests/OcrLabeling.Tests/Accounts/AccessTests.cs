using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Tests.Hosting;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Tests.Accounts;

public sealed class AccessTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    /// <summary>Everything a stranger may reach; whatever else allows anonymous access is a fault.</summary>
    private static readonly string[] open = ["account/sign-in", "join/{Code}", "status/{Code:int}", "health"];

    [Fact]
    public void Nothing_but_signing_in_an_invitation_and_static_files_is_open_to_strangers()
    {
        var anonymous = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsStaticFile(e))
            .Select(e => e.RoutePattern.RawText!.Trim('/')).Distinct();
        Assert.Equal(open.Order(), anonymous.Order());
    }

    [Fact]
    public void Every_page_names_its_policy_or_is_for_everybody_on_purpose()
    {
        string[] everybody = ["/account/sign-in", "/account/change-password", "/join/{Code}", "/status/{Code:int}"];
        var withoutPolicy = typeof(App).Assembly.GetTypes()
            .Where(t => t.GetCustomAttributes<RouteAttribute>().Any() && t.GetCustomAttribute<AuthorizeAttribute>()?.Policy is null)
            .SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template);
        Assert.Empty(withoutPolicy.Except(everybody));
    }

    [Fact]
    public async Task Every_endpoint_sends_a_stranger_away()
    {
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.RoutePattern.RawText is not { } pattern)
                continue;
            var path = "/" + System.Text.RegularExpressions.Regex.Replace(pattern.Trim('/'), "{[^}]*}", Guid.Empty.ToString());
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var first, ..] ? first : "GET";
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            var response = await host.Browse().Http.SendAsync(request);
            Assert.True(response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, $"{method} {path}: {response.StatusCode}");
        }
    }

    [Theory]
    [InlineData("Worker", "/admin/users", HttpStatusCode.Forbidden)]
    [InlineData("Scientist", "/admin/users", HttpStatusCode.Forbidden)]
    [InlineData("Admin", "/admin/users", HttpStatusCode.OK)]
    [InlineData("Admin", "/no-such-page", HttpStatusCode.NotFound)]
    public async Task A_page_answers_by_role(string role, string path, HttpStatusCode expected)
    {
        var response = await (await host.SignInAsync(role)).GetAsync(path);
        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Forbidden)
            Assert.Contains("Not for your role", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_are_told_by_status_and_problem_details()
    {
        var response = await host.Browse().GetAsync("/api/anything");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/app.css")]
    [InlineData("/no-such-page")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var response = await (await host.SignInAsync("Scientist")).GetAsync(path);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Server"));
    }

    private static bool IsStaticFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(m => m.GetType().FullName!.StartsWith("Microsoft.AspNetCore.StaticAssets", StringComparison.Ordinal));
}
