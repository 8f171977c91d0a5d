namespace OcrLabeling.Scoring;

/// <summary>One deterministic order for boxes, given to truth and prediction alike so that neither's own order matters.</summary>
internal static class ReadingOrder
{
    /// <summary>
    /// Rows from the top, each from the left. From the top down, a box joins the last row that its vertical centre falls into and that
    /// shares at least half of the lower one's height with it.
    /// </summary>
    public static IReadOnlyList<T> Sort<T>(IEnumerable<T> items, Func<T, Box> boxOf)
    {
        var rows = new List<Row<T>>();
        foreach (var item in items.OrderBy(i => CentreY(boxOf(i))).ThenBy(i => boxOf(i).X0))
        {
            var box = boxOf(item);
            var row = rows.FindLast(r => r.Holds(box));
            if (row is null)
                rows.Add(row = new Row<T>());
            row.Add(item, box);
        }
        return [.. rows.OrderBy(r => r.CentreY).SelectMany(r => r.Items.OrderBy(i => boxOf(i).X0).ThenBy(i => CentreY(boxOf(i))))];
    }

    private static double CentreY(Box box) => (box.Y0 + box.Y1) / 2;

    private sealed class Row<T>
    {
        private double top;
        private double bottom;

        public List<T> Items { get; } = [];
        public double CentreY => (top + bottom) / 2;

        public bool Holds(Box box)
        {
            var shared = Math.Min(bottom, box.Y1) - Math.Max(top, box.Y0);
            return ReadingOrder.CentreY(box) < bottom && shared >= Math.Min(bottom - top, box.Height) / 2;
        }

        /// <summary>The row's band is the mean of its boxes' bands, so that one tall box does not swallow its neighbours.</summary>
        public void Add(T item, Box box)
        {
            Items.Add(item);
            top += (box.Y0 - top) / Items.Count;
            bottom += (box.Y1 - bottom) / Items.Count;
        }
    }
}
