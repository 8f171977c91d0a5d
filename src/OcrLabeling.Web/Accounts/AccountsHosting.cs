using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Accounts;

internal static class AccountsHosting
{
    /// <summary>How soon a locked account or a changed role takes effect on sessions that are signed in.</summary>
    private static readonly TimeSpan RevalidationInterval = TimeSpan.FromMinutes(1);

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddAccountStore().AddSignInManager().AddClaimsPrincipalFactory<AccountClaims>();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = RevalidationInterval);
        builder.Services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<SecurityOptions>>(ConfigureCookie);

        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Admin, policy => policy.RequireRole(nameof(Role.Admin)))
            .AddPolicy(Policies.Scientist, policy => policy.RequireRole(nameof(Role.Scientist), nameof(Role.Admin)))
            .AddPolicy(Policies.Worker, policy => policy.RequireRole(nameof(Role.Worker)));
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<AuthenticationStateProvider>(services =>
            new RevalidatingAuthentication(services.GetRequiredService<ILoggerFactory>(), services.GetRequiredService<IServiceScopeFactory>(), RevalidationInterval));
        builder.Services.AddScoped<CurrentUserSource>();
        builder.Services.AddSingleton<SignInGuard>();
        builder.Services.AddSingleton<PasswordTurns>();
    }

    public static void UseAccounts(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapAccounts(this WebApplication app)
    {
        app.MapGet("/", (CurrentUser user) => Results.LocalRedirect(user.HomePath));
        // the form parameter makes the antiforgery token a condition
        app.MapPost("/account/sign-out", async (SignInManager<Account> signIn, [FromForm] string? returnPath) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/account/sign-in");
        });
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie, IOptions<SecurityOptions> security)
    {
        cookie.Cookie.Name = "ocrlabeling";
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = security.Value.RequireHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromDays(7);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/account/sign-in";
        cookie.ReturnUrlParameter = "returnPath";
        // scripts are told by status what happened; people see a page
        cookie.Events.OnRedirectToLogin = context => Refuse(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Refuse(context, StatusCodes.Status403Forbidden);
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status == StatusCodes.Status401Unauthorized && !context.Request.Path.StartsWithSegments("/api"))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
