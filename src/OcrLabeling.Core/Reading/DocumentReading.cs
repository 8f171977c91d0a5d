using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Reading;

/// <summary>A document and its pages, without words.</summary>
public sealed record DocumentView(
    DocumentId Id, string FileName, DocumentFormat Format, DocumentCategory Category, Privacy Privacy, string? ConsentNote, long SizeBytes, DateTime UploadedAt, string UploadedBy,
    IReadOnlyList<PageView> Pages)
{
    public ProjectId ProjectId { get; init; }

    public string Project { get; init; } = "";
}

/// <param name="Image">Null until the page was rendered.</param>
/// <param name="Remark">What was found wrong while it was rendered; null when nothing.</param>
public sealed record PageView(PageId Id, int Number, int Width, int Height, BlobId? Image, string? ImageMediaType, string? Remark = null);

/// <summary>One engine's run over a page, as the document page shows it.</summary>
public sealed record RunView(
    OcrRunId Id, string EngineId, OcrRunRole Role, string? EngineVersion, JobStatus Status, double Progress, int Attempts, string? Reason, double? DurationMilliseconds, int WordCount);

public sealed record WordView(string Text, double Confidence, ConfidenceBucket Bucket, int Line, WordQuad Quad);

/// <summary>Reads one document for people to look at.</summary>
public sealed class DocumentReading(IDbContextFactory<AppDb> databases, AuditLog audit)
{
    /// <summary>Null when there is no such document. Looking at a donated one is put on record.</summary>
    public async Task<DocumentView?> OpenAsync(DocumentId id, Guid accountId, CancellationToken ct)
    {
        var document = await FindAsync(id, ct);
        if (document is { Privacy: Privacy.Donated })
            await audit.AppendAsync(accountId, "document.view", $"document:{id}", document.FileName, ct);
        return document;
    }

    /// <summary>The same without a record, for drawing again what is open already.</summary>
    public async Task<DocumentView?> FindAsync(DocumentId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Documents.AsNoTracking().Where(d => d.Id == id)
            .Select(d => new DocumentView(d.Id, d.FileName, d.Format, d.Category, d.Privacy, d.ConsentNote, d.SizeBytes, d.UploadedAt,
                db.Users.Where(u => u.Id == d.UploadedBy).Select(u => u.DisplayName).FirstOrDefault() ?? "",
                d.Pages.OrderBy(p => p.Number).Select(p => new PageView(p.Id, p.Number, p.Width, p.Height, p.Image, p.ImageMediaType, p.Remark)).ToList())
            {
                ProjectId = d.ProjectId, Project = db.Projects.Where(p => p.Id == d.ProjectId).Select(p => p.Name).First(),
            })
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>The newest run of each engine over the page: the primary one, then the others in the order of engine names.</summary>
    public async Task<IReadOnlyList<RunView>> RunsAsync(PageId page, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var runs = await db.OcrRuns.AsNoTracking().Current().Where(r => r.PageId == page).OrderBy(r => r.EngineId).ThenByDescending(r => r.State.QueuedAt)
            .Select(r => new RunView(r.Id, r.EngineId, r.Role, r.EngineVersion, r.State.Status, r.State.Progress, r.State.Attempts, r.State.Reason, r.DurationMilliseconds, r.WordCount))
            .ToListAsync(ct);
        return [.. runs.DistinctBy(r => r.EngineId).OrderBy(r => r.Role)];
    }

    /// <summary>In reading order.</summary>
    public async Task<IReadOnlyList<WordView>> WordsAsync(OcrRunId run, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Words.AsNoTracking().Where(w => w.OcrRunId == run).OrderBy(w => w.Index)
            .Select(w => new WordView(w.Text, w.Confidence, w.Bucket, w.Line, w.Quad)).ToListAsync(ct);
    }
}
