using OcrLabeling.Core.Labeling.Forms;

namespace OcrLabeling.Core.Quality;

/// <summary>One place on a page and what each answer says stands there.</summary>
/// <param name="Box">The median of those who have a word there.</param>
/// <param name="Line">Orders the lines; not counted through.</param>
/// <param name="Said">By answer; null: nothing stands there.</param>
public sealed record PageSpot(PixelBox Box, double Line, IReadOnlyList<string?> Said)
{
    /// <summary>What most say, and how many; of a tie the word before nothing, and the first answer's.</summary>
    public (string? Text, int Votes) Most
    {
        get
        {
            var winner = Said.GroupBy(text => text ?? Nothing).OrderByDescending(g => g.Count()).ThenBy(g => g.Key == Nothing).First();
            return (winner.Key == Nothing ? null : winner.Key, winner.Count());
        }
    }

    // no word is empty
    private const string Nothing = "";
}

/// <summary>The words of several answers to one page, put side by side by their places: two boxes that overlap by half mean the same word.</summary>
public sealed class PageAlignment
{
    private PageAlignment(IReadOnlyList<PageSpot> spots) => Spots = spots;

    /// <summary>In reading order.</summary>
    public IReadOnlyList<PageSpot> Spots { get; }

    /// <param name="answers">In the canonical writing of <see cref="PageTextForm"/>; at least one.</param>
    public static PageAlignment Of(IReadOnlyList<string> answers)
    {
        var groups = new List<Group>();
        foreach (var (answer, text) in answers.Index())
            Add(groups, answer, PageTextForm.Parse(text));
        return new([.. groups.OrderBy(g => g.Line).ThenBy(g => g.Place).ThenBy(g => g.Box.Left).Select(g =>
            new PageSpot(g.Box, g.Line, [.. Enumerable.Range(0, answers.Count).Select(a => g.Words.Find(w => w.Answer == a).Word?.Text)]))]);
    }

    /// <summary>The page with one text, or nothing, at each spot.</summary>
    public string Write(Func<PageSpot, int, string?> choose)
    {
        var kept = Spots.Select((spot, i) => (Spot: spot, Text: choose(spot, i))).Where(s => s.Text is { Length: > 0 });
        return PageTextForm.Write(kept.GroupBy(s => s.Spot.Line).OrderBy(l => l.Key).Index().SelectMany(line => line.Item.Select(s =>
            new PageWord(s.Text!, [s.Spot.Box.Left, s.Spot.Box.Top, s.Spot.Box.Right, s.Spot.Box.Bottom], line.Index))));
    }

    private static void Add(List<Group> groups, int answer, IReadOnlyList<PageWord> words)
    {
        var known = PixelBox.Pair([.. groups.Select(g => g.Box)], [.. words.Select(w => w.Pixels)]).ToDictionary(p => p.Second, p => groups[p.First]);
        // where the answer's own lines lie among those already known, by the words both have
        var lines = words.Index().Where(w => known.ContainsKey(w.Index)).GroupBy(w => w.Item.Line)
            .ToDictionary(l => l.Key, l => l.GroupBy(w => known[w.Index].Line).MaxBy(g => g.Count())!.Key);
        var before = groups.Count == 0 ? 0 : groups.Min(g => g.Line) - 1;
        var made = new Dictionary<int, double>();
        foreach (var (index, word) in words.Index())
        {
            if (!lines.TryGetValue(word.Line, out var line) && !made.TryGetValue(word.Line, out line))
                // a line nobody had: behind the one before it, in front of the next
                made[word.Line] = line = Between(before, groups.Select(g => g.Line).Where(l => l > before));
            before = line;
            if (!known.TryGetValue(index, out var group))
                groups.Add(group = new Group(line));
            group.Words.Add((answer, word));
            group.Places.Add((index + 0.5) / words.Count);
        }
    }

    private static double Between(double before, IEnumerable<double> behind) => behind.Select(l => (double?)l).Min() is { } next ? (before + next) / 2 : before + 1;

    private sealed class Group(double line)
    {
        public double Line { get; } = line;

        public List<(int Answer, PageWord? Word)> Words { get; } = [];

        /// <summary>How far down the answers' own reading order it stands, each from 0 to 1.</summary>
        public List<double> Places { get; } = [];

        /// <summary>In the order that the answers read, whichever way their script runs.</summary>
        public double Place => Places.Average();

        public PixelBox Box => Median([.. Words.Select(w => w.Word!.Pixels)]);

        private static PixelBox Median(IReadOnlyList<PixelBox> boxes) =>
            new(ShapeVerdict.Median(boxes.Select(b => b.Left)), ShapeVerdict.Median(boxes.Select(b => b.Top)), ShapeVerdict.Median(boxes.Select(b => b.Right)), ShapeVerdict.Median(boxes.Select(b => b.Bottom)));
    }
}
