namespace OcrLabeling.Core.Templates;

/// <summary>The answer to a card of many parts that began wrong, compared with the truth part by part.</summary>
/// <param name="IsPutRight">Nothing is left of what began wrong.</param>
/// <param name="Slips">Parts that differ from the truth.</param>
internal readonly record struct GoldParts(bool IsPutRight, int Slips)
{
    /// <summary>Parts besides those that began wrong that may differ from the truth, whatever the F1 is.</summary>
    private const int ForgivenSlips = 1;

    public bool HasFewSlips => Slips <= ForgivenSlips;

    public static GoldParts OfBoxes(string truth, string begun, string answer) =>
        Compare(BoxesForm.Parse(truth), BoxesForm.Parse(begun), BoxesForm.Parse(answer), box => box, (_, _) => true);

    public static GoldParts OfWords(string truth, string begun, string answer) =>
        Compare(PageTextForm.Parse(truth), PageTextForm.Parse(begun), PageTextForm.Parse(answer), word => word.Pixels, (first, second) => first.Text == second.Text);

    private static GoldParts Compare<T>(IReadOnlyList<T> truth, IReadOnlyList<T> begun, IReadOnlyList<T> answer, Func<T, PixelBox> boxOf, Func<T, T, bool> areEqual)
    {
        var (begunRight, said) = (Pairs(truth, begun), Pairs(truth, answer));
        var (kept, found) = (begunRight.Select(p => p.First).ToHashSet(), said.Select(p => p.First).ToHashSet());
        var (wrong, extra) = (Others(begun, begunRight), Others(answer, said));
        var isPutRight = Enumerable.Range(0, truth.Count).All(i => kept.Contains(i) || found.Contains(i)) && Pairs(wrong, extra).Count == 0;
        return new(isPutRight, Math.Max(truth.Count - said.Count, extra.Count));

        List<(int First, int Second)> Pairs(IReadOnlyList<T> first, IReadOnlyList<T> second) =>
            [.. PixelBox.Pair([.. first.Select(boxOf)], [.. second.Select(boxOf)]).Where(p => areEqual(first[p.First], second[p.Second]))];

        static List<T> Others(IReadOnlyList<T> all, List<(int First, int Second)> pairs) => all.Where((_, i) => !pairs.Exists(p => p.Second == i)).ToList();
    }
}
