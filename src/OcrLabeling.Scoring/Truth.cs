namespace OcrLabeling.Scoring;

/// <summary>What stands on one page, as people wrote it down.</summary>
/// <param name="Image">Canonical path (<see cref="ImagePath"/>) of the image inside its folder; the key that predictions refer to.</param>
/// <param name="Words">Words with their boxes; null when the truth has none.</param>
/// <param name="Lines">Text lines with their boxes; used for the tokens when there are no words.</param>
/// <param name="Text">The page's text in reading order; used when there are neither words nor lines.</param>
/// <param name="FoldCase">The labels do not keep upper and lower case apart, so no score of this page may.</param>
public sealed record PageTruth(
    string Image, string Category, string Dataset, int Width, int Height,
    IReadOnlyList<TruthRegion>? Words, IReadOnlyList<TruthRegion>? Lines, string? Text, bool FoldCase)
{
    /// <summary>The regions the tokens are taken from: words, else lines; none for plain text.</summary>
    public IReadOnlyList<TruthRegion> Regions => Words is { Count: > 0 } ? Words : Lines ?? [];

    /// <summary>Whether boxes of single words can be matched: every word that counts has one.</summary>
    public bool HasWordBoxes => Words is { Count: > 0 } && Words.All(w => w.Ignore || w.Box is not null);
}

/// <summary>One labelled word or line.</summary>
/// <param name="Box">Pixels of the page; the bounds when the label is a polygon; null when only the text is known.</param>
/// <param name="Ignore">Illegible: neither required nor counted against what is read there.</param>
public sealed record TruthRegion(string Text, Box? Box, bool Ignore = false);

/// <summary>What stands on one cut-out word or line; empty text for a crop that holds none.</summary>
/// <param name="Kind"><c>word</c> or <c>line</c>.</param>
/// <param name="FoldCase">The label does not keep upper and lower case apart.</param>
/// <param name="AlphanumericOnly">The label leaves punctuation out: only letters and digits are compared.</param>
/// <param name="Source">The document it was cut from; null when the truth does not say.</param>
public sealed record CropTruth(
    string Image, string Text, string Dataset, string Kind, bool FoldCase = false, bool AlphanumericOnly = false, string? Source = null);
