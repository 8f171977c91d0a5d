using Bunit;
using Bunit.TestDoubles;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Layout;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Tests.Layout;

public sealed class NavigationLinksTests : BunitContext
{
    public NavigationLinksTests() => Services.AddTexts();

    [Theory]
    [InlineData(new[] { Policies.Worker }, new[] { "Work", "My stats" })]
    [InlineData(new[] { Policies.Scientist }, new[] { "Documents", "Jobs", "Batches", "Adjudication", "Stats", "Datasets", "Scores", "Training", "Notebook" })]
    [InlineData(new[] { Policies.Scientist, Policies.Admin }, new[] { "Documents", "Jobs", "Batches", "Adjudication", "Stats", "Datasets", "Scores", "Training", "Notebook", "Users", "Pools", "Pay", "Audit log" })]
    public void Everybody_sees_what_the_role_allows(string[] policies, string[] expected)
    {
        this.AddAuthorization().SetAuthorized("somebody").SetPolicies(policies);
        var links = Render<NavigationLinks>();
        Assert.Equal(expected, links.FindAll("a").Select(a => a.LastChild!.TextContent.Trim()));
    }
}
