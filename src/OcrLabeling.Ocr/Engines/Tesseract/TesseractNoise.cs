namespace OcrLabeling.Ocr.Engines.Tesseract;

/// <summary>Leaves out the words that Tesseract imagines in bricks, leaves, rules and dirt.</summary>
/// <remarks>
/// Measured on the development set: words under <see cref="LeastConfidence"/> are right one time in ten, signs without a letter or digit under
/// <see cref="LeastOfSigns"/> one time in eight. Documents average 0.6 and more, street photographs 0.4 and less.
/// </remarks>
internal static class TesseractNoise
{
    private const double LeastConfidence = 0.2;

    /// <summary>For words of punctuation only, which borders and table rules turn into.</summary>
    private const double LeastOfSigns = 0.7;

    /// <summary>A page less sure than this on average is a picture; only words that stand out are read on it.</summary>
    private const double PictureConfidence = 0.5, LeastInPicture = 0.8;

    /// <summary>The words worth keeping, in their order; their lines are numbered anew from 0 without a gap.</summary>
    public static IReadOnlyList<TesseractWord> Drop(IReadOnlyList<TesseractWord> words)
    {
        var least = MeanConfidence(words) < PictureConfidence ? LeastInPicture : LeastConfidence;
        var kept = words.Where(word => word.Confidence >= (HoldsText(word) ? least : Math.Max(least, LeastOfSigns))).ToList();
        var numbers = kept.Select(word => word.Line).Distinct().Index().ToDictionary(line => line.Item, line => line.Index);
        return kept.ConvertAll(word => word with { Line = numbers[word.Line] });
    }

    /// <summary>Mean over the letters, 0..1; 0 when there is no word.</summary>
    public static double MeanConfidence(IReadOnlyList<TesseractWord> words) =>
        words.Count == 0 ? 0 : words.Sum(word => word.Confidence * word.Text.Length) / words.Sum(word => word.Text.Length);

    private static bool HoldsText(TesseractWord word) => word.Text.Any(char.IsLetterOrDigit);
}
