using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Batches;

/// <summary>Chosen pages that a batch would miss only because it is made too early.</summary>
internal static class PagesBeingRead
{
    /// <param name="engineId">The engine whose words are taken; null: whichever renders the page.</param>
    public static async Task<int> CountAsync(AppDb db, ProjectId project, DocumentCategory? category, IReadOnlyList<DocumentId>? documents, string? engineId, CancellationToken ct)
    {
        var count = 0;
        foreach (var some in ChosenDocuments.Queries(db, project, category, documents))
            count += await (
                from d in some
                join p in db.Pages on d.Id equals p.DocumentId
                where db.OcrRuns.Any(r => r.PageId == p.Id && (engineId == null ? p.Image == null : r.EngineId == engineId)
                    && (r.State.Status == JobStatus.Queued || r.State.Status == JobStatus.Running))
                select p.Id).CountAsync(ct);
        return count;
    }
}
