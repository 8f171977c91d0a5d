using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Answers of a batch that could not be taken and have not been put right, for the team. Thread-safe.</summary>
public sealed class RefusedAnswerList(IDbContextFactory<AppDb> databases)
{
    /// <summary>Of a longer text the beginning is listed.</summary>
    private const int ShownLength = 500;

    /// <summary>Newest first; the total is that of cards.</summary>
    public async Task<Rows<RefusedAnswerRow>> ListAsync(BatchId batchId, int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var refused = db.RefusedAnswers.Where(r => r.BatchId == batchId);
        var rows = from r in refused
                   join t in db.Tasks on r.TaskId equals t.Id
                   join w in db.Workers on r.WorkerId equals w.Id
                   orderby r.RefusedAt descending, r.TaskId, r.Revision descending
                   select new RefusedAnswerRow(r.TaskId, r.WorkerId, r.AssignmentId, r.Revision, w.DisplayName, t.Sequence, t.IsGold, r.Kind, r.Text!.Substring(0, ShownLength), r.Text!.Length > ShownLength, r.Reason, r.RefusedAt, r.DismissedAt != null);
        return new(await rows.AsNoTracking().Skip(skip).Take(take).ToListAsync(ct), await refused.Select(r => new { r.TaskId, r.WorkerId }).Distinct().CountAsync(ct));
    }
}

/// <param name="Sequence">Of the task in its batch, from 0, where that is not gold.</param>
/// <param name="Text">The beginning of what was sent; null for a flag.</param>
/// <param name="IsLonger">More was sent.</param>
/// <param name="IsDismissed">Its worker has given it up.</param>
public sealed record RefusedAnswerRow(
    TaskId TaskId, WorkerId WorkerId, AssignmentId AssignmentId, int Revision, string Worker, int Sequence, bool IsGold, AnswerKind Kind, string? Text, bool IsLonger, string Reason, DateTime RefusedAt, bool IsDismissed);
