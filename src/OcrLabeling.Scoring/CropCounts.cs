using System.Numerics;

namespace OcrLabeling.Scoring;

/// <summary>Everything counted on crops; additive.</summary>
public readonly record struct CropCounts : IAdditionOperators<CropCounts, CropCounts, CropCounts>
{
    public int Crops { get; init; }

    /// <summary>Crops the engine failed on; they count as empty output.</summary>
    public int Failed { get; init; }

    public double Seconds { get; init; }
    public double CpuSeconds { get; init; }

    /// <summary>Text equal to the truth after folding of white space; case folded where the truth folds it.</summary>
    public int Right { get; init; }

    /// <summary>The same, always upper-cased.</summary>
    public int RightCaseless { get; init; }

    /// <summary>Equal once all spaces are taken out.</summary>
    public int RightWithoutSpaces { get; init; }

    public EditCounts CharacterEdits { get; init; }

    /// <summary>Non-empty answers at or above the operating confidence, against crops that hold text.</summary>
    public MatchCounts Operating { get; init; }

    /// <summary>Crops without text that were read as empty, of all crops without text.</summary>
    public ShareCounts Empty { get; init; }

    public static CropCounts operator +(CropCounts a, CropCounts b) => new()
    {
        Crops = a.Crops + b.Crops,
        Failed = a.Failed + b.Failed,
        Seconds = a.Seconds + b.Seconds,
        CpuSeconds = a.CpuSeconds + b.CpuSeconds,
        Right = a.Right + b.Right,
        RightCaseless = a.RightCaseless + b.RightCaseless,
        RightWithoutSpaces = a.RightWithoutSpaces + b.RightWithoutSpaces,
        CharacterEdits = a.CharacterEdits + b.CharacterEdits,
        Operating = a.Operating + b.Operating,
        Empty = a.Empty + b.Empty,
    };
}
