namespace OcrLabeling.Synthesis.Words;

/// <summary>How far word images are from clean print.</summary>
public enum WordDifficulty
{
    /// <summary>Common fonts, dark on light, slightly turned, blurred and noisy: the first try, which later mixes are measured against.</summary>
    Plain,

    /// <summary>All fonts, printers, papers and cameras, and crops with nothing to read.</summary>
    Full,
}
