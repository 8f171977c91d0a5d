using System.Numerics;

namespace OcrLabeling.Scoring;

/// <summary>Everything counted on pages. Additive: the figures of a group are those of the sum over its pages (micro average).</summary>
public readonly record struct PageCounts : IAdditionOperators<PageCounts, PageCounts, PageCounts>
{
    public int Pages { get; init; }

    /// <summary>Pages without a prediction; they count as empty output.</summary>
    public int Missing { get; init; }

    /// <summary>Pages the engine failed on; they count as empty output.</summary>
    public int Failed { get; init; }

    public double Seconds { get; init; }
    public double CpuSeconds { get; init; }
    public double Megapixels { get; init; }

    /// <summary>Multiset intersection of words, order and place ignored; upper-cased where the truth folds case.</summary>
    public MatchCounts Bag { get; init; }

    /// <summary>The same, always upper-cased.</summary>
    public MatchCounts BagCaseless { get; init; }

    /// <summary>Sum of the page's own bag F1 over pages with text.</summary>
    public double BagF1Sum { get; init; }

    /// <summary>Pages on which nothing stands that were read as blank, of all such pages.</summary>
    public ShareCounts Blank { get; init; }

    /// <summary>Truth words of three characters and more found inside the text without white space.</summary>
    public ShareCounts Glued { get; init; }

    /// <summary>Boxes matched one to one at IoU 0.5, greedily by falling IoU; pages with word boxes only.</summary>
    public MatchCounts Detection { get; init; }

    /// <summary>The matched boxes with equal strings; upper-cased where the truth folds case.</summary>
    public MatchCounts Words { get; init; }

    /// <summary>The matched boxes with equal upper-cased strings.</summary>
    public MatchCounts WordsCaseless { get; init; }

    /// <summary>As <see cref="Detection"/>, matched by greatest total IoU (docTR's OCRMetric).</summary>
    public MatchCounts OptimalDetection { get; init; }

    /// <summary>As <see cref="Words"/> in the optimal matching.</summary>
    public MatchCounts OptimalWords { get; init; }

    /// <summary>As <see cref="WordsCaseless"/> in the optimal matching.</summary>
    public MatchCounts OptimalWordsCaseless { get; init; }

    /// <summary>Character edits after NFC and folding of white space.</summary>
    public EditCounts CharacterEdits { get; init; }

    /// <summary>Word edits after the same folding.</summary>
    public EditCounts WordEdits { get; init; }

    /// <summary>Truth words that were read as part of one longer word ("helloworld"), of all truth words.</summary>
    public ShareCounts Merged { get; init; }

    /// <summary>Truth words that were read as several ("wo rld"), of all truth words.</summary>
    public ShareCounts Fragmented { get; init; }

    public static PageCounts operator +(PageCounts a, PageCounts b) => new()
    {
        Pages = a.Pages + b.Pages,
        Missing = a.Missing + b.Missing,
        Failed = a.Failed + b.Failed,
        Seconds = a.Seconds + b.Seconds,
        CpuSeconds = a.CpuSeconds + b.CpuSeconds,
        Megapixels = a.Megapixels + b.Megapixels,
        Bag = a.Bag + b.Bag,
        BagCaseless = a.BagCaseless + b.BagCaseless,
        BagF1Sum = a.BagF1Sum + b.BagF1Sum,
        Blank = a.Blank + b.Blank,
        Glued = a.Glued + b.Glued,
        Detection = a.Detection + b.Detection,
        Words = a.Words + b.Words,
        WordsCaseless = a.WordsCaseless + b.WordsCaseless,
        OptimalDetection = a.OptimalDetection + b.OptimalDetection,
        OptimalWords = a.OptimalWords + b.OptimalWords,
        OptimalWordsCaseless = a.OptimalWordsCaseless + b.OptimalWordsCaseless,
        CharacterEdits = a.CharacterEdits + b.CharacterEdits,
        WordEdits = a.WordEdits + b.WordEdits,
        Merged = a.Merged + b.Merged,
        Fragmented = a.Fragmented + b.Fragmented,
    };
}
