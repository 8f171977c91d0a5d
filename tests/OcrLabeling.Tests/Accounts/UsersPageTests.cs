using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Tests.Data;
using OcrLabeling.Web.Texts;
using OcrLabeling.Web.Accounts;
using System.Security.Claims;

namespace OcrLabeling.Tests.Accounts;

public sealed class UsersPageTests : BunitContext, IClassFixture<SqliteDatabaseFixture>, IAsyncLifetime
{
    private readonly SqliteDatabaseFixture database;
    private readonly BunitAuthorizationContext authorization;

    public UsersPageTests(SqliteDatabaseFixture database)
    {
        this.database = database;
        Services.AddAccountsOn(database).AddMudServices().AddTexts().AddScoped<CurrentUserSource>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        authorization = this.AddAuthorization().SetAuthorized("ada").SetPolicies(Policies.Admin);
    }

    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        var accounts = Services.GetRequiredService<AccountDirectory>();
        var ada = Assert.IsType<AccountOutcome.Done>(await accounts.CreateAsync(new NewAccount("Ada", "ada@example.org", Role.Admin, "a long password for tests"), null, default)).Id;
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, ada.ToString()), new Claim("display_name", "Ada"), new Claim(ClaimTypes.Role, nameof(Role.Admin)));
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void A_refused_change_says_why_and_shows_the_role_that_still_holds()
    {
        var (page, dialog) = Open();
        page.WaitForElement("[data-testid='role-ada@example.org']").Change("Worker");
        dialog.WaitForElement("[data-testid=confirm]").Click();
        page.WaitForAssertion(() => Assert.Contains("last administrator", page.Find("[data-testid=user-notice]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Admin", page.Find("[data-testid='role-ada@example.org']").GetAttribute("value"));
    }

    [Fact]
    public async Task A_role_changes_only_when_it_is_confirmed()
    {
        await Services.GetRequiredService<AccountDirectory>().CreateAsync(new NewAccount("Will", "will@example.org", Role.Worker, "a long password for tests"), null, default);
        var (page, dialog) = Open();
        page.WaitForElement("[data-testid='role-will@example.org']").Change("Admin");
        dialog.WaitForElement("[data-testid=confirm-cancel]").Click();
        Assert.Equal("Worker", page.Find("[data-testid='role-will@example.org']").GetAttribute("value"));
        await using (var db = database.CreateDbContext())
            Assert.Equal(Role.Worker, db.Users.Single(a => a.Email == "will@example.org").Role);
        page.Find("[data-testid='role-will@example.org']").Change("Admin");
        dialog.WaitForElement("[data-testid=confirm]").Click();
        page.WaitForAssertion(() => Assert.Contains("Will is Admin now", page.Find("[data-testid=user-notice]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void An_account_is_renamed()
    {
        var (page, dialog) = Open();
        page.WaitForElement("[data-testid='rename-ada@example.org']").Click();
        dialog.WaitForElement("[data-testid=name-input]").Input("Ada L.");
        dialog.Find("[data-testid=name-dialog]").Submit();
        page.WaitForAssertion(() => Assert.Contains("Ada L.", page.Markup, StringComparison.Ordinal));
    }

    private (IRenderedComponent<UsersPage> Page, IRenderedComponent<MudDialogProvider> Dialog) Open()
    {
        Render<MudPopoverProvider>();
        var dialog = Render<MudDialogProvider>();
        return (Render<UsersPage>(), dialog);
    }

    [Fact]
    public void A_created_account_is_listed_and_its_password_shown_once()
    {
        var (page, _) = Open();
        page.Find("[data-testid=new-user]").Click();
        page.WaitForElement("[data-testid=new-user-name]").Change("Wanda");
        page.Find("[data-testid=new-user-email]").Change("wanda@example.org");
        var password = page.Find("[data-testid=new-user-password]").GetAttribute("value")!;
        page.Find("[data-testid=new-user-form]").Submit();
        page.WaitForElement("[data-testid='state-wanda@example.org']");
        Assert.Contains(password, page.Find("[data-testid=user-notice]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=new-user-form]"));
    }

    [Fact]
    public void A_form_that_is_not_filled_in_says_what_is_missing()
    {
        var (page, _) = Open();
        page.Find("[data-testid=new-user]").Click();
        page.WaitForElement("[data-testid=new-user-form]").Submit();
        Assert.Equal(["Enter a name.", "Enter an email address."], page.FindAll(".validation-message").Select(m => m.TextContent));
    }
}
