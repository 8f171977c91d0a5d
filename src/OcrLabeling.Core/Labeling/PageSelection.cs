using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Core.Labeling;

/// <summary>Which pages a selection means.</summary>
internal static class PageSelection
{
    /// <summary>Rendered pages, documents oldest first, pages in order.</summary>
    public static async Task<ChosenPages> ChooseAsync(AppDb db, TaskSelection.DocumentPages selection, CancellationToken ct)
    {
        var rows = new List<ChosenPage>();
        foreach (var documents in ChosenDocuments.Queries(db, selection.Category, selection.Documents))
            rows.AddRange(await PagesOf(documents).ToListAsync(ct));
        var rendered = rows.Where(r => r.IsRendered).OrderBy(r => r.UploadedAt).ThenBy(r => r.DocumentId.Value).ThenBy(r => r.Number).ToList();
        return new ChosenPages(rendered, rows.Count - rendered.Count);

        IQueryable<ChosenPage> PagesOf(IQueryable<Document> some) =>
            from d in some
            join p in db.Pages on d.Id equals p.DocumentId
            select new ChosenPage(p.Id, p.Number, p.Image != null, d.Id, d.UploadedAt, d.Privacy);
    }
}

internal sealed record ChosenPages(IReadOnlyList<ChosenPage> Pages, int NotRendered);

internal sealed record ChosenPage(PageId Id, int Number, bool IsRendered, DocumentId DocumentId, DateTime UploadedAt, Privacy Privacy);
