using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Templates;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Batches;

/// <summary>Readings that no card can hold because nobody could send them back: what an engine took for one word is none. They are left out by name.</summary>
internal static class LongReadings
{
    public static bool IsTooLong(string reading) => TextRules.Clean(reading).Length > Transcription.MaxLength;

    /// <summary>For people: which word of its page it is, and why it is left out.</summary>
    public static string Reason(int index, string reading) => $"word {index + 1:N0} was read as {TextRules.Clean(reading).Length:N0} characters; a card holds at most {Transcription.MaxLength}";

    /// <summary>Those of the runs, in the order of the words of each.</summary>
    public static async Task<IReadOnlyList<LongReading>> OfRunsAsync(AppDb db, IReadOnlyList<OcrRunId> runs, double minConfidence, double maxConfidence, CancellationToken ct)
    {
        var found = new List<LongReading>();
        foreach (var some in runs.Chunk(ChosenDocuments.KeysPerQuery))
            found.AddRange(await OfAsync(db, db.OcrRuns.Where(r => some.Contains(r.Id)), db.Words.Matching(minConfidence, maxConfidence), ct));
        return found;
    }

    public static async Task<IReadOnlyList<LongReading>> OfAsync(AppDb db, IQueryable<OcrRun> runs, IQueryable<Word> words, CancellationToken ct)
    {
        // databases count characters, cards UTF-16 units: no text has more than two of these for each of those
        var perhaps = await (
            from w in words
            join r in runs on w.OcrRunId equals r.Id
            join p in db.Pages on r.PageId equals p.Id
            join d in db.Documents on p.DocumentId equals d.Id
            where w.Text.Length > Transcription.MaxLength / 2
            orderby w.OcrRunId, w.Index
            select new LongReading(w.OcrRunId, p.Id, d.FileName + ", page " + p.Number, w.Index, w.Text)).AsNoTracking().ToListAsync(ct);
        return perhaps.Where(w => IsTooLong(w.Text)).ToList();
    }
}

internal sealed record LongReading(OcrRunId RunId, PageId PageId, string Source, int Index, string Text)
{
    public string Reason => LongReadings.Reason(Index, Text);
}
