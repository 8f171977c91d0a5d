using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Reading;

namespace OcrLabeling.Core.Jobs;

/// <summary>The state of one job of any kind, as a row of the union over the tables that carry one.</summary>
internal sealed class JobRow
{
    public JobKind Kind { get; init; }
    public Guid Id { get; init; }
    public JobStatus Status { get; init; }
    public string? Reason { get; init; }
    public double Progress { get; init; }
    public int Attempts { get; init; }
    public DateTime QueuedAt { get; init; }
    public DateTime? StartedAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public DateTime? DueAt { get; init; }
    public JobLease? Lease { get; init; }
    public DateTime? LeaseUntil { get; init; }
    public DateTime? EnqueuedAt { get; init; }

    /// <summary>One query for each kind; concatenated they become one UNION ALL.</summary>
    public static IReadOnlyList<IQueryable<JobRow>> AllOf(AppDb db, ProjectScope reader) =>
    [
        Of(JobKind.ReadPage, RunsOf(db, reader).Select(r => new Keyed { Id = (Guid)(object)r.Id, State = r.State })),
        Of(JobKind.PrepareBatch, db.Batches.Visible(db, reader).Select(b => new Keyed { Id = (Guid)(object)b.Id, State = b.Preparation })),
        Of(JobKind.ImportDataset, db.Datasets.Visible(db, reader).Select(d => new Keyed { Id = (Guid)(object)d.Id, State = d.Import })),
        Of(JobKind.Evaluate, db.EvaluationRuns.OfVisibleDatasets(db, reader).Select(r => new Keyed { Id = (Guid)(object)r.Id, State = r.State })),
        Of(JobKind.Train, db.TrainingRuns.OfVisibleDatasets(db, reader).Select(r => new Keyed { Id = (Guid)(object)r.Id, State = r.State })),
    ];

    private static IQueryable<OcrRun> RunsOf(AppDb db, ProjectScope reader)
    {
        if (reader.IsEverything)
            return db.OcrRuns;
        var documents = db.Documents.Visible(db, reader);
        return db.OcrRuns.Where(r => db.Pages.Any(p => p.Id == r.PageId && documents.Any(d => d.Id == p.DocumentId)));
    }

    private static IQueryable<JobRow> Of(JobKind kind, IQueryable<Keyed> jobs) => jobs.Select(j => new JobRow
    {
        Kind = kind,
        Id = j.Id,
        Status = j.State.Status,
        Reason = j.State.Reason,
        Progress = j.State.Progress,
        Attempts = j.State.Attempts,
        QueuedAt = j.State.QueuedAt,
        StartedAt = j.State.StartedAt,
        FinishedAt = j.State.FinishedAt,
        DueAt = j.State.DueAt,
        Lease = j.State.Lease,
        LeaseUntil = j.State.LeaseUntil,
        EnqueuedAt = j.State.EnqueuedAt,
    });

    private sealed class Keyed
    {
        public Guid Id { get; init; }
        public JobState State { get; init; } = null!;
    }
}
