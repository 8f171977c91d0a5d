namespace OcrLabeling.Tests;

/// <summary>Small inputs with their expected results: OCRLAB_CASES, else ../shared/cases beside the repository.</summary>
internal static class SharedCases
{
    /// <summary>Null where there are none.</summary>
    public static string? Folder { get; } = new[] { Environment.GetEnvironmentVariable("OCRLAB_CASES"), Path.GetFullPath(Repository.File("../shared/cases")) }.FirstOrDefault(Directory.Exists);

    public const string Missing = "the shared cases are not there (OCRLAB_CASES or ../shared/cases)";
}

/// <summary>Skipped by name where the shared cases are absent.</summary>
public sealed class SharedCaseFactAttribute : FactAttribute
{
    public SharedCaseFactAttribute() => Skip = SharedCases.Folder is null ? SharedCases.Missing : null;
}

/// <summary>Skipped by name where the shared cases are absent.</summary>
public sealed class SharedCaseTheoryAttribute : TheoryAttribute
{
    public SharedCaseTheoryAttribute() => Skip = SharedCases.Folder is null ? SharedCases.Missing : null;
}
