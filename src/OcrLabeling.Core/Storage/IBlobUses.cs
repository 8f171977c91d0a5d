using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Storage;

/// <summary>The rows of one room that name blobs. Each room that stores addresses registers its own: what nobody names is deleted.</summary>
public interface IBlobUses
{
    IEnumerable<IQueryable<BlobId>> Of(AppDb db);
}
