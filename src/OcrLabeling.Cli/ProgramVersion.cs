using System.Reflection;

namespace OcrLabeling.Cli;

/// <summary>What this program was built from.</summary>
internal static class ProgramVersion
{
    /// <summary>Commit of the checkout it was built in; <c>unknown</c> when there was none.</summary>
    public static string GitHash { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var hash] ? hash : "unknown";
}
