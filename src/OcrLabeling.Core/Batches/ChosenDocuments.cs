using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Core.Batches;

/// <summary>The documents that a selection means.</summary>
internal static class ChosenDocuments
{
    /// <summary>Lists of keys longer than this would become statements longer than some databases take.</summary>
    public const int KeysPerQuery = 500;

    /// <summary>One query for all of them, or several for a long list of keys.</summary>
    /// <param name="category">Null: of any.</param>
    /// <param name="ids">Null: all.</param>
    public static IEnumerable<IQueryable<Document>> Queries(AppDb db, ProjectId project, DocumentCategory? category, IEnumerable<DocumentId>? ids)
    {
        var documents = db.Documents.AsNoTracking().Where(d => d.ProjectId == project && (category == null || d.Category == category));
        return ids is null ? [documents] : ids.Chunk(KeysPerQuery).Select(some => documents.Where(d => some.Contains(d.Id)));
    }
}
