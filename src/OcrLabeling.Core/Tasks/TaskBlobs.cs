using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Tasks;

/// <inheritdoc/>
public sealed class TaskBlobs : IBlobUses
{
    public IEnumerable<IQueryable<BlobId>> Of(AppDb db) =>
    [
        db.Tasks.Select(t => t.Image),
    ];
}
