using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Tests.Hosting;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Tests.Accounts;

public sealed partial class AccessTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    /// <summary>Everything a stranger may reach; whatever else allows anonymous access is a fault.</summary>
    private static readonly string[] open = ["account/sign-in", "language/{key}", "join/{Code}", "status/{Code:int}", "health", "health/live", "health/ready"];

    [Fact]
    public void Nothing_but_signing_in_an_invitation_the_language_and_static_files_is_open_to_strangers()
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
        foreach (var (method, _, path) in Requests())
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            var response = await host.Browse().Http.SendAsync(request);
            Assert.True(response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, $"{method} {path}: {response.StatusCode}");
        }
    }

    /// <summary>Who may call what, by the beginning of its route, the longest counts; everything there is stands under one of these.</summary>
    private static readonly (string Start, Role[] Roles)[] rooms =
    [
        ("", [Role.Worker, Role.Scientist, Role.Admin]), ("account/", [Role.Worker, Role.Scientist, Role.Admin]), ("images/", [Role.Worker, Role.Scientist, Role.Admin]),
        ("_blazor", [Role.Worker, Role.Scientist, Role.Admin]), ("_framework/", [Role.Worker, Role.Scientist, Role.Admin]), ("{**path:file}", [Role.Worker, Role.Scientist, Role.Admin]),
        ("work", [Role.Worker]), ("work/", [Role.Worker]), ("api/work/", [Role.Worker]),
        ("documents", [Role.Scientist, Role.Admin]), ("api/documents", [Role.Scientist, Role.Admin]), ("projects", [Role.Scientist, Role.Admin]), ("jobs", [Role.Scientist, Role.Admin]), ("jobs/queue", [Role.Admin]),
        ("batches", [Role.Scientist, Role.Admin]), ("api/batches/", [Role.Scientist, Role.Admin]), ("api/tasks/", [Role.Scientist, Role.Admin]), ("workers/", [Role.Scientist, Role.Admin]), ("adjudication", [Role.Scientist, Role.Admin]),
        ("stats", [Role.Scientist, Role.Admin]), ("datasets", [Role.Scientist, Role.Admin]), ("api/datasets", [Role.Scientist, Role.Admin]),
        ("evaluations", [Role.Scientist, Role.Admin]), ("api/evaluations/", [Role.Scientist, Role.Admin]), ("training", [Role.Scientist, Role.Admin]), ("notebook", [Role.Scientist, Role.Admin]), ("notifications", [Role.Scientist, Role.Admin]),
        ("admin/", [Role.Admin]), ("api/pools/", [Role.Admin]), ("api/pay.csv", [Role.Admin]),
    ];

    [Theory]
    [InlineData(Role.Worker)]
    [InlineData(Role.Scientist)]
    [InlineData(Role.Admin)]
    public async Task Every_endpoint_answers_by_role(Role role)
    {
        var browser = await host.SignInAsync(role.ToString());
        var wrong = new List<string>();
        foreach (var (method, route, path) in Requests())
        {
            // any longer one is a room of its own: "" stands for the start page alone
            if (rooms.Where(r => r.Start.Length == 0 ? route.Length == 0 : route.StartsWith(r.Start, StringComparison.Ordinal)).OrderByDescending(r => r.Start.Length).FirstOrDefault() is not { Roles: { } roles })
            {
                wrong.Add($"{route} stands in no room of this table");
                continue;
            }
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var response = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (roles.Contains(role) == response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
                wrong.Add($"{method} {path}: {response.StatusCode}");
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(Role.Admin, "/api/pay.csv")]
    [InlineData(Role.Scientist, "/documents")]
    public async Task Who_is_locked_or_demoted_is_out_with_the_next_request(Role role, string path)
    {
        var directory = host.Services.GetRequiredService<AccountDirectory>();
        var changes = new Func<Guid, Task<AccountOutcome>>[] { id => directory.LockAsync(id, null, default), id => directory.ChangeRoleAsync(id, Role.Worker, null, default) };
        foreach (var (index, change) in changes.Index())
        {
            var name = $"Former{role}{index}";
            var id = await host.AddAccountAsync(name, role);
            var browser = await host.SignInAsync(name);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).StatusCode);
            Assert.IsType<AccountOutcome.Done>(await change(id));
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(path)).StatusCode);
        }
    }

    [Theory]
    [InlineData("Worker", "/admin/users", HttpStatusCode.Forbidden, "No access")]
    [InlineData("Admin", "/no-such-page", HttpStatusCode.NotFound, "page not found")]
    public async Task A_refusal_is_a_page_that_says_why(string role, string path, HttpStatusCode expected, string said)
    {
        var response = await (await host.SignInAsync(role)).GetAsync(path);
        Assert.Equal(expected, response.StatusCode);
        Assert.Contains(said, await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
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

    /// <summary>One for each endpoint that is not open to strangers, with keys of nothing.</summary>
    private IEnumerable<(string Method, string Route, string Path)> Requests() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.RoutePattern.RawText is not null
        let route = endpoint.RoutePattern.RawText!.Trim('/')
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, route, "/" + KeyPattern().Replace(route, Guid.Empty.ToString()));

    [System.Text.RegularExpressions.GeneratedRegex("{[^}]*}")]
    private static partial System.Text.RegularExpressions.Regex KeyPattern();

    private static bool IsStaticFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(m => m.GetType().FullName!.StartsWith("Microsoft.AspNetCore.StaticAssets", StringComparison.Ordinal));
}
