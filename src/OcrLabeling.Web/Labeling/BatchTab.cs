using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Web.Labeling;

/// <summary>The pages of a batch.</summary>
public enum BatchTab { Overview, Live, Annotations, Quality, Adjudication, Results, Settings }

internal static class BatchTabs
{
    /// <summary>Address of the page, from the root of the application.</summary>
    public static string PathOf(this BatchTab tab, BatchId batch) => tab == BatchTab.Overview ? $"batches/{batch}" : $"batches/{batch}/{tab.ToString().ToLowerInvariant()}";

    /// <summary>How much waits for the team on the page, and what it is.</summary>
    public static (int Count, string What) WaitingOn(this BatchTab tab, WaitingWork waiting) => tab switch
    {
        BatchTab.Overview => (waiting.Skipped, "Skipped tasks"),
        BatchTab.Quality => (waiting.DisputedChecks, "Disputed checks"),
        BatchTab.Adjudication => (waiting.Disputed, "Disputed tasks"),
        _ => (0, ""),
    };
}
