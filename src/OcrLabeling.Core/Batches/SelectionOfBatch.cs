using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Batches;

/// <summary>What a batch was made of, as a new one chooses it.</summary>
/// <param name="Documents">Empty for word images of one's own, which are not kept.</param>
/// <param name="EngineId">Null where no engine was chosen.</param>
/// <param name="MinConfidence">0..1; of words.</param>
/// <param name="MaxConfidence">0..1; of words.</param>
public sealed record SelectionOfBatch(IReadOnlyList<DocumentId> Documents, string? EngineId, double MinConfidence, double MaxConfidence)
{
    /// <summary>More are not ticked one by one.</summary>
    public const int MostDocuments = 100;

    public bool IsOfImages { get; init; }

    /// <summary>Of words, not pages.</summary>
    public bool IsOfWords { get; init; }

    /// <summary>Null where some document is gone, or there are too many.</summary>
    internal static async Task<SelectionOfBatch?> OfAsync(AppDb db, BatchSource source, CancellationToken ct) => source switch
    {
        BatchSource.WordImages => new([], null, 0, 1) { IsOfImages = true, IsOfWords = true },
        BatchSource.DocumentPages pages => await DocumentsAsync(pages.Pages, ids => db.Pages.Where(p => ids.Contains(p.Id)), ct) is { } documents ? new(documents, pages.EngineId, 0, 1) : null,
        BatchSource.DocumentWords { Runs: [var first, ..] } words
            when await DocumentsAsync(words.Runs, ids => from r in db.OcrRuns join p in db.Pages on r.PageId equals p.Id where ids.Contains(r.Id) select p, ct) is { } documents =>
            new(documents, await db.OcrRuns.Where(r => r.Id == first).Select(r => r.EngineId).SingleAsync(ct), words.MinConfidence, words.MaxConfidence) { IsOfWords = true },
        _ => null,
    };

    private static async Task<IReadOnlyList<DocumentId>?> DocumentsAsync<TId>(IReadOnlyList<TId> ids, Func<TId[], IQueryable<Page>> pagesOf, CancellationToken ct)
    {
        var (documents, found) = (new HashSet<DocumentId>(), 0);
        foreach (var some in ids.Chunk(ChosenDocuments.KeysPerQuery))
        {
            var pages = await pagesOf(some).Select(p => p.DocumentId).ToListAsync(ct);
            found += pages.Count;
            documents.UnionWith(pages);
            if (documents.Count > MostDocuments)
                return null;
        }
        return found == ids.Count ? [.. documents] : null;
    }
}
