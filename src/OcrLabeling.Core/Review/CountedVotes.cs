using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Review;

/// <summary>The answers that count towards the truth of a task.</summary>
internal static class CountedVotes
{
    public static Task<List<Vote>> VotesOfAsync(this AppDb db, TaskId taskId, CancellationToken ct) =>
        db.Answers.Where(a => a.TaskId == taskId && !a.IsSurplus && !a.PredatesTurn).Select(a => new Vote(a.Kind, a.Text)).ToListAsync(ct);
}
