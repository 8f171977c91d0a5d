using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Datasets;

/// <inheritdoc/>
public sealed class DatasetBlobs : IBlobUses
{
    public IEnumerable<IQueryable<BlobId>> Of(AppDb db) =>
    [
        db.DatasetItems.Select(i => i.Image),
        db.Datasets.Where(d => d.Archive != null).Select(d => d.Archive!.Value),
    ];
}
