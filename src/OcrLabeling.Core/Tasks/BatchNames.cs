using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Tasks;

internal static class BatchNames
{
    public const string Unseen = "a batch of another project";

    /// <summary>Names for a sentence, in their order; those that the reader may not see count without theirs.</summary>
    public static async Task<IReadOnlyList<string>> NamesForAsync(this IQueryable<Batch> batches, AppDb db, ProjectScope reader, CancellationToken ct)
    {
        var seen = await batches.Visible(db, reader with { Only = null }).OrderBy(b => b.Name).Select(b => b.Name).ToListAsync(ct);
        return await batches.CountAsync(ct) > seen.Count ? [.. seen, Unseen] : seen;
    }
}
