using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Labeling;

namespace OcrLabeling.E2E.Harness;

/// <summary>An open batch of drawn words for the pool of the harness, put into the host's database and blobs as its preparation would; and what became of it.</summary>
internal sealed class WordBatch(RunningHost host, BatchId id)
{
    private const string Draw = """
        text => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 24 * text.length + 40, height: 64 });
          const ink = canvas.getContext('2d');
          ink.fillStyle = '#f8f6f0';
          ink.fillRect(0, 0, canvas.width, canvas.height);
          ink.fillStyle = '#222';
          ink.font = '36px serif';
          ink.fillText(text, 16, 44);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """;

    public string Path => $"/work/{id}";

    /// <param name="words">What is drawn; the machine has read it rightly, but for every fourth.</param>
    public static async Task<WordBatch> MakeAsync(Stage stage, string name, IReadOnlyList<string> words, Privacy privacy = Privacy.Public)
    {
        await using var drawing = await stage.OpenAsync();
        await drawing.Page.GotoAsync("/account/sign-in");
        var blobs = HostData.Blobs(stage.Host);
        await using var db = HostData.Open(stage.Host);
        var pool = await db.Pools.SingleAsync(p => p.Name == Accounts.Pool);
        var scientist = await db.Users.Where(u => u.Role == Role.Scientist).Select(u => u.Id).FirstAsync();
        var now = DateTime.UtcNow;
        var batch = new Batch(name, Template.WordTranscription, pool, 1, 15, "Type what you see.", true, privacy, "{}", scientist, now);
        db.Add(batch);
        foreach (var (sequence, word) in words.Index())
        {
            var image = await blobs.PutAsync(Convert.FromBase64String(await drawing.Page.EvaluateAsync<string>(Draw, word)), default);
            var reading = sequence % 4 == 3 ? word[..^1] + "?" : word;
            var task = new LabelingTask(
                batch.Id, sequence, DocumentCategory.Other, image, "image/png", 24 * word.Length + 40, 64, new PreLabel(reading, 0.8, "tesseract", "5.3.0"), $"drawn/{sequence}");
            db.AddRange(task, new Assignment(task, 0));
        }
        batch.Preparation.Start(now);
        batch.Open(words.Count, [], now);
        await db.SaveChangesAsync();
        return new WordBatch(stage.Host, batch.Id);
    }

    /// <summary>All answers in the order of the cards.</summary>
    public async Task<List<Answer>> AnswersAsync()
    {
        await using var db = HostData.Open(host);
        return await (from a in db.Answers join t in db.Tasks on a.TaskId equals t.Id where a.BatchId == id orderby t.Sequence select a).AsNoTracking().ToListAsync();
    }

    public async Task<int> CountAsync(AssignmentStatus status)
    {
        await using var db = HostData.Open(host);
        return await db.Assignments.CountAsync(a => a.BatchId == id && a.Status == status);
    }
}
