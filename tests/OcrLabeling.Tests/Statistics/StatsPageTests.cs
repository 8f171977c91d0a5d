using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Tests.Data;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Projects;
using OcrLabeling.Web.Statistics;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Tests.Statistics;

public sealed class StatsPageTests : BunitContext, IClassFixture<SqliteDatabaseFixture>, IAsyncLifetime
{
    private readonly SqliteDatabaseFixture database;
    private readonly LabelingActivity activity = new();

    public StatsPageTests(SqliteDatabaseFixture database)
    {
        this.database = database;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddTexts();
        Services.AddSingleton<IDbContextFactory<AppDb>>(database);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(activity);
        Services.AddSingleton<LabelingStatistics>();
        Services.AddSingleton<ActivityOverTime>();
        Services.AddSingleton<StatsChoices>();
        Services.AddSingleton<ProjectList>();
        Services.AddScoped<CurrentProject>();
        Services.AddScoped<CurrentUserSource>();
        this.AddAuthorization().SetAuthorized("Ada").SetClaims(
            new(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new("display_name", "Ada"), new(ClaimTypes.Role, nameof(Role.Scientist)));
    }

    public Task InitializeAsync() => database.ClearAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void Before_the_first_batch_it_says_what_to_do() => Render<StatsPage>().WaitForElement("[data-testid=stats-empty]");

    [Fact]
    public async Task An_answer_is_counted_within_two_seconds()
    {
        using var scene = new Scene(database);
        var (ada, batch) = (scene.Worker("Ada"), scene.Batch("receipts", scene.Pool("Contractors"), 1, ["a", "b"]));
        await scene.SaveAsync();
        var page = Render<StatsPage>();
        page.WaitForAssertion(() => Assert.Equal("0", page.Find("[data-testid=done]").TextContent));
        scene.Answer(ada, batch, 0, "a", DateTime.UtcNow.AddSeconds(-5), DateTime.UtcNow);
        await scene.SaveAsync();
        activity.Publish(batch.Id);
        page.WaitForAssertion(() => Assert.Equal("1", page.Find("[data-testid=done]").TextContent));
        Assert.Contains("1 in 24 hours", page.Find("[data-testid=activity]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_stands_in_the_address()
    {
        using var scene = new Scene(database);
        var pool = scene.Pool("Contractors");
        scene.Batch("receipts", pool, 1, ["a"]);
        var letters = scene.Batch("letters", pool, 1, ["a"], Template.DocumentTranscription);
        await scene.SaveAsync();
        var navigation = Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();
        navigation.NavigateTo("stats?job=document-transcription");
        var page = Render<StatsPage>();
        page.WaitForAssertion(() => Assert.Equal(["letters"], page.FindAll(".batch-row td.name a").Select(a => a.TextContent)));
        await page.InvokeAsync(() => page.FindComponent<StatsFilters>().Instance.OnChanged.InvokeAsync(StatsFilter.All with { Batches = [letters.Id] }));
        Assert.EndsWith($"stats?batch={letters.Id}", navigation.Uri, StringComparison.Ordinal);
    }
}
