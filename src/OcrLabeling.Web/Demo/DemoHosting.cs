using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Web.Demo;

/// <summary>Section <c>Demo</c> of the configuration.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Password of the demo accounts. Empty: there is no demo.</summary>
    public string Password { get; set; } = "";

    /// <summary>A ground-truth folder whose images become the demo documents.</summary>
    public string Folder { get; set; } = "";
}

internal static class DemoHosting
{
    /// <summary>Something to look at on a new server, when the configuration asks for it.</summary>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<DemoOptions>(DemoOptions.Section);
        if (!string.IsNullOrEmpty(builder.Configuration[$"{DemoOptions.Section}:{nameof(DemoOptions.Password)}"]))
        {
            builder.Services.AddSingleton<DemoCrowd>();
            builder.Services.AddHostedService<DemoSeed>();
        }
    }
}
