using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Training;

namespace OcrLabeling.Core.Jobs;

/// <summary>The row a background job works on: the only thing a job carries.</summary>
public readonly record struct JobSubject(JobKind Kind, Guid Id)
{
    public override string ToString() => $"{Kind}:{Id}";
}

/// <summary>Where the <see cref="JobState"/> of each kind of subject stands.</summary>
internal static class JobSubjects
{
    /// <summary>The tracked state; null when the subject was deleted.</summary>
    public static async Task<JobState?> FindJobStateAsync(this AppDb db, JobSubject subject, CancellationToken ct) => subject.Kind switch
    {
        JobKind.ReadPage => (await db.OcrRuns.SingleOrDefaultAsync(r => r.Id == new OcrRunId(subject.Id), ct))?.State,
        JobKind.PrepareBatch => (await db.Batches.SingleOrDefaultAsync(b => b.Id == new BatchId(subject.Id), ct))?.Preparation,
        JobKind.ImportDataset => (await db.Datasets.SingleOrDefaultAsync(d => d.Id == new DatasetId(subject.Id), ct))?.Import,
        JobKind.Train => (await db.TrainingRuns.SingleOrDefaultAsync(r => r.Id == new TrainingRunId(subject.Id), ct))?.State,
        JobKind.Evaluate => (await db.EvaluationRuns.SingleOrDefaultAsync(r => r.Id == new EvaluationRunId(subject.Id), ct))?.State,
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "No such kind of job."),
    };

    /// <summary>The state of one subject, for conditional updates.</summary>
    public static IQueryable<JobState> JobStates(this AppDb db, JobSubject subject) => subject.Kind switch
    {
        JobKind.ReadPage => db.OcrRuns.Where(r => r.Id == new OcrRunId(subject.Id)).Select(r => r.State),
        JobKind.PrepareBatch => db.Batches.Where(b => b.Id == new BatchId(subject.Id)).Select(b => b.Preparation),
        JobKind.ImportDataset => db.Datasets.Where(d => d.Id == new DatasetId(subject.Id)).Select(d => d.Import),
        JobKind.Train => db.TrainingRuns.Where(r => r.Id == new TrainingRunId(subject.Id)).Select(r => r.State),
        JobKind.Evaluate => db.EvaluationRuns.Where(r => r.Id == new EvaluationRunId(subject.Id)).Select(r => r.State),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "No such kind of job."),
    };

    /// <summary>The states of some subjects of one kind, for updates.</summary>
    public static IQueryable<JobState> JobStates(this AppDb db, JobKind kind, IReadOnlyCollection<Guid> ids)
    {
        switch (kind)
        {
            case JobKind.ReadPage:
                var runs = ids.Select(OcrRunId.From).ToList();
                return db.OcrRuns.Where(r => runs.Contains(r.Id)).Select(r => r.State);
            case JobKind.PrepareBatch:
                var batches = ids.Select(BatchId.From).ToList();
                return db.Batches.Where(b => batches.Contains(b.Id)).Select(b => b.Preparation);
            case JobKind.ImportDataset:
                var datasets = ids.Select(DatasetId.From).ToList();
                return db.Datasets.Where(d => datasets.Contains(d.Id)).Select(d => d.Import);
            case JobKind.Train:
                var trainings = ids.Select(TrainingRunId.From).ToList();
                return db.TrainingRuns.Where(r => trainings.Contains(r.Id)).Select(r => r.State);
            case JobKind.Evaluate:
                var evaluations = ids.Select(EvaluationRunId.From).ToList();
                return db.EvaluationRuns.Where(r => evaluations.Contains(r.Id)).Select(r => r.State);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of job.");
        }
    }
}
