namespace OcrLabeling.Web.Layout;

/// <summary>The selected rows of a list. A row that is no longer shown is no longer selected: what is done with the selection is done with what is seen.</summary>
/// <typeparam name="TId">Key of a row.</typeparam>
public sealed class Selection<TId> where TId : struct
{
    private readonly HashSet<TId> selected = [];
    private IReadOnlyList<TId> shown = [];

    public IReadOnlyCollection<TId> Ids => selected;

    public int Count => selected.Count;

    public bool IsAll => shown.Count > 0 && selected.Count == shown.Count;

    public bool Contains(TId id) => selected.Contains(id);

    /// <summary>The rows on the screen are these now.</summary>
    public void Show(IEnumerable<TId> rows)
    {
        shown = [.. rows];
        selected.IntersectWith(shown);
    }

    public void Set(TId id, bool on)
    {
        if (on)
            selected.Add(id);
        else
            selected.Remove(id);
    }

    public void SetAll(bool on)
    {
        selected.Clear();
        if (on)
            selected.UnionWith(shown);
    }
}
