using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Keeps what was refused, as far as a worker may fill the disk with it: beyond that it stays on the page that sent it.</summary>
internal static class RefusedAnswerWrites
{
    /// <summary>Cards of one worker, over all batches.</summary>
    public const int MostCards = 500;

    /// <summary>Characters of one worker, over all batches.</summary>
    public const int MostCharacters = 4_000_000;

    /// <summary>Of each card the latest revision.</summary>
    public static async Task KeepRefusedAsync(this AppDb db, LockedWorker worker, TaskId taskId, BatchId batchId, SubmittedAnswer sent, string reason, DateTime now, CancellationToken ct)
    {
        var own = db.RefusedAnswers.Where(r => r.WorkerId == worker.Id);
        var ofCard = own.Where(r => r.TaskId == taskId && r.AssignmentId == sent.AssignmentId);
        if (await ofCard.AnyAsync(r => r.Revision >= sent.Revision, ct))
            return;
        await ofCard.ExecuteDeleteAsync(ct);
        var refused = new RefusedAnswer(taskId, batchId, worker.Id, sent, reason, now);
        if (await own.CountAsync(ct) >= MostCards || await own.SumAsync(r => r.Text == null ? 0 : r.Text.Length, ct) + (refused.Text?.Length ?? 0) > MostCharacters)
            return;
        db.RefusedAnswers.Add(refused);
        await db.SaveChangesAsync(ct);
    }
}
