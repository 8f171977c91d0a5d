using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>A word within its line: the strip of the page round it, cut in the jail when it is asked for. Thread-safe.</summary>
public sealed class WordContext(IDbContextFactory<AppDb> databases, IBlobStore blobs, IImageReader images, TimeProvider clock)
{
    // heights of the word: enough of a line to understand it, little of the page
    private const double Beside = 9;
    private const double AboveAndBelow = 0.9;

    /// <summary>For a worker who holds the card and may, in a batch that shows it; null otherwise, and where the card was cut from no page.</summary>
    public async Task<ContextStrip?> OfCardAsync(WorkerId workerId, AssignmentId assignmentId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow();
        var card = await (from a in db.Assignments
                          join b in db.Batches on a.BatchId equals b.Id
                          where a.Id == assignmentId && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed && a.LeaseEndsAt > now && b.ShowsContext
                          select new { a.TaskId, a.BatchId }).SingleOrDefaultAsync(ct);
        return card is not null && await WorkStanding.FindAsync(db, workerId, card.BatchId, ct) is { Refusal: null } ? await CutAsync(db, card.TaskId, ct) : null;
    }

    /// <summary>For the team. Null where the task was cut from no page.</summary>
    public async Task<ContextStrip?> OfTaskAsync(TaskId taskId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await CutAsync(db, taskId, ct);
    }

    private async Task<ContextStrip?> CutAsync(AppDb db, TaskId taskId, CancellationToken ct)
    {
        var word = await (from t in db.Tasks
                          join w in db.Words on t.WordId equals w.Id
                          join p in db.Pages on t.PageId equals p.Id
                          where t.Id == taskId && p.Image != null
                          select new { w.Quad, Image = p.Image!.Value, p.Width, p.Height }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (word is null)
            return null;
        var (quad, height) = (word.Quad, Math.Max(4, Math.Min(word.Quad.Bottom - word.Quad.Top, word.Quad.Right - word.Quad.Left)));
        var (left, right) = (Math.Max(0, quad.Left - Beside * height), Math.Min(word.Width, quad.Right + Beside * height));
        var (top, bottom) = (Math.Max(0, quad.Top - AboveAndBelow * height), Math.Min(word.Height, quad.Bottom + AboveAndBelow * height));
        var strip = (await images.CutCropsAsync(await blobs.GetAsync(word.Image, ct), [new WordQuad(left, top, right, top, right, bottom, left, bottom)], ct))[0];
        return new ContextStrip(strip, (quad.Left - left) / (right - left), (quad.Top - top) / (bottom - top), (quad.Right - left) / (right - left), (quad.Bottom - top) / (bottom - top));
    }
}

/// <summary>Where the word stands in the strip, as shares of its width and height, 0..1.</summary>
public sealed record ContextStrip(RenderedImage Image, double Left, double Top, double Right, double Bottom);
