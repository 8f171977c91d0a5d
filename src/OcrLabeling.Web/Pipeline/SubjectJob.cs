using Hangfire;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Web.Pipeline;

/// <summary>The one job Hangfire knows. It carries the kind and key of its subject, nothing else. Public, because Hangfire calls nothing else; when to try again is <see cref="JobExecution"/>'s to say.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SubjectJob(JobExecution execution, HangfireJobQueue queue)
{
    [JobDisplayName("{0} {1}")]
    public async Task RunAsync(JobKind kind, Guid id, IJobCancellationToken server)
    {
        switch (await execution.RunAsync(new JobSubject(kind, id), server.ShutdownToken))
        {
            case JobEnd.RetryAfter retry:
                await queue.RetryAsync(retry.Subject, retry.Wait, CancellationToken.None);
                break;
            case JobEnd.HandedBack:
                // what a stop of the server has cancelled Hangfire puts back
                server.ShutdownToken.ThrowIfCancellationRequested();
                await queue.EnqueueAsync(kind, [id], CancellationToken.None);
                break;
        }
    }
}
