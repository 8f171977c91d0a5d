using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>
/// How often the image of a card had been turned when it was handed out, as a number that the worker's page sends back with the answer: the server turns what was drawn on an image that has been
/// turned since. Each worker and task have numbers of their own, so that a card that has been turned is told from no other.
/// </summary>
public static class CardFrame
{
    /// <summary>0..3.</summary>
    public static int Of(WorkerId workerId, TaskId taskId, int turns) => ImageTurn.Normal(turns + OffsetOf(workerId, taskId));

    /// <summary>The turns, 0..3, that <see cref="Of"/> was given; 0 for a page that was opened before cards had frames.</summary>
    public static int TurnsOf(WorkerId workerId, TaskId taskId, int? frame) => frame is { } told ? ImageTurn.Normal(told % 4 - OffsetOf(workerId, taskId)) : 0;

    /// <summary>What was done to the image of a task since it was handed out with <paramref name="frame"/>; null: nothing. Whoever was handed the task since the last turn only has missed none, whatever the page says.</summary>
    internal static async Task<ImageTurn?> MissedAsync(AppDb db, LabelingTask task, WorkerId workerId, int? frame, CancellationToken ct)
    {
        if (task.TurnedAt is not { } turnedAt || ImageTurn.Normal(task.Turns - TurnsOf(workerId, task.Id, frame)) is not (> 0 and var missed))
            return null;
        if (!await db.Claims.AnyAsync(c => c.BatchId == task.BatchId && c.WorkerId == workerId && c.ClaimedAt <= turnedAt && c.TaskId == task.Id, ct))
            return null;
        var (width, height) = missed % 2 == 0 ? (task.Width, task.Height) : (task.Height, task.Width);
        return new ImageTurn(missed, width, height);
    }

    private static int OffsetOf(WorkerId workerId, TaskId taskId) => SHA256.HashData([.. taskId.Value.ToByteArray(), .. workerId.Value.ToByteArray()])[0] % 4;
}
