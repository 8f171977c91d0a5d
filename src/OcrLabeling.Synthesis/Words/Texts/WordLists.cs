using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Synthesis.Words.Texts;

/// <summary>English words: those of Debian's word lists where a training machine has them, else none. Immutable.</summary>
internal static class WordLists
{
    /// <summary>Where the packages wamerican, wamerican-large, wbritish and wbritish-large put their lists.</summary>
    public const string SystemFolder = "/usr/share/dict";

    private const int LongestWord = 17;

    private static readonly string[] Files = ["american-english", "british-english", "american-english-large", "british-english-large"];

    /// <summary>Each word once, in a fixed order; empty when the folder has no list. Possessives are left out: running text brings them in.</summary>
    public static IReadOnlyList<string> Read(string folder) =>
    [
        .. Files.Select(file => Path.Combine(folder, file)).Where(File.Exists).SelectMany(File.ReadLines)
            .Where(word => word.Length is > 1 and <= LongestWord && !word.EndsWith("'s", StringComparison.Ordinal) && WordCharset.Covers(word))
            .Distinct().Order(StringComparer.Ordinal),
    ];
}
