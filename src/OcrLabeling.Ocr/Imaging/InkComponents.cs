namespace OcrLabeling.Ocr.Imaging;

/// <summary>Finds connected ink, diagonal neighbours included, from the rows of a page (union-find over runs). Not thread-safe.</summary>
internal sealed class InkComponents
{
    /// <summary>A page with more specks than that is measured by its upper part.</summary>
    private const int MostLabels = 2_000_000;

    private readonly List<Component> components = [];
    private List<Run> above = [], current = [];
    private int row;

    /// <summary>Adds the next row, true where there is ink; all rows have the same width in pixels.</summary>
    public void AddRow(ReadOnlySpan<bool> ink)
    {
        current.Clear();
        var seen = 0;
        for (var x = 0; x < ink.Length && components.Count < MostLabels; x++)
        {
            if (!ink[x])
                continue;
            var start = x;
            while (x + 1 < ink.Length && ink[x + 1])
                x++;
            current.Add(new(start, x, Label(start, x, ref seen)));
        }
        (above, current) = (current, above);
        row++;
    }

    /// <summary>Their sizes in pixels, in no particular order.</summary>
    public IEnumerable<(int Width, int Height)> Sizes() =>
        components.Where((component, label) => component.Parent == label).Select(component => (component.Right - component.Left + 1, component.Bottom - component.Top + 1));

    private int Label(int start, int end, ref int seen)
    {
        while (seen < above.Count && above[seen].End < start - 1)
            seen++;
        var label = -1;
        for (var i = seen; i < above.Count && above[i].Start <= end + 1; i++)
            label = label < 0 ? Root(above[i].Label) : Merge(label, Root(above[i].Label));
        if (label < 0)
        {
            components.Add(new(components.Count, start, row, end, row));
            return components.Count - 1;
        }
        components[label] = components[label].With(start, row, end, row);
        return label;
    }

    private int Root(int label)
    {
        while (components[label].Parent is var parent && parent != label)
        {
            // each step halves the way for the next time: hostile pages make long ones
            var above = components[parent].Parent;
            components[label] = components[label] with { Parent = above };
            label = above;
        }
        return label;
    }

    private int Merge(int one, int other)
    {
        if (one == other)
            return one;
        var (kept, gone) = one < other ? (one, other) : (other, one);
        var box = components[gone];
        components[kept] = components[kept].With(box.Left, box.Top, box.Right, box.Bottom);
        components[gone] = box with { Parent = kept };
        return kept;
    }

    private readonly record struct Run(int Start, int End, int Label);

    private readonly record struct Component(int Parent, int Left, int Top, int Right, int Bottom)
    {
        public Component With(int left, int top, int right, int bottom) =>
            new(Parent, Math.Min(Left, left), Math.Min(Top, top), Math.Max(Right, right), Math.Max(Bottom, bottom));
    }
}
