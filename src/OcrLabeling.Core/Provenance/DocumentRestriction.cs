using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Provenance;

/// <summary>Of two wishes about the same bytes the stricter one holds: a Public document that somebody gives in again as Donated becomes Donated, with that consent.</summary>
public sealed class DocumentRestriction(WriteTransaction transaction, AuditLog audit) : IDocumentRestriction
{
    /// <summary>What is made from it already becomes Donated too. Refused while a crowd or a pool without an agreement works on it, for what was shown cannot be taken back.</summary>
    public Task<IntakeOutcome> RestrictAsync(DocumentId id, string consentNote, Guid accountId, CancellationToken ct) => transaction.RunAsync<IntakeOutcome>(async db =>
    {
        var document = await db.Documents.SingleAsync(d => d.Id == id, ct);
        if (document.Privacy == Privacy.Donated)
            return new IntakeOutcome.Duplicate(id, document.FileName, KeepsConsent: document.ConsentNote != consentNote);
        var batches = await BatchesAsync(db, id, ct);
        var pools = await db.Pools.Where(p => p.Kind == PoolKind.Crowd || p.NdaVersion == null).Select(p => new { p.Id, p.Name, p.Kind })
            .ToDictionaryAsync(p => p.Id, p => p.Kind == PoolKind.Crowd ? $"the crowd pool {p.Name}" : $"the pool {p.Name}, which has no confidentiality agreement,", ct);
        if (batches.FirstOrDefault(b => pools.ContainsKey(b.PoolId)) is { } open)
            return new IntakeOutcome.Refused($"The same file is here already as {document.FileName}, as Public, and {pools[open.PoolId]} works on it ({await NameForAsync(db, open.Id, accountId, ct)}): it cannot become Donated any more. Nothing was changed.");

        document.Restrict(consentNote);
        db.AuditEntries.Add(audit.Entry(accountId, "document.restrict", $"document:{id}", $"{document.FileName}; Public -> Donated"));
        await db.SaveChangesAsync(ct);
        var ids = batches.ConvertAll(b => b.Id);
        await db.Batches.Where(b => ids.Contains(b.Id)).ExecuteUpdateAsync(s => s.SetProperty(b => b.Privacy, Privacy.Donated), ct);
        await db.Datasets.Where(d => d.BatchId != null && ids.Contains(d.BatchId.Value)).ExecuteUpdateAsync(s => s.SetProperty(d => d.Privacy, Privacy.Donated), ct);
        return new IntakeOutcome.Restricted(id, document.FileName);
    }, ct);

    private static async Task<string> NameForAsync(AppDb db, BatchId batch, Guid accountId, CancellationToken ct) =>
        await db.Batches.Visible(db, await ProjectScope.OfAsync(db, accountId, ct)).Where(b => b.Id == batch).Select(b => b.Name).SingleOrDefaultAsync(ct) is { } name ? $"batch {name}" : BatchNames.Unseen;

    /// <summary>Those with tasks from its pages, and those that are about to make some.</summary>
    private static async Task<List<BatchOf>> BatchesAsync(AppDb db, DocumentId id, CancellationToken ct)
    {
        var pages = await db.Pages.Where(p => p.DocumentId == id).Select(p => p.Id).ToListAsync(ct);
        var runs = await db.OcrRuns.Where(r => pages.Contains(r.PageId)).Select(r => r.Id).ToListAsync(ct);
        var made = await db.Batches.Where(b => db.Tasks.Any(t => t.BatchId == b.Id && t.PageId != null && pages.Contains(t.PageId.Value)))
            .Select(b => new BatchOf(b.Id, b.PoolId)).ToListAsync(ct);
        var preparing = await db.Batches.Where(b => b.Status == BatchStatus.Preparing).Select(b => new { Batch = new BatchOf(b.Id, b.PoolId), b.SourceJson }).ToListAsync(ct);
        var keys = pages.Select(p => p.ToString()).Concat(runs.Select(r => r.ToString())).ToList();
        return [.. made.Union(preparing.Where(b => keys.Any(key => b.SourceJson.Contains(key, StringComparison.Ordinal))).Select(b => b.Batch))];
    }

    private sealed record BatchOf(BatchId Id, PoolId PoolId);
}
