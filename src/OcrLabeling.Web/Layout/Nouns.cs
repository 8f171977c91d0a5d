using System.Globalization;

namespace OcrLabeling.Web.Layout;

internal static class Nouns
{
    /// <summary>Such as <c>1 batch</c>, <c>1,204 entries</c>.</summary>
    /// <param name="one">An English noun with a regular plural.</param>
    public static string Count(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : Plural(one))}");

    private static string Plural(string one) => one switch
    {
        [.., 'c' or 's', 'h'] or [.., 's'] => one + "es",
        [.. var stem, 'y'] when !"aeiou".Contains(stem[^1]) => stem + "ies",
        _ => one + "s",
    };
}
