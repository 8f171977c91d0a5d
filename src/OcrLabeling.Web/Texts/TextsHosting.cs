using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Localization;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Texts;

internal static class TextsHosting
{
    public const string CookieName = "language";

    private static readonly TimeSpan remembered = TimeSpan.FromDays(365);

    public static void AddTexts(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new(CultureInfo.CurrentCulture, Language.English.Culture);
            // numbers and dates of the team's screens stay as they are
            options.SupportedCultures = null;
            options.SupportedUICultures = [.. Language.All.Select(l => l.Culture)];
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(OfTeamAsync),
                new CookieRequestCultureProvider { CookieName = CookieName, Options = options },
                new AcceptLanguageHeaderRequestCultureProvider { Options = options },
            ];
        });
    }

    public static IServiceCollection AddTexts(this IServiceCollection services) => services.AddLocalization().AddSingleton<Sentences>().AddSingleton<ScriptTexts>();

    /// <summary>After <c>UseAccounts</c>: the language depends on who is signed in.</summary>
    public static void UseTexts(this WebApplication app) => app.UseRequestLocalization();

    public static void MapTexts(this WebApplication app) => app.MapGet("/language/{key}", Choose).AllowAnonymous();

    // theirs are English, whatever the browser asks for
    private static Task<ProviderCultureResult?> OfTeamAsync(HttpContext context)
    {
        var isTeam = context.User.Identity is { IsAuthenticated: true } && !context.User.IsInRole(nameof(Role.Worker));
        var isTranslated = context.GetEndpoint()?.Metadata.GetMetadata<TranslatedAttribute>() is not null;
        return Task.FromResult(isTeam && !isTranslated ? new ProviderCultureResult(Language.English.Key) : null);
    }

    private static IResult Choose(string key, string? back, HttpContext context)
    {
        if (Language.Find(key) is not { } language)
            return Results.NotFound();
        context.Response.Cookies.Append(CookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language.Culture)), new()
        {
            MaxAge = remembered, HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps,
        });
        // a header takes nothing else
        return Results.LocalRedirect(Ascii.IsValid(back) ? LocalPath.OrHome(back) : "/");
    }
}
