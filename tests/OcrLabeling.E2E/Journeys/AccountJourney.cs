using OcrLabeling.Core.Accounts;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

[Collection(nameof(Stage))]
public sealed class AccountJourney(Stage stage)
{
    [Fact]
    public async Task An_administrator_makes_an_account_which_signs_in_and_is_locked_again()
    {
        await using var admin = await stage.SignInAsync(Role.Admin);
        await admin.Page.GotoAsync("/admin/users");
        await admin.Part("new-user").ClickAsync();
        await admin.Part("new-user-name").FillAsync("Nora New");
        await admin.Part("new-user-email").FillAsync("nora@example.org");
        await admin.Part("new-user-pool").SelectOptionAsync(Harness.Accounts.Pool);
        var password = await admin.Part("new-user-password").InputValueAsync();
        await admin.Part("create-user").ClickAsync();
        await Expect(admin.Part("user-notice")).ToContainTextAsync(password);

        await using (var nora = await stage.OpenAsync())
        {
            await nora.SignInAsync("nora@example.org", password);
            Assert.EndsWith("/work", nora.Page.Url, StringComparison.Ordinal);
        }

        await admin.Part("lock-nora@example.org").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Lock" }).ClickAsync();
        await Expect(admin.Part("state-nora@example.org")).ToHaveTextAsync("Locked");
        await using var again = await stage.OpenAsync();
        await again.Page.GotoAsync("/account/sign-in");
        await again.Part("email").FillAsync("nora@example.org");
        await again.Part("password").FillAsync(password);
        await again.Part("sign-in").ClickAsync();
        await Expect(again.Part("sign-in-fault")).ToContainTextAsync("locked");
    }

    [Fact]
    public async Task Pools_are_made_and_filled_and_the_audit_log_tells_of_it()
    {
        await using var admin = await stage.SignInAsync(Role.Admin);
        await admin.Page.GotoAsync("/admin/pools");
        await admin.Part("new-pool-name").FillAsync("Volunteers");
        await admin.Part("new-pool-kind").SelectOptionAsync("Crowd");
        // meant once: a second one would say that there is such a pool, or that a name is needed
        await admin.Part("create-pool").DblClickAsync();
        var pool = admin.Part("pool-Volunteers");
        await Expect(pool).ToBeVisibleAsync();
        await pool.GetByTestId("member-Wanda Worker").CheckAsync();
        await Expect(pool).ToContainTextAsync("1 worker,");
        await Expect(admin.Part("pool-fault")).ToHaveCountAsync(0);

        await admin.Page.GotoAsync("/admin/audit");
        await Expect(admin.Part("audit")).ToContainTextAsync("pool.join");
        await Expect(admin.Part("audit")).ToContainTextAsync("Ada Admin");
    }

    [Fact]
    public async Task The_theme_is_remembered_and_signing_out_works()
    {
        await using var admin = await stage.SignInAsync(Role.Admin);
        await admin.Page.GotoAsync("/admin/pools");
        await admin.Part("theme").ClickAsync();
        await Expect(admin.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await admin.Page.ReloadAsync();
        await Expect(admin.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await admin.Part("account-menu").ClickAsync();
        await admin.Part("sign-out").ClickAsync();
        await Expect(admin.Part("email")).ToBeVisibleAsync();
    }
}
