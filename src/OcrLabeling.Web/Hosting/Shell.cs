using OcrLabeling.Web.Layout;
using MudBlazor;
using MudBlazor.Services;

namespace OcrLabeling.Web.Hosting;

internal static class Shell
{
    public static void AddShell(this WebApplicationBuilder builder)
    {
        // what was compressed when it was built goes out as it is; otherwise, outside of a published folder, files are packed anew without compressing them, in case somebody edits them
        builder.WebHost.UseSetting("ReloadStaticAssetsAtRuntime", bool.FalseString);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        // the library's style sheet is built into no compressed file under its fingerprinted address
        builder.Services.AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, ["text/css"]));
        builder.Services.AddMudServices(options => options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight);
        builder.Services.AddHttpContextAccessor();
    }

    public static void UseShell(this WebApplication app) => app.UseResponseCompression();

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // the policy about frames is part of our own header
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
