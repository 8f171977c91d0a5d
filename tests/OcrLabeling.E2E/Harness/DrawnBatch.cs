using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.E2E.Harness;

/// <summary>An open batch of drawn words or pages for the pool of the harness, put into the host's database and blobs as its preparation would; and what became of it.</summary>
internal sealed class DrawnBatch(RunningHost host, BatchId id)
{
    private const string Draw = """
        ([text, height]) => {
          const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(0.7 * height * text.length) + 40, height: Math.round(1.8 * height) });
          const ink = canvas.getContext('2d');
          ink.fillStyle = '#f8f6f0';
          ink.fillRect(0, 0, canvas.width, canvas.height);
          ink.fillStyle = '#222';
          ink.font = `${height}px serif`;
          ink.fillText(text, 16, Math.round(1.25 * height));
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """;

    public string Path => $"/work/{id}";

    public BatchId Id => id;

    /// <param name="words">What is drawn.</param>
    /// <param name="heights">Pixels of the letters; without it 36.</param>
    /// <param name="readings">What the machine has read; without it every fourth word is read wrongly.</param>
    public static async Task<DrawnBatch> OfWordsAsync(Stage stage, string name, IReadOnlyList<string> words, Privacy privacy = Privacy.Public, IReadOnlyList<string>? readings = null,
        IReadOnlyList<int>? heights = null, int overlap = 1, string pool = Accounts.Pool, Template template = Template.WordTranscription, string formJson = "{}")
    {
        await using var drawing = await stage.OpenAsync();
        await drawing.Page.GotoAsync("/account/sign-in");
        var blobs = HostData.Blobs(stage.Host);
        await using var db = HostData.Open(stage.Host);
        var batch = await AddAsync(db, name, template, formJson, privacy, overlap, pool);
        foreach (var (sequence, word) in words.Index())
        {
            var height = heights?[sequence] ?? 36;
            var drawn = await drawing.Page.EvaluateAsync<string>(Draw, new object[] { word, height });
            var image = await blobs.PutAsync(Convert.FromBase64String(drawn), default);
            var reading = readings?[sequence] ?? (sequence % 4 == 3 ? word[..^1] + "?" : word);
            var task = new LabelingTask(
                batch.Id, sequence, DocumentCategory.Other, image, "image/png", (int)Math.Round(0.7 * height * word.Length) + 40, (int)Math.Round(1.8 * height), new PreLabel(reading, 0.8, "tesseract", "5.3.0"), $"drawn/{sequence}",
                wanted: overlap);
            db.Add(task);
            db.AddRange(Enumerable.Range(0, overlap).Select(slot => new Assignment(task, slot)));
        }
        return await OpenAsync(stage, db, batch, words.Count);
    }

    /// <summary>Pages as <see cref="PageImages"/> draws them.</summary>
    public static async Task<DrawnBatch> OfPagesAsync(Stage stage, string name, Template template, string formJson, int pages, string? preLabel = null, int overlap = 1)
    {
        var blobs = HostData.Blobs(stage.Host);
        await using var db = HostData.Open(stage.Host);
        var batch = await AddAsync(db, name, template, formJson, Privacy.Public, overlap);
        foreach (var (sequence, bytes) in (await PageImages.DrawAsync(stage, name, pages)).Index())
        {
            var task = new LabelingTask(
                batch.Id, sequence, DocumentCategory.LetterSized, await blobs.PutAsync(bytes, default), "image/png", PageImages.Width, PageImages.Height,
                preLabel is null ? null : new PreLabel(preLabel, null, "tesseract", "5.3.0"), $"drawn/{sequence}", wanted: overlap);
            db.Add(task);
            db.AddRange(Enumerable.Range(0, overlap).Select(slot => new Assignment(task, slot)));
        }
        return await OpenAsync(stage, db, batch, pages);
    }

    private static async Task<Batch> AddAsync(AppDb db, string name, Template template, string formJson, Privacy privacy, int overlap = 1, string poolName = Accounts.Pool)
    {
        var pool = await db.Pools.SingleAsync(p => p.Name == poolName);
        var scientist = await db.Users.Where(u => u.Role == Role.Scientist).Select(u => u.Id).FirstAsync();
        var batch = new Batch(name, template, pool, overlap, 15, template == Template.WordTranscription ? "Type what you see." : "", true, privacy, "{}", scientist, DateTime.UtcNow, formJson);
        db.Add(batch);
        return batch;
    }

    private static async Task<DrawnBatch> OpenAsync(Stage stage, AppDb db, Batch batch, int tasks)
    {
        batch.Open(batch.Preparation.Start(DateTime.UtcNow), tasks, [], DateTime.UtcNow);
        await db.SaveChangesAsync();
        return new DrawnBatch(stage.Host, batch.Id);
    }

    /// <summary>All answers in the order of the cards.</summary>
    public async Task<List<Answer>> AnswersAsync()
    {
        await using var db = HostData.Open(host);
        return await (from a in db.Answers join t in db.Tasks on a.TaskId equals t.Id where a.BatchId == id orderby t.Sequence select a).AsNoTracking().ToListAsync();
    }

    /// <summary>Somebody has decided that each task says <paramref name="words"/>: it can be gold elsewhere.</summary>
    public async Task SettleAsync(IReadOnlyList<string> words)
    {
        await using var db = HostData.Open(host);
        foreach (var task in await db.Tasks.Where(t => t.BatchId == id).ToListAsync())
        {
            var consensus = new Consensus(task.Id, id, new Verdict(VerdictOutcome.Disputed, AnswerKind.Transcribed, words[task.Sequence], 0, 0), DateTime.UtcNow);
            consensus.Adjudicate(AnswerKind.Transcribed, words[task.Sequence], Guid.NewGuid(), DateTime.UtcNow);
            db.Add(consensus);
        }
        await db.SaveChangesAsync();
    }

    public async Task<int> RefusedCountAsync()
    {
        await using var db = HostData.Open(host);
        return await db.RefusedAnswers.CountAsync(r => r.BatchId == id);
    }

    public async Task<List<Skip>> SkipsAsync()
    {
        await using var db = HostData.Open(host);
        return await db.Skips.Where(s => s.BatchId == id).AsNoTracking().ToListAsync();
    }

    public async Task<int> CountAsync(AssignmentStatus status)
    {
        await using var db = HostData.Open(host);
        return await db.Assignments.CountAsync(a => a.BatchId == id && a.Status == status);
    }

    /// <summary>Waits for so many assignments of this status; a minute at most.</summary>
    public async Task UntilAsync(AssignmentStatus status, int count)
    {
        var patience = TimeProvider.System.GetTimestamp();
        while (await CountAsync(status) != count && TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromMinutes(1))
            await Task.Delay(100);
        Assert.Equal(count, await CountAsync(status));
    }
}
