using System.Collections.Concurrent;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Web.Quality;

/// <summary>
/// Which disputed task is on whose screen, so that two people of this host do not decide the same one. A courtesy, not a lock: it ends by itself, and a decision that comes second is
/// refused all the same. Thread-safe.
/// </summary>
public sealed class OpenDecisions(TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<object, (TaskId Task, DateTimeOffset Until)> held = new();

    /// <summary>Screen <paramref name="screen"/> shows this task and no other; null: none.</summary>
    public void Show(object screen, TaskId? task)
    {
        if (task is { } shown)
            held[screen] = (shown, clock.GetUtcNow() + Lasts);
        else
            held.TryRemove(screen, out _);
    }

    /// <summary>What is on other screens.</summary>
    public IReadOnlyList<TaskId> Others(object screen) =>
        [.. held.Where(h => h.Key != screen && h.Value.Until > clock.GetUtcNow()).Select(h => h.Value.Task)];
}
