using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Datasets;

/// <param name="Sha256">Null until complete.</param>
/// <param name="BatchName">Null when imported, and where the reader may not see the batch.</param>
public sealed record DatasetRow(
    DatasetId Id, string Name, int Version, Privacy Privacy, string? ConsentNote, BatchId? BatchId, string? BatchName, int Pages, int Crops, int Labels, string? Sha256,
    JobStatus Status, string? Reason, double Progress, string CreatedBy, DateTime CreatedAt, string? PreReadBy, bool PreReadShown, string? ImportNotes, DateTime? ArchivedAt)
{
    public PreReading? PreRead => PreReadBy is null ? null : new(PreReadBy, PreReadShown);

    public string Title => $"{Name} v{Version}";

    public bool IsComplete => Sha256 is not null;

    public ProjectId ProjectId { get; init; }

    public string Project { get; init; } = "";
}

public sealed record CategoryCount(DatasetItemKind Kind, DocumentCategory Category, int Count);

public sealed record DatasetItemRow(DatasetItemId Id, DatasetItemKind Kind, int Index, string Name, DocumentCategory Category, BlobId Image, string ImageMediaType, string TruthJson);

/// <summary>Reads datasets and their items. Thread-safe.</summary>
public sealed class DatasetList(IDbContextFactory<AppDb> databases)
{
    private static readonly SortKeys<Dataset> keys = new()
    {
        { "name", d => d.Name }, { "privacy", d => d.Privacy }, { "crops", d => d.CropCount }, { "pages", d => d.PageCount }, { "state", d => d.Import.Status }, { "made", d => d.CreatedAt },
    };

    /// <summary>Newest first, unless <paramref name="order"/> asks for another: name, privacy, crops, pages, state or made. <paramref name="search"/> looks in the name; of datasets in the archive only those are listed, or none.</summary>
    public async Task<Rows<DatasetRow>> ListAsync(ProjectScope reader, int skip, int take, CancellationToken ct, string search = "", RowOrder order = default, bool archived = false)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var datasets = db.Datasets.AsNoTracking().Listed(db, reader).Where(d => (d.ArchivedAt != null) == archived).WhereContains(search, d => d.Name);
        var ids = await keys.Sort(datasets, order, d => d.CreatedAt).ThenByDescending(d => d.Id).Skip(skip).Take(take).Select(d => d.Id).ToListAsync(ct);
        var rows = await Rows(db, reader, db.Datasets.Where(d => ids.Contains(d.Id))).ToDictionaryAsync(r => r.Id, ct);
        return new([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], await datasets.CountAsync(ct));
    }

    /// <summary>Datasets an engine can be scored on, newest first.</summary>
    public async Task<IReadOnlyList<DatasetRow>> ListCompleteAsync(ProjectScope reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Rows(db, reader, db.Datasets.Listed(db, reader).Where(d => d.Sha256 != null && d.ArchivedAt == null && d.PageCount + d.CropCount > 0)).ToListAsync(ct);
    }

    public async Task<DatasetRow?> FindAsync(ProjectScope reader, DatasetId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Rows(db, reader, db.Datasets.Visible(db, reader).Where(d => d.Id == id)).SingleOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<CategoryCount>> CountAsync(DatasetId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var counts = await db.DatasetItems.Where(i => i.DatasetId == id).GroupBy(i => new { i.Kind, i.Category })
            .Select(g => new CategoryCount(g.Key.Kind, g.Key.Category, g.Count())).ToListAsync(ct);
        return [.. counts.OrderBy(c => c.Kind).ThenBy(c => c.Category)];
    }

    /// <param name="category">Null: all.</param>
    public async Task<Rows<DatasetItemRow>> ItemsAsync(DatasetId id, DatasetItemKind kind, DocumentCategory? category, int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var items = db.DatasetItems.AsNoTracking().Where(i => i.DatasetId == id && i.Kind == kind);
        if (category is { } only)
            items = items.Where(i => i.Category == only);
        var rows = await items.OrderBy(i => i.Index).Skip(skip).Take(take)
            .Select(i => new DatasetItemRow(i.Id, i.Kind, i.Index, i.Name, i.Category, i.Image, i.ImageMediaType, i.TruthJson)).ToListAsync(ct);
        return new(rows, await items.CountAsync(ct));
    }

    private static IQueryable<DatasetRow> Rows(AppDb db, ProjectScope reader, IQueryable<Dataset> datasets) =>
        from dataset in datasets.AsNoTracking()
        join account in db.Users on dataset.CreatedBy equals account.Id
        join batch in db.Batches.Visible(db, reader with { Only = null }) on dataset.BatchId equals batch.Id into batches
        from batch in batches.DefaultIfEmpty()
        orderby dataset.CreatedAt descending, dataset.Id descending
        select new DatasetRow(
            dataset.Id, dataset.Name, dataset.Version, dataset.Privacy, dataset.ConsentNote, dataset.BatchId, batch.Name, dataset.PageCount, dataset.CropCount,
            db.DatasetItems.Count(i => i.DatasetId == dataset.Id && i.Kind == DatasetItemKind.Label),
            dataset.Sha256, dataset.Import.Status, dataset.Import.Reason, dataset.Import.Progress, account.DisplayName, dataset.CreatedAt, EF.Property<string?>(dataset, "PreReadBy"), EF.Property<bool>(dataset, "PreReadShown"), dataset.ImportNotes, dataset.ArchivedAt)
        {
            ProjectId = dataset.ProjectId, Project = db.Projects.Where(p => p.Id == dataset.ProjectId).Select(p => p.Name).First(),
        };
}
