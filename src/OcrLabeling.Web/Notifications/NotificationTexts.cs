using System.Globalization;
using System.Text;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Web.Labeling;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Notifications;

/// <summary>How notifications read on screens and in mails, and where each leads.</summary>
internal static class NotificationTexts
{
    /// <summary>Such as <c>3 tasks are disputed</c>.</summary>
    public static string Title(Notification notification)
    {
        var (count, isOne) = (notification.Count, notification.Count == 1);
        return notification.Kind switch
        {
            NotificationKind.DisputedTasks => $"{Nouns.Count(count, "task")} {(isOne ? "is" : "are")} disputed",
            NotificationKind.DisputedChecks => $"{Nouns.Count(count, "check")} {(isOne ? "is" : "are")} disputed by workers",
            NotificationKind.SkippedTasks => $"{Nouns.Count(count, "task")} {(isOne ? "was" : "were")} skipped",
            NotificationKind.FinishedBatch => isOne ? "The only answer is in" : $"All {Nouns.Count(count, "answer")} are in",
            NotificationKind.FailedJobs => $"{Nouns.Count(count, "job")} failed: {JobTexts.Label(notification.Jobs!.Value).ToLowerInvariant()}",
            _ => throw new ArgumentOutOfRangeException(nameof(notification), notification.Kind, "No such kind of notification."),
        };
    }

    /// <summary>What to do about it.</summary>
    public static string Advice(NotificationKind kind) => kind switch
    {
        NotificationKind.DisputedTasks => "The answers disagree. Decide what is right.",
        NotificationKind.DisputedChecks => "Workers say the expected answer is wrong. Keep it or change it.",
        NotificationKind.SkippedTasks => "See why, and reword the instructions or drop the tasks.",
        NotificationKind.FinishedBatch => "Save a dataset, then close the batch.",
        NotificationKind.FailedJobs => "See why, and try again.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of notification."),
    };

    public static string Icon(NotificationKind kind) => kind switch
    {
        NotificationKind.DisputedTasks => "gavel",
        NotificationKind.DisputedChecks => "verified",
        NotificationKind.SkippedTasks => "skip_next",
        NotificationKind.FinishedBatch => "check_circle",
        _ => "error",
    };

    /// <summary>The page where it is dealt with, from the root of the application.</summary>
    public static string Path(Notification notification) => notification switch
    {
        { Kind: NotificationKind.FailedJobs } => $"jobs?tab={JobTab.Failed}&kind={notification.Jobs}",
        { Batch: { } batch } => TabOf(notification.Kind).PathOf(batch.Id),
        _ => throw new ArgumentException("Of no batch.", nameof(notification)),
    };

    /// <summary>Such as <c>Receipts: 3 tasks are disputed, and 2 more</c>.</summary>
    public static string Subject(IReadOnlyList<Notification> notifications) =>
        $"{Line(notifications[0])}{(notifications.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", and {notifications.Count - 1:N0} more"))}";

    /// <param name="addressOf">Of a path.</param>
    public static string Body(string name, IReadOnlyList<Notification> notifications, Func<string, Uri> addressOf)
    {
        var text = new StringBuilder($"Hello {name},\n\nthis is new in OcrLabeling:\n\n");
        foreach (var notification in notifications)
            text.Append(CultureInfo.InvariantCulture, $"- {Line(notification)}. {Advice(notification.Kind)}\n  {addressOf(Path(notification))}\n\n");
        return text.Append(CultureInfo.InvariantCulture, $"How often this mail comes, or whether it does, is set at {addressOf("notifications")}\n").ToString();
    }

    private static string Line(Notification notification) => notification.Batch is { } batch ? $"{batch.Name}: {Title(notification)}" : Title(notification);

    private static BatchTab TabOf(NotificationKind kind) => kind switch
    {
        NotificationKind.DisputedTasks => BatchTab.Adjudication,
        NotificationKind.DisputedChecks => BatchTab.Quality,
        NotificationKind.SkippedTasks => BatchTab.Overview,
        _ => BatchTab.Results,
    };
}
