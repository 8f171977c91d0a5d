namespace OcrLabeling.Core.Jobs;

/// <summary>
/// Does the work of one kind of background job. The caller has put the subject's <see cref="JobState"/> to Running and will store the failure when this throws:
/// <see cref="JobFailedException"/> at once, anything else after retries with backoff.
/// On success the runner stores its results and the Succeeded state in one transaction; what it stores on its way goes through <see cref="JobLeases.SaveHeldAsync"/>. Both are refused once somebody else has
/// taken the job over. Idempotent: it may run again after a kill at any point.
/// </summary>
public interface IJobRunner
{
    JobKind Kind { get; }

    /// <param name="progress">Takes the share done, 0..1; may be called often.</param>
    Task RunAsync(HeldJob job, IProgress<double> progress, CancellationToken ct);
}

/// <summary>The job cannot succeed however often it is tried; the message is the reason shown to people.</summary>
public class JobFailedException(string message) : Exception(message);

/// <summary>The job used up its time; the message is the reason shown to people.</summary>
/// <param name="usedUpCpu">It was the CPU time that ran out, not the clock of a crowded machine.</param>
public class JobTimedOutException(string message, bool usedUpCpu = false) : Exception(message)
{
    public bool UsedUpCpu => usedUpCpu;
}
