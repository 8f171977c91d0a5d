using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Documents;

/// <inheritdoc/>
public sealed class DocumentBlobs : IBlobUses
{
    public IEnumerable<IQueryable<BlobId>> Of(AppDb db) =>
    [
        db.Documents.Select(d => d.Original),
        db.Pages.Where(p => p.Image != null).Select(p => p.Image!.Value),
        db.Pages.Where(p => p.Preview != null).Select(p => p.Preview!.Value),
    ];
}
