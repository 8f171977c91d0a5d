using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Accounts;

internal static class AccountsHosting
{
    /// <summary>How long the cookie of a request is believed; those of the team are looked up each time, see <see cref="CurrentAccountRequirement"/>.</summary>
    private static readonly TimeSpan CookieInterval = TimeSpan.FromMinutes(1);

    /// <summary>How soon a locked account or a changed role ends the circuits of open pages.</summary>
    private static readonly TimeSpan CircuitInterval = TimeSpan.FromSeconds(5);

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddWorkerStore().AddAccountStore().AddSignInManager().AddClaimsPrincipalFactory<AccountClaims>();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = CookieInterval);
        builder.Services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<SecurityOptions>>(ConfigureCookie);

        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new CurrentAccountRequirement()).Build())
            .AddPolicy(Policies.Admin, policy => policy.RequireRole(nameof(Role.Admin)).AddRequirements(new CurrentAccountRequirement()))
            .AddPolicy(Policies.Scientist, policy => policy.RequireRole(nameof(Role.Scientist), nameof(Role.Admin)).AddRequirements(new CurrentAccountRequirement()))
            .AddPolicy(Policies.Worker, policy => policy.RequireRole(nameof(Role.Worker)));
        builder.Services.AddSingleton<IAuthorizationHandler, CurrentAccountHandler>();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<AuthenticationStateProvider>(services =>
            new RevalidatingAuthentication(services.GetRequiredService<ILoggerFactory>(), services.GetRequiredService<IServiceScopeFactory>(), CircuitInterval));
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
