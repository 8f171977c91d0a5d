using Bunit;
using Bunit.TestDoubles;
using Claim = System.Security.Claims.Claim;
using ClaimTypes = System.Security.Claims.ClaimTypes;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Accounts;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;
using OcrLabeling.Web.Accounts;
using OcrLabeling.Web.Labeling;
using OcrLabeling.Web.Statistics;
using OcrLabeling.Web.Texts;
using OcrLabeling.Web.Workers;

namespace OcrLabeling.Tests.Workers;

/// <summary>The pool's page of the team, and what its workers see.</summary>
public sealed class PoolPageTests : BunitContext, IClassFixture<SqliteDatabaseFixture>, IAsyncLifetime
{
    private readonly SqliteDatabaseFixture database;
    private readonly BunitAuthorizationContext user;

    public PoolPageTests(SqliteDatabaseFixture database)
    {
        this.database = database;
        Services.AddAccountsOn(database).AddMudServices().AddTexts().AddScoped<CurrentUserSource>().AddSingleton<WriteTransaction>().AddSingleton<LabelingActivity>();
        foreach (var use in (Type[])[typeof(PoolRules), typeof(InvitationService), typeof(QualificationService), typeof(GoldBox), typeof(StatsChoices), typeof(WorkerDiary), typeof(PayReport), typeof(WorkList)])
            Services.AddSingleton(use);
        JSInterop.Mode = JSRuntimeMode.Loose;
        user = this.AddAuthorization();
        SignIn(Role.Admin, null);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task A_link_is_shown_once_and_can_be_taken_back()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var dialog = Render<MudDialogProvider>();
        var page = Page(floor);
        page.Find("[data-testid=invite-note]").Change("for Nina");
        page.Find("[data-testid=invite-form]").Submit();
        page.WaitForAssertion(() => Assert.Matches("/join/[A-Za-z0-9_-]{64}$", page.Find("[data-testid=invite-link]").GetAttribute("value")!));
        Assert.Contains("for Nina", page.Find(".invitation-row").TextContent, StringComparison.Ordinal);
        page.Find("[data-testid=revoke]").Click();
        dialog.WaitForElement("[data-testid=confirm]").Click();
        page.WaitForAssertion(() => Assert.Equal("Revoked", page.Find("[data-testid=invitation-state]").TextContent));
        Assert.DoesNotContain("/join/", Page(floor).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agreement_is_published_and_lists_who_has_not_accepted_it()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var page = Page(floor);
        Assert.True(page.Find("[data-testid=publish-nda]").HasAttribute("disabled"));
        page.Find("[data-testid=nda-edit]").Input("Tell nobody.");
        page.Find("[data-testid=pool-nda] form").Submit();
        page.WaitForAssertion(() => Assert.Equal("version 1", page.Find("[data-testid=nda-version]").TextContent));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".nda-row").Count(r => r.TextContent.Contains("not accepted", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_qualification_is_asked_for_and_a_worker_let_in()
    {
        using var source = await LabelingFloor.OpenAsync(database, tasks: 6, overlap: 2, image: new Core.Storage.BlobId(new string('c', 64)));
        foreach (var worker in source.Workers)
            foreach (var card in await source.ClaimAsync(worker))
                await source.SubmitAsync(worker, card.AssignmentId);
        await new ConsensusResolver(database, source.Transaction, source.Clock).ResolveAsync(source.Batch.Id, default);
        using var floor = await LabelingFloor.OpenAsync(database);
        var page = Page(floor);
        page.Find("[data-testid=qualification-name]").Input("Can you read?");
        page.Find("[data-testid=qualification-source]").Change(source.Batch.Id.ToString());
        page.Find("[data-testid=qualification-count]").Change("6");
        page.Find("[data-testid=qualification-cards]").Change("7");
        page.Find("[data-testid=qualification-form]").Submit();
        page.WaitForAssertion(() => Assert.Contains("no more than it has", page.Find("[data-testid=qualification-form-fault]").TextContent, StringComparison.Ordinal));
        page.Find("[data-testid=qualification-cards]").Change("5");
        page.Find("[data-testid=qualification-form]").Submit();
        page.WaitForElement("[data-testid=stop-qualification]");
        page.FindAll("[data-testid=grant]")[0].Click();
        page.WaitForAssertion(() => Assert.Equal(["let in", "not begun"], page.FindAll("[data-testid=qualification-state]").Select(s => s.TextContent)));
        Assert.NotEmpty(await floor.ClaimAsync(floor.Workers[0]));
    }

    [Fact]
    public async Task The_work_list_shows_first_what_a_pool_asks()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        var rules = Services.GetRequiredService<PoolRules>();
        await rules.InstructAsync(floor.Pool.Id, "Be kind.\n\nBe exact.", "", Guid.NewGuid(), default);
        await rules.PublishNdaAsync(floor.Pool.Id, "Tell nobody.", null, Guid.NewGuid(), default);
        SignIn(Role.Worker, floor.Workers[0]);
        var page = Render<WorkListPage>();
        page.WaitForElement("[data-testid=nda-needed]");
        Assert.Empty(page.FindAll("[data-testid=work-batch]"));
        var nda = Render<NdaPage>(p => p.Add(n => n.Key, floor.Pool.Id.Value));
        nda.Find("[data-testid=nda-agree]").Change(true);
        nda.Find("form").Submit();
        nda.WaitForAssertion(() => Assert.EndsWith("/work", Services.GetRequiredService<BunitNavigationManager>().Uri, StringComparison.Ordinal));
        page = Render<WorkListPage>();
        page.WaitForElement("[data-testid=work-batch]");
        Assert.Equal(["Be kind.", "Be exact."], page.FindAll("[data-testid=work-pool-instructions] p").Select(p => p.TextContent));
    }

    [Fact]
    public async Task A_rate_is_set_shown_to_workers_and_leads_to_the_pay_report()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        foreach (var card in await floor.ClaimAsync(floor.Workers[0], 2))
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId);
        var page = Render<PoolPage>(p => p.Add(n => n.Key, floor.Pool.Id.Value));
        page.WaitForElement("[data-testid=rate-basis]").Change(nameof(PayBasis.PerAnswer));
        page.Find("[data-testid=rate-amount]").Change("0.125");
        page.Find("[data-testid=rate-currency]").Change("Euro");
        page.Find("[data-testid=pool-rate] form").Submit();
        page.WaitForAssertion(() => Assert.Contains("three letters", page.Find("[data-testid=rate-fault]").TextContent, StringComparison.Ordinal));
        page.Find("[data-testid=rate-currency]").Change("eur");
        page.Find("[data-testid=pool-rate] form").Submit();
        page.WaitForAssertion(() => Assert.Equal("Saved.", page.Find("[data-testid=rate-note]").TextContent));
        Assert.Contains($"admin/pay?pool={floor.Pool.Id}&per=answer&rate=0.125", page.FindAll(".page-actions a").Select(a => a.GetAttribute("href")));
        SignIn(Role.Worker, floor.Workers[0]);
        Assert.Equal("Pays 0.125 EUR per answer", Render<WorkListPage>().WaitForElement("[data-testid=pool-pays]").TextContent);
        var stats = Render<MyStatsPage>();
        stats.WaitForElement("[data-testid=earned-note]");
        Assert.Equal(["0.25 EUR"], stats.FindAll("[data-testid=earned]").Select(e => e.TextContent));
        Assert.EndsWith("0.25 EUR", stats.Find("[data-testid=diary-batch]").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_sees_his_figures_and_the_team_what_to_pay()
    {
        using var floor = await LabelingFloor.OpenAsync(database);
        foreach (var card in await floor.ClaimAsync(floor.Workers[0], 2))
            await floor.SubmitAsync(floor.Workers[0], card.AssignmentId);
        var now = floor.Clock.Now;
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo($"admin/pay?pool={floor.Pool.Id}&from={now:yyyy-MM-dd}&until={now:yyyy-MM-dd}&per=answer&rate=0.05");
        var pay = Render<PayPage>();
        pay.WaitForElement(".pay-row");
        Assert.EndsWith("0.10", pay.Find(".pay-total").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains($"pool={floor.Pool.Id}", pay.Find("[data-testid=pay-csv]").GetAttribute("href"), StringComparison.Ordinal);
        SignIn(Role.Worker, floor.Workers[0]);
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("work/stats");
        var stats = Render<MyStatsPage>();
        stats.WaitForElement("[data-testid=diary-batch]");
        Assert.Equal("2", stats.Find("[data-testid='diary-All time'] [data-testid=diary-answers]").TextContent);
        Assert.Contains("Not enough data yet", stats.Find("[data-testid=check-grade]").TextContent, StringComparison.Ordinal);
        // a worker's page loads neither the library's sheet nor its script
        Assert.DoesNotContain("mud-", stats.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_worked_for_many_batches_is_one_row_until_it_is_unfolded()
    {
        List<LabelingFloor> floors = [];
        try
        {
            for (var i = 0; i < 6; i++)
                floors.Add(await LabelingFloor.OpenAsync(database, tasks: 1));
            var busy = floors[0].Workers[0];
            foreach (var floor in floors)
            {
                // a day of its own
                floor.Clock.Move(TimeSpan.FromDays(30));
                if (floor != floors[0])
                    await floor.JoinAsync(busy);
                await floor.SubmitAsync(busy, (await floor.ClaimAsync(busy)).Single().AssignmentId);
            }
            var day = $"{floors[0].Clock.Now:yyyy-MM-dd}";
            Services.GetRequiredService<BunitNavigationManager>().NavigateTo($"admin/pay?from={day}&until={day}");
            var pay = Render<PayPage>();
            Assert.Equal("6 batches", pay.WaitForElement("[data-testid=fold]").TextContent);
            Assert.Empty(pay.FindAll(".pay-row"));
            pay.Find("[data-testid=fold]").Click();
            Assert.Equal(6, pay.FindAll(".pay-row").Count);
            pay.Find("[data-testid=fold]").Click();
            Assert.Empty(pay.FindAll(".pay-row"));
        }
        finally
        {
            floors.ForEach(f => f.Dispose());
        }
    }

    [Fact]
    public void Any_day_and_any_page_may_stand_in_the_address()
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("admin/pay?from=9999-12-01&until=9999-12-31&page=2147483647");
        Render<PayPage>().WaitForElement("[data-testid=no-pay]");
    }

    [Fact]
    public async Task In_a_long_list_of_workers_somebody_is_found_by_name()
    {
        using var floor = await LabelingFloor.OpenAsync(database, workers: 65);
        var page = Page(floor);
        page.WaitForElement("[data-testid=more-members]");
        Assert.Equal(60, page.FindAll(".member-list li").Count);
        page.Find("[data-testid=find-member]").Input("worker 64");
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".member-list li")));
        page.Find("[data-testid='member-Worker 64']").Change(false);
        page.WaitForAssertion(() => Assert.False(page.Find("[data-testid='member-Worker 64']").HasAttribute("checked")));
        await using var db = floor.CreateDbContext();
        Assert.Equal(64, db.PoolMembers.Count(m => m.PoolId == floor.Pool.Id));
    }

    private IRenderedComponent<PoolPage> Page(LabelingFloor floor)
    {
        var page = Render<PoolPage>(p => p.Add(n => n.Key, floor.Pool.Id.Value));
        page.WaitForElement("[data-testid=qualification-form]");
        return page;
    }

    private void SignIn(Role role, WorkerId? worker) => user.SetAuthorized("ada").SetPolicies(role.ToString()).SetClaims(
    [
        new Claim(ClaimTypes.NameIdentifier, Guid.CreateVersion7().ToString()), new Claim("display_name", "Ada"), new Claim(ClaimTypes.Role, role.ToString()),
        .. worker is { } id ? (Claim[])[new Claim("worker_id", id.ToString())] : [],
    ]);
}
