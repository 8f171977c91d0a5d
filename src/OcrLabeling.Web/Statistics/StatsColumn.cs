using Microsoft.AspNetCore.Components;

namespace OcrLabeling.Web.Statistics;

/// <summary>A column of a table of the stats page. A new one is an entry of the table's list: head, hint, legend, order and address follow.</summary>
/// <param name="Key">What addresses call it.</param>
/// <param name="Meaning">What it says, for the hint and the legend.</param>
/// <param name="By">What it sorts by.</param>
internal sealed record StatsColumn<T>(string Key, string Title, string Meaning, Func<T, IComparable?> By, RenderFragment<T> Cell)
{
    /// <summary>Numbers stand to the right, digit under digit.</summary>
    public bool Numeric { get; init; }

    /// <summary>Class of the cells; see <see cref="Layout.DataColumn{T}.Is"/>.</summary>
    public string? Is { get; init; }
}
