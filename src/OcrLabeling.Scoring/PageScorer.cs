namespace OcrLabeling.Scoring;

/// <summary>Compares what an engine read on one page with the truth. Pure and thread-safe. Definitions: docs/scoring.md.</summary>
public static class PageScorer
{
    private static readonly PagePrediction Nothing = new("", []);

    /// <param name="prediction">Null when there is none: the page counts as missing, with empty output.</param>
    public static ScoredPage Score(PageTruth truth, PagePrediction? prediction)
    {
        var given = prediction ?? Nothing;
        var predicted = Token.Split(given).Where(t => !IsIgnored(t, truth)).ToList();
        var required = RequiredWords(truth);
        var read = predicted.ConvertAll(p => p.Text);
        var pieces = given.Words is { } words ? words.Select(w => ScoringText.WithoutWhiteSpace(w.Text)) : read;
        var (upperRequired, upperRead) = (required.ConvertAll(ScoringText.ToUpper), read.ConvertAll(ScoringText.ToUpper));
        var bagCaseless = BagOfWords.Count(upperRequired, upperRead);
        var bag = truth.FoldCase ? bagCaseless : BagOfWords.Count(required, read);
        var (characterEdits, wordEdits) = TextErrors.Count(truth, predicted);
        var counts = new PageCounts
        {
            Pages = 1,
            Missing = prediction is null ? 1 : 0,
            Failed = given.Failure is null ? 0 : 1,
            Seconds = given.Seconds,
            CpuSeconds = given.CpuSeconds,
            Megapixels = truth.Width * (double)truth.Height / 1e6,
            Bag = bag,
            BagCaseless = bagCaseless,
            BagF1Sum = bag.Truth > 0 ? bag.F1 : 0,
            Blank = bag.Truth > 0 ? default : new(bag.Predicted == 0 ? 1 : 0, 1),
            Glued = truth.FoldCase ? BagOfWords.CountGlued(upperRequired, pieces.Select(ScoringText.ToUpper)) : BagOfWords.CountGlued(required, pieces),
            CharacterEdits = characterEdits,
            WordEdits = wordEdits,
        };
        var upperPredicted = predicted.ConvertAll(p => p.Upper());
        var compared = truth.FoldCase ? upperPredicted : predicted;
        var (place, isRight) = truth.HasWordBoxes && predicted.TrueForAll(p => p.Box is not null)
            ? ScoreByPlace(truth, counts, compared, upperPredicted)
            : (ScoreByOrder(truth, counts, compared), BagOfWords.Matched(truth.FoldCase ? upperRequired : required, compared));
        return new(truth.Image, truth.Category, truth.Dataset, given.Failure, place, Verdicts(predicted, isRight));
    }

    private static (PageCounts Counts, bool[] IsRight) ScoreByPlace(PageTruth truth, PageCounts counts, List<Token> compared, List<Token> upperPredicted)
    {
        var words = Token.Split(truth.Words!.Where(w => !w.Ignore));
        var upperWords = words.ConvertAll(w => w.Upper());
        var comparedWords = truth.FoldCase ? upperWords : words;
        var truthBoxes = words.ConvertAll(w => w.Box.GetValueOrDefault());
        var predictedBoxes = compared.ConvertAll(p => p.Box.GetValueOrDefault());
        var greedy = WordMatching.Greedy(truthBoxes, predictedBoxes);
        var optimal = WordMatching.Optimal(truthBoxes, predictedBoxes);
        var right = Equal(greedy, comparedWords, compared);
        var (merged, fragmented) = SpacingErrors.ByPlace(comparedWords, compared, right);
        var isRight = new bool[compared.Count];
        foreach (var pair in right)
            isRight[pair.Predicted] = true;
        MatchCounts Matches(IReadOnlyCollection<BoxPair> pairs) => new(pairs.Count, compared.Count, words.Count);
        return (counts with
        {
            Detection = Matches(greedy),
            Words = Matches(right),
            WordsCaseless = Matches(Equal(greedy, upperWords, upperPredicted)),
            OptimalDetection = Matches(optimal),
            OptimalWords = Matches(Equal(optimal, comparedWords, compared)),
            OptimalWordsCaseless = Matches(Equal(optimal, upperWords, upperPredicted)),
            Merged = new(merged, words.Count),
            Fragmented = new(fragmented, words.Count),
        }, isRight);
    }

    private static PageCounts ScoreByOrder(PageTruth truth, PageCounts counts, List<Token> compared)
    {
        var required = RequiredWords(truth).ConvertAll(w => truth.FoldCase ? ScoringText.ToUpper(w) : w);
        var (merged, fragmented) = SpacingErrors.ByNeighbourhood(required, compared.ConvertAll(p => p.Text));
        return counts with { Merged = new(merged, required.Count), Fragmented = new(fragmented, required.Count) };
    }

    private static List<string> RequiredWords(PageTruth truth) => truth.Regions.Count > 0
        ? [.. truth.Regions.Where(r => !r.Ignore).SelectMany(r => ScoringText.Tokens(r.Text))]
        : ScoringText.Tokens(truth.Text ?? "").FindAll(t => !t.Contains(TextErrors.Unwritable, StringComparison.Ordinal));

    /// <summary>Whether the word's centre lies in an ignored region.</summary>
    private static bool IsIgnored(Token token, PageTruth truth)
    {
        if (token.Box is not { } box)
            return false;
        var (x, y) = ((box.X0 + box.X1) / 2, (box.Y0 + box.Y1) / 2);
        return truth.Regions.Any(r => r.Ignore && r.Box is { } b && b.X0 <= x && x <= b.X1 && b.Y0 <= y && y <= b.Y1);
    }

    private static List<BoxPair> Equal(IEnumerable<BoxPair> pairs, List<Token> truth, List<Token> predicted) =>
        [.. pairs.Where(p => truth[p.Truth].Text == predicted[p.Predicted].Text)];

    private static List<WordVerdict> Verdicts(List<Token> predicted, bool[] isRight)
    {
        var verdicts = new List<WordVerdict>(predicted.Count);
        for (var i = 0; i < predicted.Count; i++)
        {
            if (predicted[i].Confidence is { } confidence)
                verdicts.Add(new(confidence, isRight[i]));
        }
        return verdicts;
    }
}
