using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>Answers of a batch that could not be taken and have not been put right, each revision of them, for the team. Thread-safe.</summary>
public sealed class RefusedAnswerList(IDbContextFactory<AppDb> databases)
{
    /// <summary>Newest first.</summary>
    public async Task<Rows<RefusedAnswerRow>> ListAsync(BatchId batchId, int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var refused = db.RefusedAnswers.Where(r => r.BatchId == batchId);
        var rows = from r in refused
                   join t in db.Tasks on r.TaskId equals t.Id
                   join w in db.Workers on r.WorkerId equals w.Id
                   orderby r.RefusedAt descending, r.TaskId, r.Revision descending
                   select new RefusedAnswerRow(r.TaskId, r.WorkerId, r.AssignmentId, r.Revision, w.DisplayName, t.Sequence, r.Kind, r.Text, r.Reason, r.RefusedAt, r.DismissedAt != null);
        return new(await rows.AsNoTracking().Skip(skip).Take(take).ToListAsync(ct), await refused.CountAsync(ct));
    }
}

/// <param name="Sequence">Of the task in its batch, from 0; below 0 for gold.</param>
/// <param name="Text">As it was sent; null for a flag.</param>
/// <param name="IsDismissed">Its worker has given it up.</param>
public sealed record RefusedAnswerRow(
    TaskId TaskId, WorkerId WorkerId, AssignmentId AssignmentId, int Revision, string Worker, int Sequence, AnswerKind Kind, string? Text, string Reason, DateTime RefusedAt, bool IsDismissed);
