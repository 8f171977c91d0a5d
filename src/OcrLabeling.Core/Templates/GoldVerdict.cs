
namespace OcrLabeling.Core.Templates;

/// <summary>
/// How the answer to a gold task is judged: near enough to the truth, as <see cref="ShapeVerdict.Agrees"/> says. Where the card began with a wrong answer of many parts, the words of a page or boxes, each wrong part
/// must be put right, however small its share is; then one slip elsewhere is forgiven.
/// </summary>
public static class GoldVerdict
{
    /// <summary>Parts besides those that began wrong that may differ from the truth, whatever the F1 is.</summary>
    public const int ForgivenSlips = 1;

    /// <param name="begun">What the card began with; looked at only where that was made wrong.</param>
    public static bool IsRight(Template template, GoldTruth truth, string? begun, Vote answer)
    {
        var known = new Vote(truth.Answer, truth.Text);
        return truth.IsDropped || (IsDrawn(truth, answer) && begun is not null ? template switch
        {
            Template.RectSelect => Boxes(truth.Text!, begun, answer.Text!) is var boxes && boxes.IsPutRight && (boxes.Slips <= ForgivenSlips || ShapeVerdict.Agrees(template, known, answer)),
            Template.DocumentTranscription => Words(truth.Text!, begun, answer.Text!) is var words && words.IsPutRight && (words.Slips <= ForgivenSlips || ShapeVerdict.Agrees(template, known, answer)),
            Template.Custom => CustomVerdict.Agrees(truth.Text!, answer.Text!, begun),
            _ => ShapeVerdict.Agrees(template, known, answer),
        } : ShapeVerdict.Agrees(template, known, answer));
    }

    /// <summary>Of a card that began wrong: whether its worker did not let that pass. Null for any other.</summary>
    public static bool? IsCaught(Template template, GoldTruth truth, string? begun, Vote answer, PreLabelRelation relation) => truth.Kind != GoldKind.Corrupted ? null
        : truth.IsDropped || relation != PreLabelRelation.Accepted && (!IsDrawn(truth, answer) || begun is null || template switch
        {
            Template.RectSelect => Boxes(truth.Text!, begun, answer.Text!).IsPutRight,
            Template.DocumentTranscription => Words(truth.Text!, begun, answer.Text!).IsPutRight,
            Template.Custom => !CustomVerdict.KeepsWrong(truth.Text!, begun, answer.Text!),
            _ => true,
        });

    /// <summary>Boxes of a field of a custom card, likewise.</summary>
    internal static bool BoxesAreRight(string truth, string begun, string answer) =>
        Boxes(truth, begun, answer) is var boxes && boxes.IsPutRight
            && (boxes.Slips <= ForgivenSlips || ShapeVerdict.Agrees(Template.RectSelect, new(AnswerKind.Labeled, truth), new(AnswerKind.Labeled, answer)));

    private static bool IsDrawn(GoldTruth truth, Vote answer) => truth is { Kind: GoldKind.Corrupted, Answer: AnswerKind.Labeled } && answer.Kind == AnswerKind.Labeled;

    private static Comparison Boxes(string truth, string begun, string answer) =>
        Compare(BoxesForm.Parse(truth), BoxesForm.Parse(begun), BoxesForm.Parse(answer), box => box, (_, _) => true);

    private static Comparison Words(string truth, string begun, string answer) =>
        Compare(PageTextForm.Parse(truth), PageTextForm.Parse(begun), PageTextForm.Parse(answer), word => word.Pixels, (first, second) => first.Text == second.Text);

    private static Comparison Compare<T>(IReadOnlyList<T> truth, IReadOnlyList<T> begun, IReadOnlyList<T> answer, Func<T, PixelBox> boxOf, Func<T, T, bool> areEqual)
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

    /// <param name="IsPutRight">Nothing is left of what began wrong.</param>
    /// <param name="Slips">Parts that differ from the truth.</param>
    private readonly record struct Comparison(bool IsPutRight, int Slips);
}
