namespace OcrLabeling.Web.Hosting;

/// <summary>A section of the configuration and the type it is read into.</summary>
internal sealed record CheckedSection(string Name, Type Type);

internal static class CheckedOptions
{
    /// <summary>Options whose section is checked before the host starts: see <see cref="ConfigurationCheck"/>.</summary>
    public static void AddCheckedOptions<TOptions>(this WebApplicationBuilder builder, string section) where TOptions : class
    {
        builder.Services.AddSingleton(new CheckedSection(section, typeof(TOptions)));
        builder.Services.AddOptions<TOptions>().BindConfiguration(section);
    }
}
