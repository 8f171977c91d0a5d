namespace OcrLabeling.Synthesis;

/// <summary>The kinds of documents that can be made; <see cref="SyntheticCategories.Name"/> is how ground-truth folders write them.</summary>
public enum SyntheticCategory { RegisterTape, ScannedDocument, Letter, Screenshot, Other }

public static class SyntheticCategories
{
    public static readonly IReadOnlyList<SyntheticCategory> All = Enum.GetValues<SyntheticCategory>();

    /// <summary>The name in ground-truth files and on the command line.</summary>
    public static string Name(this SyntheticCategory category) => category switch
    {
        SyntheticCategory.RegisterTape => "register_tapes",
        SyntheticCategory.ScannedDocument => "scanned_docs",
        SyntheticCategory.Letter => "letter_sized",
        SyntheticCategory.Screenshot => "screenshots",
        SyntheticCategory.Other => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };

    /// <summary>The category of a <see cref="Name"/>; null when there is none of that name.</summary>
    public static SyntheticCategory? Parse(string name) => All.Where(c => c.Name() == name).Select(c => (SyntheticCategory?)c).SingleOrDefault();
}
