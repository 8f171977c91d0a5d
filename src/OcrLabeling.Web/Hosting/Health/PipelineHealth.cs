using Microsoft.Extensions.Diagnostics.HealthChecks;
using OcrLabeling.Web.Pipeline;
using Quartz;

namespace OcrLabeling.Web.Hosting.Health;

/// <summary>The jailed workers start.</summary>
internal sealed class JailHealth(JailState jail) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(jail.Fault is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy());
}

/// <summary>The queue hands out jobs.</summary>
internal sealed class QueueHealth(ISchedulerFactory schedulers) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        return scheduler.Status == SchedulerStatus.Running
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The job queue does not run; pages wait to be read.");
    }
}
