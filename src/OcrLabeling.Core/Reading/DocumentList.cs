using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Reading;

/// <summary>What a list of documents is narrowed to; null and empty mean everything.</summary>
public sealed record DocumentFilter(DocumentCategory? Category = null, Privacy? Privacy = null, string Name = "", string? Tag = null);

/// <summary>How far the pages of a document are read, over all engines.</summary>
public sealed record ReadingState(int Waiting, int Running, int Succeeded, int Failed)
{
    public static readonly ReadingState None = new(0, 0, 0, 0);

    public int Total => Waiting + Running + Succeeded + Failed;
}

/// <param name="Preview">Of the first page; null until it was rendered.</param>
public sealed record DocumentRow(
    DocumentId Id, string FileName, DocumentCategory Category, Privacy Privacy, int PageCount, long SizeBytes, DateTime UploadedAt, BlobId? Preview)
{
    public ReadingState Reading { get; init; } = ReadingState.None;

    /// <summary>By name.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public ProjectId ProjectId { get; init; }

    public string Project { get; init; } = "";
}

/// <summary>Reads documents as lists.</summary>
public sealed class DocumentList(IDbContextFactory<AppDb> databases)
{
    private static readonly SortKeys<Document> keys = new()
    {
        { "name", d => d.FileName }, { "category", d => d.Category }, { "privacy", d => d.Privacy }, { "pages", d => d.PageCount }, { "size", d => d.SizeBytes }, { "uploaded", d => d.UploadedAt },
    };

    /// <summary>Newest first, unless <paramref name="order"/> asks for another: name, category, privacy, pages, size or uploaded.</summary>
    public async Task<Rows<DocumentRow>> PageAsync(ProjectScope reader, DocumentFilter filter, int skip, int take, CancellationToken ct, RowOrder order = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var documents = Narrow(db, db.Documents.AsNoTracking().Listed(db, reader), filter);
        var rows = await keys.Sort(documents, order, d => d.UploadedAt).ThenByDescending(d => d.Id).Skip(skip).Take(take)
            .Select(d => new DocumentRow(d.Id, d.FileName, d.Category, d.Privacy, d.PageCount, d.SizeBytes, d.UploadedAt,
                db.Pages.Where(p => p.DocumentId == d.Id && p.Number == 1).Select(p => p.Preview).FirstOrDefault()) { ProjectId = d.ProjectId, Project = db.Projects.Where(p => p.Id == d.ProjectId).Select(p => p.Name).First() })
            .ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var readings = await ReadingsAsync(db, ids, ct);
        var tags = (await db.DocumentTags.AsNoTracking().Where(t => ids.Contains(t.DocumentId)).OrderBy(t => t.Name).ToListAsync(ct)).ToLookup(t => t.DocumentId, t => t.Name);
        return new Rows<DocumentRow>([.. rows.Select(r => r with { Reading = readings.GetValueOrDefault(r.Id, ReadingState.None), Tags = [.. tags[r.Id]] })], await documents.CountAsync(ct));
    }

    /// <summary>Null where there is no such document that the reader may see.</summary>
    public async Task<ProjectId?> ProjectOfAsync(ProjectScope reader, DocumentId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Documents.Visible(db, reader).Where(d => d.Id == id).Select(d => (ProjectId?)d.ProjectId).SingleOrDefaultAsync(ct);
    }

    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Documents.AnyAsync(ct);
    }

    private static IQueryable<Document> Narrow(AppDb db, IQueryable<Document> documents, DocumentFilter filter)
    {
        if (filter.Category is { } category)
            documents = documents.Where(d => d.Category == category);
        if (filter.Privacy is { } privacy)
            documents = documents.Where(d => d.Privacy == privacy);
        if (filter.Tag is { } tag)
            documents = documents.Where(d => db.DocumentTags.Any(t => t.DocumentId == d.Id && t.Name == tag));
        return documents.WhereContains(filter.Name, d => d.FileName);
    }

    private static async Task<Dictionary<DocumentId, ReadingState>> ReadingsAsync(AppDb db, List<DocumentId> ids, CancellationToken ct)
    {
        var counts = await (
            from run in db.OcrRuns.Current()
            join page in db.Pages on run.PageId equals page.Id
            where ids.Contains(page.DocumentId)
            group run by new { page.DocumentId, run.State.Status } into runs
            select new { runs.Key.DocumentId, runs.Key.Status, Count = runs.Count() }).ToListAsync(ct);
        return counts.GroupBy(c => c.DocumentId).ToDictionary(g => g.Key, g => new ReadingState(
            g.Where(c => c.Status == JobStatus.Queued).Sum(c => c.Count),
            g.Where(c => c.Status == JobStatus.Running).Sum(c => c.Count),
            g.Where(c => c.Status == JobStatus.Succeeded).Sum(c => c.Count),
            g.Where(c => c.Status is JobStatus.Failed or JobStatus.TimedOut or JobStatus.Cancelled).Sum(c => c.Count)));
    }
}
