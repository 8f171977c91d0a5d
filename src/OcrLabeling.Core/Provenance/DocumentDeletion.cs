using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Provenance;

/// <summary>What became of a request to delete a document.</summary>
public abstract record DeletionOutcome
{
    private DeletionOutcome() { }

    /// <summary>The document, its pages, words and bytes are gone.</summary>
    public sealed record Deleted : DeletionOutcome;

    /// <summary>Tasks were made from it; nothing was deleted.</summary>
    public sealed record InUse(IReadOnlyList<string> Batches) : DeletionOutcome;

    public sealed record NotFound : DeletionOutcome;
}

/// <summary>What deleting some documents would take along, and what stands in its way.</summary>
/// <param name="Documents">That can be deleted.</param>
/// <param name="Words">Read on their pages, by all engines.</param>
/// <param name="Kept">Documents that stay, because tasks were made from them.</param>
/// <param name="Batches">The batches of those tasks, by name, as far as the reader may see them.</param>
public sealed record DeletionPlan(int Documents, int Pages, int Words, int Kept, IReadOnlyList<string> Batches);

/// <summary>Deletes documents nothing depends on, bytes included.</summary>
public sealed class DocumentDeletion(IDbContextFactory<AppDb> databases, BlobLifetime lifetime, IJobQueue queue, AuditLog audit)
{
    public async Task<DeletionPlan> PlanAsync(ProjectScope reader, IReadOnlyCollection<DocumentId> ids, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pages = db.Pages.Where(p => ids.Contains(p.DocumentId));
        var used = pages.Where(p => db.Tasks.Any(t => t.PageId == p.Id)).Select(p => p.DocumentId).Distinct();
        var free = db.Documents.Where(d => ids.Contains(d.Id) && !used.Contains(d.Id));
        var freePages = db.Pages.Where(p => free.Any(d => d.Id == p.DocumentId));
        return new(
            await free.CountAsync(ct), await freePages.CountAsync(ct), await db.Words.CountAsync(w => db.OcrRuns.Any(r => r.Id == w.OcrRunId && freePages.Any(p => p.Id == r.PageId)), ct), await used.CountAsync(ct),
            await db.Batches.Where(b => db.Tasks.Any(t => t.BatchId == b.Id && pages.Any(p => p.Id == t.PageId))).NamesForAsync(db, reader, ct));
    }

    public async Task<DeletionOutcome> DeleteAsync(DocumentId id, Guid accountId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var document = await db.Documents.Include(d => d.Pages).SingleOrDefaultAsync(d => d.Id == id, ct);
        if (document is null)
            return new DeletionOutcome.NotFound();
        var pageIds = document.Pages.Select(p => (PageId?)p.Id).ToList();
        var batches = await db.Batches.Where(b => db.Tasks.Any(t => t.BatchId == b.Id && pageIds.Contains(t.PageId))).NamesForAsync(db, await ProjectScope.OfAsync(db, accountId, ct), ct);
        if (batches.Count > 0)
            return new DeletionOutcome.InUse(batches);

        var unfinished = await db.OcrRuns
            .Where(r => pageIds.Contains(r.PageId) && (r.State.Status == JobStatus.Queued || r.State.Status == JobStatus.Running))
            .Select(r => r.Id).ToListAsync(ct);
        foreach (var run in unfinished)
            await queue.CancelAsync(JobKind.ReadPage, run.Value, ct);

        // the words of fifty pages in one statement would lock the whole table on SQL Server
        await db.Words.Where(w => db.OcrRuns.Any(r => r.Id == w.OcrRunId && pageIds.Contains(r.PageId))).DeleteInChunksAsync(ct);
        db.Documents.Remove(document);
        db.AuditEntries.Add(audit.Entry(accountId, "document.delete", $"document:{id}", $"{document.FileName}; {document.Privacy}"));
        await db.SaveChangesAsync(ct);
        await lifetime.DeleteUnusedAsync(document.Pages.SelectMany(p => new[] { p.Image, p.Preview }).OfType<BlobId>().Append(document.Original), CancellationToken.None);
        return new DeletionOutcome.Deleted();
    }
}
