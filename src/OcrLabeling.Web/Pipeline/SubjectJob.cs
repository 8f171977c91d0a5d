using OcrLabeling.Core.Data;
using OcrLabeling.Core.Pipeline;
using Quartz;

namespace OcrLabeling.Web.Pipeline;

/// <summary>The one job the scheduler knows. It carries the kind and key of its subject, nothing else.</summary>
[DisallowConcurrentExecution]
internal sealed class SubjectJob(JobExecution execution, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var subject = SubjectKeys.SubjectOf(context.JobDetail.Key);
        var end = await execution.RunAsync(subject, cancellationToken);
        if (end is JobEnd.RetryAfter retry)
            // its place in the queue may have been taken away while it read another page
            await context.Scheduler.ScheduleJob(
                SubjectKeys.Job(subject), SubjectKeys.Trigger(subject, time.GetUtcNow() + retry.Wait), new ScheduleJobOptions { Replace = true }, CancellationToken.None);
        else if (end is JobEnd.HandedBack)
            // the scheduler keeps what a shutdown cancelled and runs it after the next start
            throw new OperationCanceledException(cancellationToken);
    }
}

/// <summary>One scheduler job for each subject: its group is the kind, its name the key.</summary>
internal static class SubjectKeys
{
    public static JobKey KeyOf(JobSubject subject) => new(subject.Id.ToString(), subject.Kind.ToString());

    public static JobSubject SubjectOf(JobKey key) => new(Choice.Parse<JobKind>(key.Group)!.Value, Guid.Parse(key.Name));

    /// <summary>Not durable: the scheduler forgets it when its last trigger has fired.</summary>
    public static IJobDetail Job(JobSubject subject) => JobBuilder.Create<SubjectJob>().WithIdentity(KeyOf(subject)).RequestRecovery().Build();

    public static ITrigger Trigger(JobSubject subject, DateTimeOffset at) =>
        TriggerBuilder.Create().WithIdentity(Guid.CreateVersion7().ToString(), subject.Kind.ToString()).ForJob(KeyOf(subject)).StartAt(at).Build();
}
