using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace OcrLabeling.Web.Hosting;

/// <summary>Looks at all checked sections and names every fault at once: key, what stands there, what is allowed.</summary>
internal static partial class ConfigurationCheck
{
    /// <summary>False: the faults are in the log and the host must not start.</summary>
    public static bool ConfigurationIsSound(this WebApplication app)
    {
        var faults = Faults(app.Configuration, app.Services.GetServices<CheckedSection>());
        if (faults.Count > 0)
            Log.Faulty(app.Logger, faults.Count, string.Join("\n", faults.Select(f => "  " + f)));
        return faults.Count == 0;
    }

    public static IReadOnlyList<string> Faults(IConfiguration configuration, IEnumerable<CheckedSection> sections) =>
        [.. sections.SelectMany(s => FaultsOf(configuration.GetSection(s.Name), s.Type))];

    private static IEnumerable<string> FaultsOf(IConfigurationSection section, Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToList();
        var known = properties.Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var faults = section.GetChildren().Where(c => !known.Contains(c.Key))
            .Select(c => $"{c.Path} is not known; known: {string.Join(", ", known)}").ToList();
        faults.AddRange(properties
            .Where(p => section[p.Name] is { } given && !CanRead(given, p.PropertyType))
            .Select(p => $"{section.Path}:{p.Name} = '{section[p.Name]}'; allowed: {Allowed(p.PropertyType)}"));
        if (faults.Count > 0)
            return faults;

        var options = section.Get(type) ?? Activator.CreateInstance(type)!;
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(r => $"{section.Path}:{string.Join("+", r.MemberNames)}: {r.ErrorMessage}");
    }

    private static bool CanRead(string given, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return Enum.GetNames(type).Contains(given, StringComparer.OrdinalIgnoreCase);
        // [] in a file
        if (type.IsArray)
            return given.Length == 0;
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, given);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Allowed(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? string.Join(", ", Enum.GetNames(type))
            : type.IsArray ? "a list, whose values have keys of their own that end with :0, :1 ..."
            : type == typeof(bool) ? "true, false"
            : type == typeof(TimeSpan) ? "a duration such as 00:10:00"
            : type == typeof(double) ? "a number" : "a whole number";
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Critical, "Faults in the configuration: {Count}. Nothing was started.\n{Faults}")]
        public static partial void Faulty(ILogger logger, int count, string faults);
    }
}
