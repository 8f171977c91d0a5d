using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Notifications;

/// <summary>What the team is told of. The first three wait for a person.</summary>
public enum NotificationKind { DisputedTasks, DisputedChecks, SkippedTasks, FinishedBatch, FailedJobs }

/// <summary>One thing the team is told of, as it stands now: like things of one batch, or failed jobs of one kind, are one notification.</summary>
/// <param name="Batch">Null for failed jobs.</param>
/// <param name="Jobs">Null but for failed jobs.</param>
/// <param name="Count">Tasks, checks, skips, answers of the finished batch or jobs; at least 1.</param>
/// <param name="LatestAt">When the newest of them came.</param>
public sealed record Notification(NotificationKind Kind, NotifiedBatch? Batch, JobKind? Jobs, int Count, DateTime LatestAt);

public sealed record NotifiedBatch(BatchId Id, string Name);
