using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Tests.Hosting;

namespace OcrLabeling.Tests.Accounts;

public sealed class SignInTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    [Fact]
    public async Task Somebody_who_is_not_signed_in_is_sent_to_the_sign_in_page_and_back()
    {
        var browser = host.Browse();
        var refused = await browser.GetAsync("/admin/users?x=1");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal("/account/sign-in?returnPath=%2Fadmin%2Fusers%3Fx%3D1", refused.Headers.Location!.PathAndQuery);

        var signedIn = await browser.SignInAsync(WebHostFixture.EmailOf("Admin"), WebHostFixture.Password, refused.Headers.Location.PathAndQuery);
        Assert.Equal("/admin/users?x=1", signedIn.Headers.Location!.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/users")).StatusCode);
    }

    [Fact]
    public async Task The_session_cookie_is_closed_to_scripts_and_other_sites()
    {
        var response = await host.Browse().SignInAsync(WebHostFixture.EmailOf("Scientist"), WebHostFixture.Password);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("ocrlabeling=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_password_says_nothing_about_which_accounts_exist()
    {
        var wrong = await (await host.Browse().SignInAsync(WebHostFixture.EmailOf("Scientist"), "wrong wrong wrong")).Content.ReadAsStringAsync();
        var unknown = await (await host.Browse().SignInAsync("nobody@example.org", "wrong wrong wrong")).Content.ReadAsStringAsync();
        Assert.Contains("Incorrect email or password.", wrong, StringComparison.Ordinal);
        Assert.Contains("Incorrect email or password.", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_failures_the_right_password_is_refused_until_an_administrator_unlocks()
    {
        var id = await host.AddAccountAsync("Clumsy", Role.Scientist);
        for (var i = 0; i < AccountStore.MaxFailedSignIns; i++)
            await host.Browse().SignInAsync(WebHostFixture.EmailOf("Clumsy"), $"guess number {i}");
        var locked = await host.Browse().SignInAsync(WebHostFixture.EmailOf("Clumsy"), WebHostFixture.Password);
        Assert.Contains("locked", await locked.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await host.Services.GetRequiredService<AccountDirectory>().UnlockAsync(id, null, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browse().SignInAsync(WebHostFixture.EmailOf("Clumsy"), WebHostFixture.Password)).StatusCode);
    }

    [Fact]
    public async Task Guesses_at_the_same_moment_lock_the_account_like_any_others()
    {
        await host.AddAccountAsync("Target", Role.Scientist);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => host.Browse().SignInAsync(WebHostFixture.EmailOf("Target"), $"guess number {i}")));
        var locked = await host.Browse().SignInAsync(WebHostFixture.EmailOf("Target"), WebHostFixture.Password);
        Assert.Contains("locked", await locked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task A_link_cannot_lead_elsewhere_after_signing_in(string elsewhere)
    {
        var response = await host.Browse().SignInAsync(
            WebHostFixture.EmailOf("Scientist"), WebHostFixture.Password, "/account/sign-in?returnPath=" + Uri.EscapeDataString(elsewhere));
        Assert.Equal("/", response.Headers.Location!.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    public async Task A_form_without_the_antiforgery_token_is_refused(string path)
    {
        var browser = await host.SignInAsync("Scientist");
        var response = await browser.PostWithoutPageAsync(path, ("_handler", "sign-in"), ("Input.Email", "x"), ("Input.Password", "y"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var browser = await host.SignInAsync("Scientist");
        var page = await (await browser.GetAsync("/account/change-password")).Content.ReadAsStringAsync();
        Assert.Contains("Change password", page, StringComparison.Ordinal);
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"request-token\" content=\"([^\"]+)\"").Groups[1].Value;
        await browser.PostWithoutPageAsync("/account/sign-out", ("__RequestVerificationToken", token), ("returnPath", "/"));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account/change-password")).StatusCode);
    }

    [Theory]
    [InlineData("Worker", "/work")]
    [InlineData("Scientist", "/documents")]
    [InlineData("Admin", "/documents")]
    public async Task The_start_page_depends_on_the_role(string role, string path)
    {
        var response = await (await host.SignInAsync(role)).GetAsync("/");
        Assert.Equal(path, response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_new_password_takes_the_place_of_the_old_one()
    {
        await host.AddAccountAsync("Changer", Role.Worker);
        var browser = await host.SignInAsync("Changer");
        const string Next = "an even longer password";
        var response = await browser.PostAsync("/account/change-password", "change-password",
            ("Input.Current", WebHostFixture.Password), ("Input.New", Next), ("Input.Again", Next));
        Assert.Contains("Your password has been changed", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.Browse().SignInAsync(WebHostFixture.EmailOf("Changer"), WebHostFixture.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browse().SignInAsync(WebHostFixture.EmailOf("Changer"), Next)).StatusCode);
    }
}
