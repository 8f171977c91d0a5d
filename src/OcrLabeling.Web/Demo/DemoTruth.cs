using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Labeling.Forms;

namespace OcrLabeling.Web.Demo;

/// <summary>What really stands on the demo documents: they are synthetic, so it is known.</summary>
internal static class DemoTruth
{
    /// <summary>The texts of a batch's words, each by the box of the truth it overlaps by half; words the engine cut otherwise are missing.</summary>
    public static async Task<IReadOnlyDictionary<TaskId, string>> OfAsync(AppDb db, BatchId batch, string folder, CancellationToken ct)
    {
        var words = await (
            from task in db.Tasks
            join word in db.Words on task.WordId equals word.Id
            join page in db.Pages on task.PageId equals page.Id
            join document in db.Documents on page.DocumentId equals document.Id
            where task.BatchId == batch
            select new { task.Id, word.Quad, Name = document.FileName }).AsNoTracking().ToListAsync(ct);
        var truths = new Dictionary<TaskId, string>();
        await foreach (var line in File.ReadLinesAsync(Path.Combine(folder, "gt.jsonl"), ct))
        {
            using var truth = JsonDocument.Parse(line);
            var name = Path.GetFileName(truth.RootElement.GetProperty("image").GetString());
            var read = words.Where(w => w.Name == name).ToList();
            var known = truth.RootElement.GetProperty("words").EnumerateArray().Select(w => (Text: w.GetProperty("text").GetString()!, Box: BoxOf(w.GetProperty("box")))).ToList();
            foreach (var (first, second) in PixelBox.Pair([.. read.Select(w => BoxOf(w.Quad))], [.. known.Select(k => k.Box)]))
                truths[read[first].Id] = known[second].Text;
        }
        return truths;
    }

    private static PixelBox BoxOf(JsonElement box) => new(box[0].GetInt32(), box[1].GetInt32(), box[2].GetInt32(), box[3].GetInt32());

    private static PixelBox BoxOf(Core.Pipeline.WordQuad quad) => new((int)quad.Left, (int)quad.Top, (int)Math.Ceiling(quad.Right), (int)Math.Ceiling(quad.Bottom));
}
