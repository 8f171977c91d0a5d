using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Review;

/// <summary>Everything a batch has brought, read in one forward pass: no more than one task is in memory. Thread-safe.</summary>
public sealed class BatchResults(IDbContextFactory<AppDb> databases)
{
    public async Task<string?> NameAsync(BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Batches.Where(b => b.Id == batchId).Select(b => b.Name).SingleOrDefaultAsync(ct);
    }

    /// <summary>The image of a task; null when there is no such task.</summary>
    public async Task<(BlobId Blob, string MediaType)?> ImageAsync(TaskId taskId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var task = await db.Tasks.Where(t => t.Id == taskId).Select(t => new { t.Image, t.ImageMediaType }).SingleOrDefaultAsync(ct);
        return task is null ? null : (task.Image, task.ImageMediaType);
    }

    /// <summary>The names of the fields of a custom batch, in their order; empty for any other.</summary>
    public async Task<IReadOnlyList<string>> FieldsAsync(BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await db.Batches.Where(b => b.Id == batchId).Select(b => new { b.Template, b.FormJson }).SingleOrDefaultAsync(ct);
        return batch is null ? [] : LabelingTemplate.Of(batch.Template).Form(batch.FormJson).FieldNames;
    }

    /// <summary>Tasks in sequence, those without answers included; answers in the order of submission.</summary>
    public async IAsyncEnumerable<TaskResult> ReadAsync(BatchId batchId, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows =
            from task in db.Tasks
            where task.BatchId == batchId && !task.IsGold
            join consensus in db.Consensus on task.Id equals consensus.TaskId into consensuses
            from consensus in consensuses.DefaultIfEmpty()
            join answer in db.Answers on new { task.BatchId, TaskId = task.Id } equals new { answer.BatchId, answer.TaskId } into answers
            from answer in answers.DefaultIfEmpty()
            join worker in db.Workers on answer.WorkerId equals worker.Id into workers
            from worker in workers.DefaultIfEmpty()
            join page in db.Pages on task.PageId equals page.Id into pages
            from page in pages.DefaultIfEmpty()
            join document in db.Documents on page.DocumentId equals document.Id into documents
            from document in documents.DefaultIfEmpty()
            join word in db.Words on task.WordId equals word.Id into words
            from word in words.DefaultIfEmpty()
            // answers are sorted here: asked for in SQL, SQLite would find them by the index on their times, all of the batch for each task
            orderby task.Sequence
            select new
            {
                task, consensus, answer, Worker = worker.DisplayName, Document = (DocumentId?)document.Id, document.FileName, Page = (int?)page.Number, word.Quad,
            };
        var template = await db.Batches.Where(b => b.Id == batchId).Select(b => b.Template).SingleOrDefaultAsync(ct);
        TaskResult? current = null;
        var answersOfCurrent = new List<ResultAnswer>();
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            if (current?.Task != row.task.Id)
            {
                if (current is not null)
                    yield return Sorted(current, answersOfCurrent);
                answersOfCurrent = [];
                current = ToResult(template, row.task, row.consensus, new(row.Document, row.FileName, row.Page, row.Quad), answersOfCurrent);
            }
            if (row.answer is not null)
                answersOfCurrent.Add(ToResult(row.answer, row.Worker));
        }
        if (current is not null)
            yield return Sorted(current, answersOfCurrent);

        static TaskResult Sorted(TaskResult result, List<ResultAnswer> answers)
        {
            answers.Sort((a, b) => a.SubmittedAt.CompareTo(b.SubmittedAt));
            return result;
        }
    }

    /// <summary>File name of a task's image in results and datasets.</summary>
    public static string ImageName(int sequence, string mediaType, Template template) =>
        $"{LabelingTemplate.Of(template).ImagePath}_{sequence:D6}.{(mediaType == "image/jpeg" ? "jpg" : "png")}";

    private static TaskResult ToResult(Template template, LabelingTask task, Consensus? consensus, Place place, IReadOnlyList<ResultAnswer> answers)
    {
        var isText = LabelingTemplate.Of(template).Truth == TruthKind.Text;
        return new(
            task.Id, task.Sequence, task.Source, place.Document?.Value, place.FileName ?? task.Source, place.Page, place.Quad?.Box(), TaskResult.LinkOf(task.Id), ImageName(task.Sequence, task.ImageMediaType, template), task.Image.Value, SnakeCase(task.Category),
            task.PreLabelText is null ? null : new(
                isText ? task.PreLabelText : null, isText ? null : ValueOf(task.PreLabelText), task.PreLabelConfidence, task.PreLabelEngineId ?? "", task.PreLabelEngineVersion ?? ""),
            answers,
            consensus is null ? null : new(SnakeCase(consensus.Status), SnakeCase(consensus.Kind), HasTruth(consensus) ? TextOf(consensus.Kind, consensus.Text) : null, HasTruth(consensus) ? ValueOf(consensus.Kind, consensus.Text) : null, consensus.Votes, consensus.Status == ConsensusStatus.SentBack ? null : consensus.AgreeingVotes));
    }

    // what most have said is no truth while it is disputed, rejected or sent back
    private static bool HasTruth(Consensus consensus) => consensus.Status is ConsensusStatus.Resolved or ConsensusStatus.Adjudicated;

    private static ResultAnswer ToResult(Answer answer, string worker) => new(
        answer.Id, answer.WorkerId.Value, worker, SnakeCase(answer.Kind), TextOf(answer.Kind, answer.Text), ValueOf(answer.Kind, answer.Text), SnakeCase(answer.Relation), answer.EditDistance, answer.Keystrokes,
        answer.Revision, answer.IsSurplus, answer.ShownAt, answer.SubmittedAt, answer.NetMilliseconds, answer.ActiveMilliseconds, answer.FirstKeyMilliseconds) { ShownAgainMs = answer.ShownAgainMilliseconds, Late = answer.IsLate, TakenBackAt = answer.TakenBackAt, PredatesTurn = answer.PredatesTurn };

    private readonly record struct Place(DocumentId? Document, string? FileName, int? Page, WordQuad? Quad);

    private static string? TextOf(AnswerKind kind, string? text) => kind == AnswerKind.Labeled ? null : text;

    private static JsonElement? ValueOf(AnswerKind kind, string? text) => kind == AnswerKind.Labeled && text is not null ? ValueOf(text) : null;

    private static JsonElement ValueOf(string text) => JsonElement.Parse(text);

    private static string SnakeCase<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
