using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Hosting;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Tests.Projects;

/// <summary>Every address of the running host that names something: of a project that somebody does not see, nothing comes out under any of them.</summary>
public sealed partial class ProjectRouteTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    /// <summary>Addresses of scientists with a parameter that names nothing of a project. Whatever else there is must say what it names.</summary>
    private static readonly string[] ofNoProject =
    [
        // signed for one account, by whoever has seen that it may see the image
        "images/{token}",
        // people are nobody's; what they did is narrowed to what the reader sees (ProjectVisibilityContract)
        "workers/{WorkerKey:guid}/live", "workers/{WorkerKey:guid}/annotations",
        // written by the makers of the product
        "notebook/{Name}", "notebook/files/{name}",
    ];

    [Fact]
    public void Every_address_with_a_parameter_says_what_of_a_project_it_names()
    {
        var silent = Routes().Where(r => r.Gate is null || !r.Endpoint.RoutePattern.Parameters.Any(p => string.Equals(p.Name, r.Gate.Parameter, StringComparison.OrdinalIgnoreCase)))
            .Select(r => r.Route).Distinct();
        Assert.Equal(ofNoProject.Order(), silent.Order());
    }

    [Fact]
    public async Task Somebody_who_is_no_member_gets_nothing_under_any_address_as_if_there_were_nothing()
    {
        var hidden = await HiddenProject.SeedAsync(Databases, await host.Services.GetRequiredService<IBlobStore>().PutAsync("image"u8.ToArray(), default));
        var (stranger, admin, member) = (await host.SignInAsync("Scientist"), await host.SignInAsync("Admin"), await MemberAsync(hidden));
        var walked = 0;
        foreach (var (route, _, gate) in Routes().Where(r => r.Gate is not null && !ofNoProject.Contains(r.Route)))
        {
            var path = PathOf(route, hidden.KeyOf(gate!.Subject));
            using var refused = await stranger.GetAsync(path);
            using var nothing = await stranger.GetAsync(PathOf(route, Guid.NewGuid()));
            Assert.Equal((path, HttpStatusCode.NotFound), (path, refused.StatusCode));
            Assert.Equal((path, refused.StatusCode, Plain(await refused.Content.ReadAsStringAsync())), (path, nothing.StatusCode, Plain(await nothing.Content.ReadAsStringAsync())));
            foreach (var reader in new[] { member, admin })
            {
                using var found = await reader.GetAsync(path);
                // there is no report of an evaluation that has not run
                Assert.True(found.StatusCode == HttpStatusCode.OK || route.EndsWith("report.json", StringComparison.Ordinal), $"{path}: {found.StatusCode}");
            }
            walked++;
        }
        Assert.True(walked >= 20, $"Only {walked} addresses were walked.");
    }

    [Fact]
    public async Task Nobody_uploads_into_a_project_they_do_not_see()
    {
        var hidden = await HiddenProject.SeedAsync(Databases);
        var stranger = new UploadClient(await host.SignInAsync("Scientist"));
        foreach (var project in new[] { hidden.Id.Value.ToString(), Guid.NewGuid().ToString(), "anything" })
        {
            using var answer = await stranger.SendAsync(Pipeline.FakeImageReader.File($"into {project}"), "mine.png", project: project);
            Assert.Contains(ProjectAccess.TakesNothing, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private IDbContextFactory<AppDb> Databases => host.Services.GetRequiredService<IDbContextFactory<AppDb>>();

    /// <summary>What scientists may open and that has a parameter.</summary>
    private IEnumerable<(string Route, RouteEndpoint Endpoint, OfProjectAttribute? Gate)> Routes() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.Parameters.Count > 0 && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        let policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).ToList()
        where !policies.Contains(Policies.Admin) && !policies.Contains(Policies.Worker)
        let route = endpoint.RoutePattern.RawText!.Trim('/')
        where !route.StartsWith("_blazor", StringComparison.Ordinal) && !route.StartsWith("jobs/queue", StringComparison.Ordinal)
        select (route, endpoint, endpoint.Metadata.GetMetadata<OfProjectAttribute>());

    private async Task<FormClient> MemberAsync(HiddenProject hidden)
    {
        var name = $"member-{Guid.NewGuid():N}";
        var account = await host.AddAccountAsync(name, Role.Scientist);
        await using var db = await Databases.CreateDbContextAsync();
        db.Add(new ProjectMember(hidden.Id, account, DateTime.UtcNow));
        await db.SaveChangesAsync();
        return await host.SignInAsync(name);
    }

    private static string PathOf(string route, Guid key) => "/" + KeyPattern().Replace(route, key.ToString());

    /// <summary>Without what differs from one request to the next.</summary>
    private static string Plain(string body) => NumberPattern().Replace(body, "");

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex KeyPattern();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"|name=\"request-token\" content=\"[^\"]*\"|[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex NumberPattern();
}
