using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Documents;

/// <param name="Documents">That have it.</param>
public sealed record TagCount(string Name, int Documents);

/// <summary>What the team calls documents: names and tags. Thread-safe.</summary>
public sealed class DocumentLabels(IDbContextFactory<AppDb> databases, WriteTransaction transaction, AuditLog audit)
{
    public const int MaxFileNameLength = UploadedName.MaxLength;

    /// <summary>All tags of documents that the reader may see, by name.</summary>
    public async Task<IReadOnlyList<TagCount>> ListTagsAsync(ProjectScope reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var documents = db.Documents.Listed(db, reader);
        return await db.DocumentTags.Where(t => documents.Any(d => d.Id == t.DocumentId)).GroupBy(t => t.Name).OrderBy(g => g.Key).Select(g => new TagCount(g.Key, g.Count())).ToListAsync(ct);
    }

    /// <summary>Null, or why it keeps its name, for people. The name may be given to several documents.</summary>
    public async Task<string?> RenameAsync(DocumentId id, string fileName, Guid accountId, CancellationToken ct)
    {
        if (GivenName.Clean(fileName, UploadedName.MaxLength) is null)
            return $"A name of 1 to {UploadedName.MaxLength} characters is needed.";
        var given = UploadedName.Clean(fileName);
        return await transaction.RunAsync(async db =>
        {
            if (await db.Documents.SingleOrDefaultAsync(d => d.Id == id, ct) is not { } document)
                return "There is no such document any more.";
            db.AuditEntries.Add(audit.Entry(accountId, "document.rename", $"document:{id}", $"{document.FileName} -> {given}"));
            document.Rename(given);
            await db.SaveChangesAsync(ct);
            return null;
        }, ct);
    }

    /// <summary>How many documents were given the tag; null where <paramref name="tag"/> is none.</summary>
    public async Task<int?> TagAsync(IReadOnlyCollection<DocumentId> documents, string tag, Guid accountId, CancellationToken ct)
    {
        if (DocumentTag.Clean(tag) is not { } name)
            return null;
        return await transaction.RunAsync(async db =>
        {
            var added = await db.Documents.Where(d => documents.Contains(d.Id) && !db.DocumentTags.Any(t => t.DocumentId == d.Id && t.Name == name)).Select(d => d.Id).ToListAsync(ct);
            db.DocumentTags.AddRange(added.Select(d => new DocumentTag(d, name)));
            db.AuditEntries.AddRange(added.Select(d => audit.Entry(accountId, "document.tag", $"document:{d}", name)));
            await db.SaveChangesAsync(ct);
            return added.Count;
        }, ct);
    }

    /// <summary>How many documents had it.</summary>
    public Task<int> UntagAsync(IReadOnlyCollection<DocumentId> documents, string tag, Guid accountId, CancellationToken ct) => transaction.RunAsync(async db =>
    {
        var removed = await db.DocumentTags.Where(t => documents.Contains(t.DocumentId) && t.Name == tag).ToListAsync(ct);
        db.DocumentTags.RemoveRange(removed);
        db.AuditEntries.AddRange(removed.Select(t => audit.Entry(accountId, "document.untag", $"document:{t.DocumentId}", tag)));
        await db.SaveChangesAsync(ct);
        return removed.Count;
    }, ct);
}
