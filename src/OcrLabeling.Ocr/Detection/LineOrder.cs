namespace OcrLabeling.Ocr.Detection;

/// <summary>Reading order of line regions: rows from top to bottom, from left to right inside a row.</summary>
internal static class LineOrder
{
    /// <summary>Two regions are in one row when their vertical ranges share this part of the lower one's height.</summary>
    private const double SameRowOverlap = 0.5;

    public static IReadOnlyList<TextRegion> Sort(IEnumerable<TextRegion> regions)
    {
        var rows = new List<List<TextRegion>>();
        foreach (var region in regions.OrderBy(region => region.Quad.Bounds.Y0 + region.Quad.Bounds.Y1))
        {
            if (rows.Count > 0 && InRow(rows[^1][^1], region))
                rows[^1].Add(region);
            else
                rows.Add([region]);
        }
        return [.. rows.SelectMany(row => row.OrderBy(region => region.Quad.Bounds.X0))];
    }

    private static bool InRow(TextRegion row, TextRegion region)
    {
        var (a, b) = (row.Quad.Bounds, region.Quad.Bounds);
        return Math.Min(a.Y1, b.Y1) - Math.Max(a.Y0, b.Y0) > SameRowOverlap * Math.Min(a.Height, b.Height);
    }
}
