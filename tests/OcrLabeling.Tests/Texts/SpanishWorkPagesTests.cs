using System.Text.Json;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Accounts;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Labeling;
using OcrLabeling.Web.Statistics;
using OcrLabeling.Web.Texts;
using Claim = System.Security.Claims.Claim;
using ClaimTypes = System.Security.Claims.ClaimTypes;

namespace OcrLabeling.Tests.Texts;

/// <summary>The worker's screens, read in Spanish.</summary>
public sealed class SpanishWorkPagesTests : BunitContext, IClassFixture<SqliteDatabaseFixture>
{
    private readonly SqliteDatabaseFixture database;

    public SpanishWorkPagesTests(SqliteDatabaseFixture database)
    {
        this.database = database;
        Services.AddAccountsOn(database).AddMudServices().AddTexts().AddScoped<CurrentUserSource>().AddSingleton<WriteTransaction>().AddSingleton<LabelingActivity>();
        Services.AddSingleton<WorkList>().AddSingleton<WorkerDiary>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData("es", "Trabajo", "Empezar", "por hacer")]
    [InlineData("en", "Work", "Start", "left for you")]
    public async Task The_work_list_speaks_the_readers_language(string language, string title, string start, string left)
    {
        using var floor = await OpenAsync();
        using var reading = new ReadingIn(language);
        var page = Render<WorkListPage>();
        page.WaitForElement("[data-testid=work-batch]");
        Assert.Equal(title, page.Find("h1").TextContent);
        Assert.Equal(start, page.Find("[data-testid=start]").TextContent);
        Assert.Contains(left, page.Find("[data-testid=work-batch]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_written_as_the_language_does()
    {
        using var floor = await OpenAsync();
        foreach (var card in await floor.ClaimAsync(floor.Workers[0], 2))
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId);
        using var reading = new ReadingIn("es");
        var page = Render<MyStatsPage>();
        page.WaitForElement("[data-testid=diary-batch]");
        Assert.Contains("respuestas enviadas", page.Find("[data-testid='diary-All time']").TextContent, StringComparison.Ordinal);
        Assert.Contains("Transcripción de palabras", page.Find("[data-testid=diary-batch]").TextContent, StringComparison.Ordinal);
        Assert.Equal(("1.234.567", "3,2"), (Language.Number(1_234_567), Language.Decimal(3.2)));
    }

    [Theory]
    [InlineData("es", "Omitir", true)]
    [InlineData("en", "Skip", false)]
    public void The_page_of_cards_is_handed_the_texts_of_its_modules_where_they_are_not_English(string language, string skip, bool hasTexts)
    {
        using var reading = new ReadingIn(language);
        var surface = Render<WorkSurface>(p => p
            .Add(s => s.Name, "Receipts").Add(s => s.BackPath, "work").Add(s => s.BackTitle, "Work").Add(s => s.BackText, "Back to work")
            .Add(s => s.Settings, new WorkSettings(BatchId.New(), "Receipts", Template.WordTranscription, JsonElement.Parse("{}"), Guid.NewGuid(), Privacy.Public, null)));
        Assert.Equal(skip, surface.Find("[data-testid=skip]").TextContent);
        Assert.Equal(hasTexts, surface.FindAll("#work-texts").Count == 1);
        if (hasTexts)
            Assert.Equal("Palabra", JsonElement.Parse(surface.Find("#work-texts").TextContent).GetProperty("Word").GetString());
    }

    private async Task<LabelingFloor> OpenAsync()
    {
        var floor = await LabelingFloor.OpenAsync(database);
        this.AddAuthorization().SetAuthorized("Nina").SetRoles(nameof(Role.Worker)).SetPolicies(Policies.Worker).SetClaims(
            new Claim(ClaimTypes.NameIdentifier, Guid.CreateVersion7().ToString()), new Claim("display_name", "Nina"), new Claim(ClaimTypes.Role, nameof(Role.Worker)),
            new Claim("worker_id", floor.Workers[0].ToString()));
        return floor;
    }
}
