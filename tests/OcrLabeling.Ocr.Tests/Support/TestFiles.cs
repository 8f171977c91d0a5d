namespace OcrLabeling.Ocr.Tests.Support;

/// <summary>Where tests find the repository and the optional shared data.</summary>
internal static class TestFiles
{
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The folder of third-party ground truth: OCRLAB_DATA, else ../shared/data beside the repository; null when there is none.</summary>
    public static string? SharedData { get; } = FirstExisting(
        Environment.GetEnvironmentVariable("OCRLAB_DATA"), Path.Combine(RepositoryRoot, "..", "shared", "data"));

    /// <summary>The independent scorer of the shared data; null when there is none.</summary>
    public static string? ReferenceScorer { get; } = FindScorer();

    /// <summary>Small inputs with their expected results: OCRLAB_CASES, else ../shared/cases beside the repository; null when there are none.</summary>
    public static string? SharedCases { get; } = FirstExisting(
        Environment.GetEnvironmentVariable("OCRLAB_CASES"), Path.Combine(RepositoryRoot, "..", "shared", "cases"));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OcrLabeling.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder;
    }

    private static string? FirstExisting(params string?[] folders) =>
        folders.Where(Directory.Exists).Select(f => Path.GetFullPath(f!)).FirstOrDefault();

    private static string? FindScorer()
    {
        string?[] candidates = [SharedData is null ? null : Path.Combine(SharedData, "..", "tools", "score.py"), Path.Combine(RepositoryRoot, "..", "shared", "tools", "score.py")];
        return candidates.FirstOrDefault(File.Exists);
    }
}
