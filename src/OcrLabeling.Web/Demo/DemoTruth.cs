using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Web.Demo;

/// <summary>What really stands on the demo documents: they are synthetic, so it is known.</summary>
internal static class DemoTruth
{
    /// <summary>How much of a read word's box must lie on known words for it to be a piece of them.</summary>
    private const double PieceFrom = 0.1;

    /// <summary>
    /// The texts of a batch's words, by the boxes of the truth: the words whose middle lies in the read box, or empty where nothing stands. A piece of a word, whose text nobody can tell from
    /// the truth, is missing.
    /// </summary>
    public static async Task<IReadOnlyDictionary<TaskId, string>> OfAsync(AppDb db, BatchId batch, string folder, CancellationToken ct)
    {
        var words = await (
            from task in db.Tasks
            join word in db.Words on task.WordId equals word.Id
            join page in db.Pages on task.PageId equals page.Id
            join document in db.Documents on page.DocumentId equals document.Id
            where task.BatchId == batch && !task.IsGold
            select new { task.Id, word.Quad, Name = document.FileName }).AsNoTracking().ToListAsync(ct);
        var truths = new Dictionary<TaskId, string>();
        await foreach (var line in File.ReadLinesAsync(Path.Combine(folder, "gt.jsonl"), ct))
        {
            using var truth = JsonDocument.Parse(line);
            var name = Path.GetFileName(truth.RootElement.GetProperty("image").GetString());
            var known = truth.RootElement.GetProperty("words").EnumerateArray().Select(w => (w.GetProperty("text").GetString()!, BoxOf(w.GetProperty("box")))).ToList();
            foreach (var word in words.Where(w => w.Name == name))
            {
                if (TextAt(BoxOf(word.Quad), known) is { } text)
                    truths[word.Id] = text;
            }
        }
        return truths;
    }

    /// <summary>Null when it cannot be told.</summary>
    internal static string? TextAt(PixelBox read, IReadOnlyList<(string Text, PixelBox Box)> known)
    {
        var inside = known.Where(k => HoldsMiddle(read, k.Box)).OrderBy(k => k.Box.Left).ToList();
        // a box that cuts a word in two reads only a part of it
        if (inside.Count > 0)
            return inside.All(k => Common(read, k.Box) * 2 > k.Box.Area) ? string.Join(' ', inside.Select(k => k.Text)) : null;
        return known.Sum(k => Common(read, k.Box)) < PieceFrom * read.Area ? "" : null;
    }

    private static bool HoldsMiddle(PixelBox outer, PixelBox inner)
    {
        var (x, y) = ((inner.Left + inner.Right) / 2, (inner.Top + inner.Bottom) / 2);
        return outer.Left <= x && x < outer.Right && outer.Top <= y && y < outer.Bottom;
    }

    private static long Common(PixelBox one, PixelBox other) =>
        new PixelBox(Math.Max(one.Left, other.Left), Math.Max(one.Top, other.Top), Math.Min(one.Right, other.Right), Math.Min(one.Bottom, other.Bottom)) is { } both && both.Left < both.Right && both.Top < both.Bottom ? both.Area : 0;

    private static PixelBox BoxOf(JsonElement box) => new(box[0].GetInt32(), box[1].GetInt32(), box[2].GetInt32(), box[3].GetInt32());

    private static PixelBox BoxOf(Core.Reading.WordQuad quad) => new((int)quad.Left, (int)quad.Top, (int)Math.Ceiling(quad.Right), (int)Math.Ceiling(quad.Bottom));
}
