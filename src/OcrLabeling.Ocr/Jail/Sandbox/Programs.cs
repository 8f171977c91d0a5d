namespace OcrLabeling.Ocr.Jail.Sandbox;

/// <summary>Where the programs are that the jail is made of.</summary>
internal static class Programs
{
    /// <exception cref="OcrJailUnavailableException">Not installed; the message names the package.</exception>
    public static string Find(string program, string package) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new OcrJailUnavailableException(
            $"The program '{program}' is not installed, and untrusted files are never read without it. Install the package '{package}' (Debian: apt-get install {package}).");

    /// <summary>The folder with <c>dotnet</c>, <c>host</c> and <c>shared</c> of the runtime that this process runs on.</summary>
    /// <exception cref="OcrJailUnavailableException">Not found.</exception>
    public static string DotnetRoot()
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll; a self-contained program has no such root
        var ofThisProcess = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "/", "../../.."));
        string?[] candidates =
        [
            ofThisProcess, Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            .. Folders.Select(folder => new FileInfo(Path.Combine(folder, "dotnet"))).Where(file => file.Exists)
                .Select(file => (file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName).Select(Path.GetDirectoryName),
            "/usr/share/dotnet", "/usr/lib/dotnet",
        ];
        return candidates.FirstOrDefault(root => root is not null && File.Exists(Path.Combine(root, "dotnet")) && Directory.Exists(Path.Combine(root, "host/fxr")))
            ?? throw new OcrJailUnavailableException("The .NET runtime for the jailed worker was not found. Install the package 'dotnet-runtime-10.0' or set DOTNET_ROOT.");
    }

    private static IEnumerable<string> Folders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted).Concat(["/usr/bin", "/bin", "/usr/local/bin"]);
}
