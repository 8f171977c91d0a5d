using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Datasets;

/// <summary>Makes datasets: the row is stored at once under the next version of its name, and a background job fills it. Thread-safe.</summary>
public sealed class DatasetCatalog(IDbContextFactory<AppDb> databases, WriteTransaction transaction, StoredArchive archives, IJobQueue queue, AuditLog audit, TimeProvider clock)
{
    private static readonly string nameNeeded = $"A dataset needs a name of 1 to {Dataset.MaxNameLength} characters.";

    /// <summary>All versions of the name take the new one. Null, or why they keep it, for people.</summary>
    public async Task<string?> RenameAsync(DatasetId id, string name, Guid accountId, CancellationToken ct)
    {
        if (GivenName.Clean(name, Dataset.MaxNameLength) is not { } given)
            return nameNeeded;
        return await transaction.RunAsync(async db =>
        {
            if (await db.Datasets.Where(d => d.Id == id).Select(d => new { d.Name, d.ProjectId }).SingleOrDefaultAsync(ct) is not { Name: var before, ProjectId: var project })
                return "There is no such dataset any more.";
            if (before == given)
                return null;
            if (await db.Datasets.AnyAsync(d => d.ProjectId == project && d.Name == given, ct))
                return "Another dataset has this name; its versions would be mixed with these.";
            foreach (var version in await db.Datasets.Where(d => d.ProjectId == project && d.Name == before).ToListAsync(ct))
                version.Rename(given);
            db.Add(audit.Entry(accountId, "dataset.rename", $"dataset:{id}", $"{before} -> {given}"));
            await db.SaveChangesAsync(ct);
            return null;
        }, ct);
    }

    /// <summary>Takes one version out of the lists, or brings it back; false when it was so already.</summary>
    public Task<bool> ArchiveAsync(DatasetId id, bool archived, Guid accountId, CancellationToken ct) => transaction.RunAsync(async db =>
    {
        if (await db.Datasets.SingleOrDefaultAsync(d => d.Id == id && (d.ArchivedAt == null) == archived, ct) is not { } dataset)
            return false;
        dataset.Shelve(archived ? clock.UtcNow() : null);
        db.Add(audit.Entry(accountId, archived ? "dataset.archive" : "dataset.restore", $"dataset:{id}"));
        await db.SaveChangesAsync(ct);
        return true;
    }, ct);

    /// <summary>In the batch's project.</summary>
    public async Task<NewDatasetOutcome> SaveBatchAsync(string name, BatchId batchId, Guid accountId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await db.Batches.Where(b => b.Id == batchId).Select(b => new { b.Privacy, b.ProjectId }).SingleOrDefaultAsync(ct);
        if (batch is null)
            return new NewDatasetOutcome.Refused("There is no such batch.");
        return await AddAsync(name, batch.ProjectId, accountId, (n, version, now) => new Dataset(n, version, batch.Privacy, null, batchId, null, accountId, now) { ProjectId = batch.ProjectId }, ct);
    }

    /// <param name="archive">From <see cref="StoredArchive"/>; deleted when the outcome is Refused.</param>
    public async Task<NewDatasetOutcome> ImportAsync(ProjectId project, string name, Privacy privacy, string? consentNote, BlobId archive, Guid accountId, CancellationToken ct)
    {
        var outcome = new IntakeChoices(DocumentCategory.Other, privacy, consentNote).Fault is { } fault
            ? new NewDatasetOutcome.Refused(fault)
            : await AddAsync(name, project, accountId, (n, version, now) => new Dataset(n, version, privacy, consentNote, null, archive, accountId, now) { ProjectId = project }, ct);
        if (outcome is NewDatasetOutcome.Refused)
            await archives.DeleteAsync(archive, ct);
        return outcome;
    }

    /// <summary>Takes a dataset away that could not be filled; false when it is complete or still being filled.</summary>
    public async Task<bool> DiscardAsync(DatasetId id, Guid accountId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var dataset = await db.Datasets.SingleOrDefaultAsync(d => d.Id == id, ct);
        if (dataset is null || dataset.Sha256 is not null || !dataset.Import.IsFinished)
            return false;
        db.Remove(dataset);
        db.Add(audit.Entry(accountId, "dataset.discard", $"dataset:{id}", $"{dataset.Name} v{dataset.Version}"));
        await db.SaveChangesAsync(ct);
        if (dataset.Archive is { } archive)
            await archives.DeleteAsync(archive, ct);
        return true;
    }

    private async Task<NewDatasetOutcome> AddAsync(string name, ProjectId project, Guid accountId, Func<string, int, DateTime, Dataset> make, CancellationToken ct)
    {
        if (GivenName.Clean(name, Dataset.MaxNameLength) is not { } trimmed)
            return new NewDatasetOutcome.Refused(nameNeeded);
        var dataset = await transaction.RunAsync(async db =>
        {
            if (!await db.Projects.TakesFromAsync(db, project, accountId, ct))
                return null;
            // two at the same time take the same number: the unique index stops one, which then counts again
            var version = await db.Datasets.Where(d => d.ProjectId == project && d.Name == trimmed).MaxAsync(d => (int?)d.Version, ct) + 1 ?? 1;
            var added = make(trimmed, version, clock.UtcNow());
            db.Add(added);
            db.Add(audit.Entry(accountId, "dataset.create", $"dataset:{added.Id}", $"{trimmed} v{version}"));
            await db.SaveChangesAsync(ct);
            return added;
        }, ct);
        if (dataset is null)
            return new NewDatasetOutcome.Refused(ProjectAccess.TakesNothing);
        await queue.EnqueueAsync(JobKind.ImportDataset, [dataset.Id.Value], ct);
        return new NewDatasetOutcome.Added(dataset.Id, dataset.Version);
    }
}

public abstract record NewDatasetOutcome
{
    private NewDatasetOutcome() { }

    public sealed record Added(DatasetId Id, int Version) : NewDatasetOutcome;

    /// <param name="Reason">For people to read.</param>
    public sealed record Refused(string Reason) : NewDatasetOutcome;
}
