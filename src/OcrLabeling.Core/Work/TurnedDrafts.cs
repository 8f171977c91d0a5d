using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Turns what a worker has begun on an image that was turned since, as an answer would be. Thread-safe.</summary>
public sealed class TurnedDrafts(IDbContextFactory<AppDb> databases)
{
    /// <summary>Null for a card the worker never had. A text that is no answer of the form yet stays as it is.</summary>
    public async Task<string?> TurnAsync(WorkerId workerId, AssignmentId assignmentId, int? frame, string text, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var card = await (from c in db.Claims
                          join t in db.Tasks on c.TaskId equals t.Id
                          join b in db.Batches on c.BatchId equals b.Id
                          where c.AssignmentId == assignmentId && c.WorkerId == workerId
                          select new { Task = t, b.Template, b.FormJson }).AsNoTracking().FirstOrDefaultAsync(ct);
        if (card is null)
            return null;
        return await CardFrame.MissedAsync(db, card.Task, workerId, frame, ct) is { } turn ? LabelingTemplate.Of(card.Template).Form(card.FormJson).Turned(text, turn) : text;
    }
}
