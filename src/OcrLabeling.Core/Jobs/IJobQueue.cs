namespace OcrLabeling.Core.Jobs;

/// <summary>What a background job does; its subject is the row that carries the <see cref="JobState"/>.</summary>
public enum JobKind
{
    /// <summary>Reads one page with one engine; subject: OcrRun.</summary>
    ReadPage,

    /// <summary>Cuts crops and makes the tasks of a batch; subject: Batch.</summary>
    PrepareBatch,

    /// <summary>Fills a dataset from its batch or from its uploaded ground-truth folder; subject: Dataset.</summary>
    ImportDataset,

    /// <summary>Scores an engine against a dataset; subject: EvaluationRun.</summary>
    Evaluate,

    /// <summary>Fine-tunes the word network on a dataset; subject: TrainingRun.</summary>
    Train,
}

/// <summary>
/// Delivers jobs at least once; the lease in the subject's row makes that exactly once. Called after the row is committed as Queued.
/// </summary>
public interface IJobQueue
{
    Task EnqueueAsync(JobKind kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct);

    /// <summary>Interrupts it where it runs: in this process at once, in another one when it next extends its lease. An entry that waits finds nothing to do.</summary>
    Task CancelAsync(JobKind kind, Guid subject, CancellationToken ct);
}
