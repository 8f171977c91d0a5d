using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Tests.Hosting;

namespace OcrLabeling.Tests.Texts;

/// <summary>Who reads what in which language.</summary>
public sealed class LanguageTests(WebHostFixture host) : IClassFixture<WebHostFixture>
{
    [Theory]
    [InlineData(null, "en", "Sign in")]
    [InlineData("de-DE,de;q=0.9", "en", "Sign in")]
    [InlineData("es-MX,es;q=0.9,en;q=0.8", "es", "Iniciar sesión")]
    [InlineData("en-US,en;q=0.9,es;q=0.8", "en", "Sign in")]
    public async Task The_sign_in_page_speaks_the_language_the_browser_asks_for(string? asked, string language, string title) =>
        AssertSpeaks(language, title, await PageAsync(Browse(asked), "/account/sign-in"));

    [Fact]
    public async Task What_was_chosen_goes_before_what_the_browser_asks_for()
    {
        var spanish = Browse("en");
        await ChooseAsync(spanish, "es");
        AssertSpeaks("es", "Iniciar sesión", await PageAsync(spanish, "/account/sign-in"));
        var english = Browse("es");
        await ChooseAsync(english, "en");
        AssertSpeaks("en", "Sign in", await PageAsync(english, "/account/sign-in"));
    }

    [Theory]
    [InlineData("/work", "/work")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/batches?search=año", "/")]
    [InlineData(null, "/")]
    public async Task Choosing_leads_back_and_nowhere_else(string? back, string target)
    {
        using var response = await Browse(null).GetAsync("/language/es" + (back is null ? "" : $"?back={Uri.EscapeDataString(back)}"));
        Assert.Equal((HttpStatusCode.Redirect, target), (response.StatusCode, response.Headers.Location!.OriginalString));
        Assert.Contains(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("language=", StringComparison.Ordinal) && c.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task There_is_no_third_language()
    {
        using var response = await Browse(null).GetAsync("/language/de");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain(response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], c => c.StartsWith("language=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_languages_are_offered_by_their_own_names()
    {
        var page = await PageAsync(Browse("es"), "/account/sign-in?returnPath=%2Fwork");
        Assert.Contains("href=\"/language/en?back=%2Faccount%2Fsign-in%3FreturnPath%3D%252Fwork\"", page, StringComparison.Ordinal);
        Assert.Contains(">English<", page, StringComparison.Ordinal);
        Assert.Contains(">Español<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_is_said_in_Spanish()
    {
        var browser = Browse("es");
        var empty = await ContentAsync(await browser.SignInAsync("", ""));
        Assert.Contains("Introduce tu correo electrónico.", empty, StringComparison.Ordinal);
        Assert.Contains("Introduce tu contraseña.", empty, StringComparison.Ordinal);
        Assert.Contains("Correo electrónico o contraseña incorrectos.", await ContentAsync(await browser.SignInAsync("nobody@example.org", "wrong wrong wrong")), StringComparison.Ordinal);
        await host.AddAccountAsync("Changing", Role.Worker);
        var worker = await SignInAsync("Changing", "es");
        var tooShort = await ContentAsync(await worker.PostAsync("/account/change-password", "change-password", ("Input.Current", WebHostFixture.Password), ("Input.New", "short"), ("Input.Again", "short")));
        Assert.Contains($"al menos {AccountStore.MinPasswordLength} caracteres", tooShort, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/join/no-such-invitation", "Invitación no encontrada")]
    [InlineData("/no-such-page", "Página no encontrada")]
    public async Task Other_pages_of_strangers_and_workers_are_Spanish_too(string path, string title)
    {
        var worker = await SignInAsync("Worker", "es");
        AssertSpeaks("es", title, await PageAsync(worker, path));
    }

    [Theory]
    [InlineData("es", "es")]
    [InlineData(null, "en")]
    public async Task A_workers_screens_say_their_language(string? asked, string language) =>
        Assert.Contains($"<html lang=\"{language}\"", await PageAsync(await SignInAsync("Worker", asked), "/work"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Scientist", "/documents")]
    [InlineData("Admin", "/admin/users")]
    public async Task Screens_of_the_team_are_English_whatever_the_browser_asks_for(string role, string path)
    {
        var browser = await SignInAsync(role, "es");
        await ChooseAsync(browser, "es");
        Assert.Contains("<html lang=\"en\"", await PageAsync(browser, path), StringComparison.Ordinal);
        AssertSpeaks("en", "Page not found", await PageAsync(browser, "/no-such-page"));
        // an account's pages are everybody's
        AssertSpeaks("es", "Cambiar contraseña", await PageAsync(browser, "/account/change-password"));
    }

    [Fact]
    public async Task The_server_tells_a_worker_why_in_Spanish()
    {
        var worker = await SignInAsync("Worker", "es");
        var page = await PageAsync(worker, "/account/change-password");
        worker.Http.DefaultRequestHeaders.Add("RequestVerificationToken", WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "name=\"request-token\" content=\"([^\"]+)\"").Groups[1].Value));
        using var missing = await worker.Http.PostAsJsonAsync($"/api/work/{Guid.NewGuid()}/claim", new { count = 1 });
        Assert.Equal("Lote no encontrado.", (await missing.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    private FormClient Browse(string? asked)
    {
        var browser = host.Browse();
        if (asked is not null)
            browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(asked);
        return browser;
    }

    private async Task<FormClient> SignInAsync(string name, string? asked)
    {
        var browser = Browse(asked);
        using var response = await browser.SignInAsync(WebHostFixture.EmailOf(name), WebHostFixture.Password);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }

    private static async Task ChooseAsync(FormClient browser, string language) => (await browser.GetAsync($"/language/{language}")).Dispose();

    private static async Task<string> PageAsync(FormClient browser, string path) => await ContentAsync(await browser.GetAsync(path));

    private static async Task<string> ContentAsync(HttpResponseMessage response)
    {
        using (response)
            return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }

    private static void AssertSpeaks(string language, string title, string page)
    {
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains($">{title}</h1>", page, StringComparison.Ordinal);
    }
}
