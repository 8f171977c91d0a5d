using Hangfire;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Web.Hosting.Health;

/// <summary>The jailed workers start.</summary>
internal sealed class JailHealth(JailState jail) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(jail.Fault is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy());
}

/// <summary>Somebody works on the queue: this server, or another one where this one only serves screens.</summary>
internal sealed class QueueHealth(JobStorage storage, IConfiguration configuration, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var own = configuration.RoleOfNode().WorksOnJobs();
        var heardSince = time.GetUtcNow().UtcDateTime - QueueHosting.ServerTimeout;
        var servers = storage.GetMonitoringApi().Servers()
            .Where(s => s.Heartbeat >= heardSince && (!own || s.Name.StartsWith(QueueHosting.ServerName + ":", StringComparison.OrdinalIgnoreCase)));
        return Task.FromResult(
            servers.Any(s => s.Queues.Contains(JobQueues.Pages)) ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(own ? "The job queue does not run; pages wait to be read." : "No server works on jobs; pages wait to be read."));
    }
}
