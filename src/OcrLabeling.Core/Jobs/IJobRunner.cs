using OcrLabeling.Core.Reading;

namespace OcrLabeling.Core.Jobs;

/// <summary>
/// Does the work of one kind of background job. The caller has put the subject's <see cref="JobState"/> to Running and will store the failure when this throws:
/// <see cref="FileRefusedException"/> and <see cref="JobFailedException"/> at once, anything else after retries with backoff.
/// On success the runner stores its results and the Succeeded state in one transaction; what it stores on its way goes through <see cref="JobLeases.SaveHeldAsync"/>. Both are refused once somebody else has
/// taken the job over. Idempotent: it may run again after a kill at any point.
/// </summary>
public interface IJobRunner
{
    JobKind Kind { get; }

    /// <param name="progress">Takes the share done, 0..1; may be called often.</param>
    Task RunAsync(HeldJob job, IProgress<double> progress, CancellationToken ct);
}

/// <summary>A job and the lease to do it with.</summary>
public readonly record struct HeldJob(JobSubject Subject, JobLease Lease);

/// <summary>The job cannot succeed however often it is tried; the message is the reason shown to people.</summary>
public sealed class JobFailedException(string message) : Exception(message);
