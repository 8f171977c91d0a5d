using System.Globalization;
using OcrLabeling.Core.Notifications;

namespace OcrLabeling.Web.Layout;

/// <summary>How work that waits for the team reads on screens.</summary>
internal static class WaitingTexts
{
    /// <summary>Such as <c>3 disputed, 1 skipped</c>; empty when nothing waits.</summary>
    public static string Of(WaitingWork waiting) => string.Join(", ", new (int Count, string What)[]
    {
        (waiting.Disputed, "disputed"), (waiting.DisputedChecks, waiting.DisputedChecks == 1 ? "disputed check" : "disputed checks"), (waiting.Skipped, "skipped"),
    }.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count:N0} {part.What}")));
}
