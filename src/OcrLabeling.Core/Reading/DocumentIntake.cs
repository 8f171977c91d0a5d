using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Reading;

/// <summary>Takes one file in: recognises duplicates, has the jail look at it, stores it, queues its pages for reading.</summary>
public sealed class DocumentIntake(
    IDbContextFactory<AppDb> databases, IBlobStore blobs, BlobLifetime lifetime, IImageReader reader, IJobQueue queue,
    IDocumentRestriction restriction, DocumentCopies copies, AuditLog audit, IOptions<UploadOptions> limits, IOptions<PipelineOptions> pipeline, TimeProvider time)
{
    private const int InspectionAttempts = 2;

    public async Task<IntakeOutcome> AddAsync(UploadedFile file, IntakeChoices choices, Guid accountId, CancellationToken ct)
    {
        if (choices.Fault is { } fault)
            throw new ArgumentException(fault, nameof(choices));
        if (file.Bytes.IsEmpty)
            return new IntakeOutcome.Refused("The file is empty.");
        if (file.Bytes.Length > limits.Value.MaxFileBytes)
            return new IntakeOutcome.Refused(TooLarge(file.Bytes.Length, limits.Value));
        var original = BlobId.Of(file.Bytes.Span);
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (!await db.Projects.TakesFromAsync(db, choices.Project, accountId, ct))
                return new IntakeOutcome.Refused(ProjectAccess.TakesNothing);
        }
        if (await FindDuplicateAsync(original, choices.Project, ct) is { } duplicate)
            return await SettleAsync(duplicate, choices, accountId, ct);
        if (await copies.FindFaultAsync(original, choices, accountId, ct) is { } unlike)
            return unlike;
        try
        {
            return await StoreAsync(file, await InspectAsync(file, ct), choices, accountId, ct);
        }
        catch (FileRefusedException e)
        {
            return new IntakeOutcome.Refused(e.Message);
        }
    }

    public static string TooLarge(long bytes, UploadOptions limits) =>
        $"The file has {bytes / 1048576.0:0.0} MB; {limits.MaxFileMegabytes} MB are allowed.";

    private async Task<IntakeOutcome> StoreAsync(UploadedFile file, InspectedFile inspected, IntakeChoices choices, Guid accountId, CancellationToken ct)
    {
        using var keep = await lifetime.KeepAsync(ct);
        var original = await blobs.PutAsync(file.Bytes, ct);
        var now = time.GetUtcNow().UtcDateTime;
        var document = new Document(
            UploadedName.Clean(file.Name), original, file.Bytes.Length, inspected.Format, choices.Category, choices.Privacy, choices.ConsentNote, accountId, now, inspected.Pages,
            choices.UploadId) { ProjectId = choices.Project };
        // the first engine's words are what users see
        var runs = document.Pages.SelectMany(page => pipeline.Value.EnginesAfterUpload.Select((engine, i) => new OcrRun(page.Id, engine, i == 0 ? OcrRunRole.Primary : OcrRunRole.Shadow, now))).ToList();

        await using var db = await databases.CreateDbContextAsync(ct);
        db.Documents.Add(document);
        db.OcrRuns.AddRange(runs);
        db.AuditEntries.Add(audit.Entry(accountId, "document.upload", $"document:{document.Id}", $"{document.FileName}; {document.Privacy}"));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // somebody uploaded the same bytes at the same moment: the unique index lets one through
            if (await FindDuplicateAsync(original, choices.Project, ct) is { } duplicate)
                return await SettleAsync(duplicate, choices, accountId, ct);
            throw;
        }
        await queue.EnqueueAsync(JobKind.ReadPage, [.. runs.Select(r => r.Id.Value)], ct);
        return new IntakeOutcome.Added(document.Id, document.PageCount);
    }

    private async Task<IntakeOutcome> SettleAsync(IntakeOutcome.Duplicate duplicate, IntakeChoices choices, Guid accountId, CancellationToken ct) => choices.Privacy == Privacy.Donated
        ? await restriction.RestrictAsync(duplicate.Of, choices.ConsentNote!, accountId, ct)
        : duplicate;

    private async Task<IntakeOutcome.Duplicate?> FindDuplicateAsync(BlobId original, ProjectId project, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Documents.AsNoTracking().Where(d => d.Original == original && d.ProjectId == project)
            .Select(d => new IntakeOutcome.Duplicate(d.Id, d.FileName)).SingleOrDefaultAsync(ct);
    }

    /// <summary>A crashed or hung reader may be the machine's fault: tried twice, then the file is refused.</summary>
    private async Task<InspectedFile> InspectAsync(UploadedFile file, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var inspected = await reader.InspectAsync(file.Bytes, ct);
                // a header says nothing about the rest: what is cut short or damaged is refused now, by decoding it once, and not by a job later
                if (inspected.Format != DocumentFormat.Pdf)
                    await reader.PreviewAsync(file.Bytes, ReadPageRunner.PreviewSidePixels, ct);
                return inspected;
            }
            catch (Exception e) when (e is ReaderCrashedException or ReaderTimedOutException)
            {
                if (attempt == InspectionAttempts)
                    throw new FileRefusedException($"The file could not be looked at: {e.Message}");
            }
        }
    }
}
