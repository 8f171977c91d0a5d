using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Cases;

/// <summary>The folder of inputs that people ran into; the same behaviours are tested on inputs of our own elsewhere.</summary>
internal static class CaseFolder
{
    public static string? Path { get; } = new[] { Environment.GetEnvironmentVariable("OCRLAB_CASES"), System.IO.Path.Combine(TestFiles.RepositoryRoot, "..", "shared", "cases") }
        .Where(Directory.Exists).Select(folder => System.IO.Path.GetFullPath(folder!)).FirstOrDefault();

    public static Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(System.IO.Path.Combine(Path!, name));
}

/// <summary>A fact about the folder of cases; skipped by name where it is absent.</summary>
public sealed class CaseFactAttribute : FactAttribute
{
    public CaseFactAttribute()
    {
        if (CaseFolder.Path is null)
            Skip = "the folder of cases is not there (OCRLAB_CASES or ../shared/cases)";
    }
}
