
namespace OcrLabeling.Core.Templates;

/// <summary>One place on a page and what each answer says stands there.</summary>
/// <param name="Box">The median of those who have a word there.</param>
/// <param name="Line">Counts the lines.</param>
/// <param name="Said">By answer; null: nothing stands there.</param>
public sealed record PageSpot(PixelBox Box, int Line, IReadOnlyList<string?> Said)
{
    /// <summary>Where each answer has the word: in its own reading order, and in which of its own lines; null: it has none there.</summary>
    public required IReadOnlyList<(int Index, int Line)?> Places { get; init; }

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
        JoinLines(groups);
        var (spots, lines) = (new List<PageSpot>(), 0);
        foreach (var line in groups.GroupBy(g => g.Line).OrderBy(l => l.Key))
        {
            Group? before = null;
            foreach (var group in InReadingOrder([.. line]))
            {
                if (before is null || group.StandsInAnotherLineThan(before))
                    lines++;
                spots.Add(group.ToSpot(lines, answers.Count));
                before = group;
            }
        }
        return new(spots);
    }

    /// <summary>Two lines whose words came from answers that had none in common are one when more answers have them in one line of theirs than in two.</summary>
    private static void JoinLines(List<Group> groups)
    {
        // by answer: in which of its own lines most of its words of a line stand
        var homes = groups.SelectMany(g => g.Words.Select(w => (w.Answer, g.Line, Own: w.Word.Line))).GroupBy(w => w.Answer)
            .Select(answer => answer.GroupBy(w => w.Line).ToDictionary(line => line.Key, line => line.GroupBy(w => w.Own).MaxBy(own => own.Count())!.Key)).ToList();
        var pairs = homes.SelectMany(home => home.GroupBy(h => h.Value, h => h.Key).SelectMany(own => own.Order().Zip(own.Order().Skip(1)))).Distinct().Order().ToList();
        foreach (var (first, second) in pairs)
        {
            var both = homes.Where(h => h.ContainsKey(first) && h.ContainsKey(second)).ToList();
            if (both.Count(h => h[first] == h[second]) * 2 > both.Count)
                foreach (var group in groups.Where(g => g.JoinedLine == second))
                    group.JoinedLine = groups.First(g => g.Line == first).JoinedLine;
        }
        foreach (var group in groups)
            group.Line = group.JoinedLine;
    }

    /// <summary>
    /// The order that most of the answers read them in who have both. Where no answer has both, or they contradict each other in a circle, the direction decides in which the
    /// answers read this line.
    /// </summary>
    private static IEnumerable<Group> InReadingOrder(List<Group> line)
    {
        var (x, y) = Direction(line);
        var left = line.OrderBy(g => x * (g.Box.Left + g.Box.Right) + y * (g.Box.Top + g.Box.Bottom)).ToList();
        var waitsFor = left.ToDictionary(g => g, g => left.Count(other => other.Precedes(g)));
        while (left.Count > 0)
        {
            var next = left.Find(g => waitsFor[g] == 0) ?? left[0];
            left.Remove(next);
            foreach (var other in left)
            {
                if (next.Precedes(other))
                    waitsFor[other]--;
            }
            yield return next;
        }
    }

    /// <summary>From the first to the last word of each answer, whichever way their script runs; to the right where that says nothing.</summary>
    private static (double X, double Y) Direction(List<Group> line)
    {
        double x = 0, y = 0;
        foreach (var answer in line.SelectMany(g => g.Words).GroupBy(w => w.Answer))
        {
            var (first, last) = (answer.MinBy(w => w.Index)!.Word.Pixels, answer.MaxBy(w => w.Index)!.Word.Pixels);
            x += last.Left + last.Right - first.Left - first.Right;
            y += last.Top + last.Bottom - first.Top - first.Bottom;
        }
        return x == 0 && y == 0 ? (1, 0) : (x, y);
    }

    /// <summary>Neighbours on the page as most say it that not more than half of the answers that have both read one behind the other and in these lines.</summary>
    public IReadOnlyList<(PageSpot First, PageSpot Second)> OpenPairs()
    {
        var kept = Spots.Where(s => s.Most.Text is not null).ToList();
        return [.. kept.Zip(kept.Skip(1)).Where(pair =>
        {
            var both = pair.First.Places.Zip(pair.Second.Places).Where(p => p is { First: not null, Second: not null }).Select(p => (First: p.First!.Value, Second: p.Second!.Value)).ToList();
            var asWritten = both.Count(p => p.First.Index < p.Second.Index && (p.First.Line == p.Second.Line) == (pair.First.Line == pair.Second.Line));
            return both.Count > 0 && asWritten * 2 <= both.Count;
        })];
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
            group.Words.Add(new(answer, index, word));
        }
    }

    private static double Between(double before, IEnumerable<double> behind) => behind.Select(l => (double?)l).Min() is { } next ? (before + next) / 2 : before + 1;

    /// <param name="Index">In the reading order of its answer.</param>
    private sealed record Said(int Answer, int Index, PageWord Word);

    private sealed class Group(double line)
    {
        public double Line { get; set; } = line;

        /// <summary>The line it turns out to stand in.</summary>
        public double JoinedLine { get; set; } = line;

        public List<Said> Words { get; } = [];

        /// <summary>Whether more answers read it before <paramref name="other"/> than behind it.</summary>
        public bool Precedes(Group other)
        {
            var lead = 0;
            foreach (var own in Words)
                foreach (var its in other.Words)
                    lead += own.Answer == its.Answer ? Math.Sign(its.Index - own.Index) : 0;
            return lead > 0;
        }

        /// <summary>Whether more of the answers that have both begin a line between them than do not.</summary>
        public bool StandsInAnotherLineThan(Group before)
        {
            var lead = 0;
            foreach (var own in Words)
                foreach (var its in before.Words)
                    lead += own.Answer != its.Answer ? 0 : own.Word.Line != its.Word.Line ? 1 : -1;
            return lead > 0;
        }

        public PageSpot ToSpot(int number, int answers)
        {
            var said = Enumerable.Range(0, answers).Select(a => Words.Find(w => w.Answer == a)).ToList();
            return new PageSpot(Box, number, [.. said.Select(s => s?.Word.Text)]) { Places = [.. said.Select(s => s is null ? ((int, int)?)null : (s.Index, s.Word.Line))] };
        }

        public PixelBox Box => Median([.. Words.Select(w => w.Word.Pixels)]);

        private static PixelBox Median(IReadOnlyList<PixelBox> boxes) =>
            new(DrawnVerdict.Median(boxes.Select(b => b.Left)), DrawnVerdict.Median(boxes.Select(b => b.Top)), DrawnVerdict.Median(boxes.Select(b => b.Right)), DrawnVerdict.Median(boxes.Select(b => b.Bottom)));
    }
}
