using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Tests.Statistics;

/// <summary>Pools, workers, batches, claims and answers as rows, with times chosen by the test. Nothing is stored before <see cref="SaveAsync"/>.</summary>
public sealed class Scene(IDbContextFactory<AppDb> databases) : IDisposable
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    private readonly AppDb db = databases.CreateDbContext();
    private readonly List<LabelingTask> tasks = [];
    private readonly List<Assignment> assignments = [];
    private readonly Account scientist = new("Sofia", $"{Guid.NewGuid():N}@example.org", Role.Scientist, Noon);

    public Guid ScientistId => scientist.Id;

    public Pool Pool(string name, PoolKind kind = PoolKind.Contractors) => Add(new Pool(name, kind, Noon));

    public Worker Worker(string name)
    {
        var account = Add(new Account(name, $"{Guid.NewGuid():N}@example.org", Role.Worker, Noon));
        return Add(new Worker(account.Id, name, Noon));
    }

    /// <summary>An open batch with as many tasks as there are texts; each text is the pre-label.</summary>
    public Batch Batch(
        string name, Pool pool, int overlap, string[] preLabels, Template template = Template.WordTranscription, Privacy privacy = Privacy.Public,
        DocumentCategory category = DocumentCategory.RegisterTapes, Func<int, BlobId>? image = null, DateTime? createdAt = null, bool prefill = true, ProjectId? project = null)
    {
        var batch = Add(new Batch(name, template, pool, overlap, 15, "", prefill, privacy, "{}", scientist.Id, createdAt ?? Noon) { ProjectId = project ?? Project.DefaultId });
        for (var i = 0; i < preLabels.Length; i++)
        {
            var preLabel = new PreLabel(preLabels[i], 0.5, "tesseract", "5.3.0");
            AddTask(batch, new LabelingTask(batch.Id, i, category, image?.Invoke(i) ?? new BlobId($"{i:x64}"), "image/png", 80, 24, preLabel, $"receipt.png, page 1, word {i}", wanted: overlap), overlap);
        }
        batch.Open(batch.Preparation.Start(Noon), preLabels.Length, [], Noon);
        return batch;
    }

    public LabelingTask AddTask(Batch batch, LabelingTask task, int overlap)
    {
        tasks.Add(Add(task));
        for (var slot = 0; slot < overlap; slot++)
            assignments.Add(Add(new Assignment(task, slot)));
        return task;
    }

    public void Add(params object[] entities) => db.AddRange(entities);

    public LabelingTask Task(Batch batch, int sequence) => tasks.Single(t => t.BatchId == batch.Id && t.Sequence == sequence);

    /// <summary>A claim at <paramref name="at"/>; the worker still holds the card.</summary>
    public void Claim(Worker worker, Batch batch, int sequence, DateTime at) =>
        Take(worker, assignments.First(a => a.BatchId == batch.Id && a.TaskSequence == sequence && a.Status == AssignmentStatus.Open), at, AssignmentStatus.Claimed);

    /// <summary>A claim at <paramref name="at"/> that was given back.</summary>
    public void ClaimAndReturn(Worker worker, Batch batch, int sequence, DateTime at)
    {
        var slot = assignments.First(a => a.BatchId == batch.Id && a.TaskSequence == sequence && a.Status == AssignmentStatus.Open);
        Add(new Claim(slot.Id, slot.TaskId, slot.BatchId, worker.Id, at));
    }

    /// <summary>A claim and its answer; a null text is the flag Unreadable unless <paramref name="kind"/> says otherwise.</summary>
    public Answer Answer(
        Worker worker, Batch batch, int sequence, string? text, DateTime claimedAt, DateTime submittedAt, long netMilliseconds = 2000, long activeMilliseconds = 1500,
        AnswerKind? kind = null, PreLabelRelation relation = PreLabelRelation.Accepted, bool surplus = false)
    {
        Assignment slot;
        if (surplus)
        {
            var all = assignments.Where(a => a.BatchId == batch.Id && a.TaskSequence == sequence).ToList();
            slot = Add(Assignment.Surplus(all[0], all.Count, worker.Id, claimedAt, submittedAt));
            assignments.Add(slot);
            Add(new Claim(all[0].Id, slot.TaskId, slot.BatchId, worker.Id, claimedAt));
        }
        else
        {
            slot = assignments.First(a => a.BatchId == batch.Id && a.TaskSequence == sequence && a.Status == AssignmentStatus.Open);
            Take(worker, slot, claimedAt, AssignmentStatus.Submitted);
            db.Entry(slot).Property(a => a.SubmittedAt).CurrentValue = submittedAt;
        }
        var said = kind ?? (text is null ? AnswerKind.Unreadable : AnswerKind.Transcribed);
        var answer = new Answer(slot, worker.Id, said, text, 1, surplus);
        answer.Record(
            text is null ? PreLabelRelation.Flagged : relation, text is null ? null : 0, 1, submittedAt.AddMilliseconds(-netMilliseconds), submittedAt,
            netMilliseconds, activeMilliseconds, 300);
        return Add(answer);
    }

    public async Task SaveAsync()
    {
        if (db.Entry(scientist).State == EntityState.Detached)
            db.Add(scientist);
        await db.SaveChangesAsync();
        using var transaction = new WriteTransaction(databases);
        await new TotalsRecount(transaction, databases).RepairAsync(null, default);
    }

    public void Dispose() => db.Dispose();

    private void Take(Worker worker, Assignment slot, DateTime at, AssignmentStatus status)
    {
        db.Entry(slot).Property(a => a.Status).CurrentValue = status;
        db.Entry(slot).Property(a => a.WorkerId).CurrentValue = worker.Id;
        db.Entry(slot).Property(a => a.ClaimedAt).CurrentValue = at;
        Add(new Claim(slot.Id, slot.TaskId, slot.BatchId, worker.Id, at));
        var pool = db.Batches.Local.Single(b => b.Id == slot.BatchId).PoolId;
        if (db.PoolMembers.Local.All(m => (m.PoolId, m.WorkerId) != (pool, worker.Id)))
            Add(new PoolMember(pool, worker.Id, at));
    }

    private TEntity Add<TEntity>(TEntity entity) where TEntity : class
    {
        db.Add(entity);
        return entity;
    }
}
