namespace OcrLabeling.Ocr.Recognition;

/// <summary>The signs that the word network learns to read: printable ASCII with the space, £ and €.</summary>
/// <remarks>Class 0 of the network is the CTC blank, class i the i-th of <see cref="Characters"/>; the space comes last, as in <see cref="Charset"/>.</remarks>
public static class WordCharset
{
    /// <summary>97 characters, each one UTF-16 unit; the space is the last one.</summary>
    public static string Characters { get; } = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)) + "£€ ";

    /// <summary>The form in which texts are learned: one space where there is any white space, none at the ends.</summary>
    public static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether every character of the text is one of <see cref="Characters"/>; true for the empty text.</summary>
    public static bool Covers(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAnyExcept(Characters) < 0;
    }
}
