using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Web.Hosting.Health;

namespace OcrLabeling.Web.Hosting;

internal static class Safety
{
    /// <summary>
    /// Scripts, styles, fonts and images come from here only. Inline styles are what the component library positions its popups with; inline scripts are not allowed.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Headers, problem details, and keys of cookies that survive a restart.</summary>
    public static void AddSafety(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddCheckedOptions<SecurityOptions>(SecurityOptions.Section);
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SecurityOptions>>(BelieveKnownProxies);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<StorageFaultAnswer>();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new ChoiceJsonConverter()));
        builder.Services.AddKeyRing();
    }

    public static void UseSafety(this WebApplication app)
    {
        var security = app.Services.GetRequiredService<IOptions<SecurityOptions>>().Value;
        // before all that asks who calls and how
        if (security.KnownProxies.Length > 0)
            app.UseForwardedHeaders();
        // scripts get problem details, people a page
        app.UseWhen(IsApi, api => api.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(context => !IsApi(context), pages => pages
            .UseExceptionHandler("/status/500", createScopeForErrors: true)
            .UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true)
            .Use(ShowPagesByGet));
        if (security.RequireHttps)
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            return next(context);
        });
        // after the error pages: they send a request through routing a second time
        app.UseRouting();
        app.MapHealth();
    }

    /// <summary>The last address in X-Forwarded-For that is no known proxy's is the caller's.</summary>
    private static void BelieveKnownProxies(ForwardedHeadersOptions forwarded, IOptions<SecurityOptions> security)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = null;
        // the defaults believe this machine
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in security.Value.ProxyNetworks)
            forwarded.KnownIPNetworks.Add(network);
    }

    /// <summary>A refused form is shown the page that says so; posting to that page would be refused again.</summary>
    private static Task ShowPagesByGet(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");
}
