using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Training;

namespace OcrLabeling.Core.Pipeline;

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
}
