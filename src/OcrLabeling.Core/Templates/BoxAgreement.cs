namespace OcrLabeling.Core.Templates;

/// <summary>How far two people drew the same boxes.</summary>
public static class BoxAgreement
{
    /// <summary>Mean IoU: boxes that overlap at all are paired one to one by falling IoU, and a box without a partner counts 0. 1 when both drew none.</summary>
    public static double MeanIntersectionOverUnion(IReadOnlyList<PixelBox> first, IReadOnlyList<PixelBox> second)
    {
        var most = Math.Max(first.Count, second.Count);
        return most == 0 ? 1 : PixelBox.Pair(first, second, double.Epsilon).Sum(pair => first[pair.First].OverlapWith(second[pair.Second])) / most;
    }
}
