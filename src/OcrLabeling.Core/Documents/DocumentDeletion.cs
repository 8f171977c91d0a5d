using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Pipeline;

namespace OcrLabeling.Core.Documents;

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

/// <summary>Deletes documents nothing depends on, bytes included.</summary>
public sealed class DocumentDeletion(IDbContextFactory<AppDb> databases, BlobLifetime lifetime, IJobQueue queue, AuditLog audit)
{
    public async Task<DeletionOutcome> DeleteAsync(DocumentId id, Guid accountId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var document = await db.Documents.Include(d => d.Pages).SingleOrDefaultAsync(d => d.Id == id, ct);
        if (document is null)
            return new DeletionOutcome.NotFound();
        var pageIds = document.Pages.Select(p => (PageId?)p.Id).ToList();
        var batches = await db.Batches.Where(b => db.Tasks.Any(t => t.BatchId == b.Id && pageIds.Contains(t.PageId))).Select(b => b.Name).ToListAsync(ct);
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
