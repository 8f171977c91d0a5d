using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Datasets;

/// <summary>Where the tasks of a chunk come from: the document and page, or the name of the uploaded image.</summary>
internal sealed class TaskOrigins
{
    private readonly Dictionary<PageId, (DocumentId Document, string Name, int Number)> pages;

    private TaskOrigins(Dictionary<PageId, (DocumentId, string, int)> pages) => this.pages = pages;

    public static async Task<TaskOrigins> LoadAsync(AppDb db, IEnumerable<PageId?> pageIds, CancellationToken ct)
    {
        var ids = pageIds.OfType<PageId>().Distinct().ToList();
        var rows = await (from page in db.Pages
                          join document in db.Documents on page.DocumentId equals document.Id
                          where ids.Contains(page.Id)
                          select new { page.Id, page.DocumentId, document.FileName, page.Number }).ToListAsync(ct);
        return new(rows.ToDictionary(r => r.Id, r => (r.DocumentId, r.FileName, r.Number)));
    }

    /// <summary>Of an uploaded image the name is its path in the upload.</summary>
    public TruthLine.Origin Of(TaskId task, PageId? pageId, string source, ConsensusStatus status, int votes, int agreeing)
    {
        var said = JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
        return pageId is { } id && pages.TryGetValue(id, out var page)
            ? new(page.Document.Value, page.Name, page.Number, task.Value, said, votes, agreeing)
            : new(null, source, null, task.Value, said, votes, agreeing);
    }
}
