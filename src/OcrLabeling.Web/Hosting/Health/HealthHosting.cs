using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OcrLabeling.Web.Hosting.Health;

/// <summary><c>/health/live</c>: this process answers. <c>/health/ready</c> (and <c>/health</c>): everything that storing and reading a document needs is there.</summary>
internal static class HealthHosting
{
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHealthChecks()
            .AddCheck<KeyHealth>("key")
            .AddCheck<DatabaseHealth>("database")
            .AddCheck<BlobFolderHealth>("documents")
            .AddCheck<JailHealth>("jail")
            .AddCheck<QueueHealth>("queue");
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("Healthy")).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
        routes.MapGet("/health", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken ct)
    {
        var report = await readiness.ReportAsync(ct);
        return Results.Json(
            new ReadyAnswer(report.Status.ToString(), report.Entries.ToDictionary(e => e.Key, e => e.Value.Status == HealthStatus.Healthy ? "Healthy" : e.Value.Description ?? "Unhealthy")),
            statusCode: report.Status == HealthStatus.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <param name="Checks">By name: <c>Healthy</c>, or a sentence that says what is wrong.</param>
    private sealed record ReadyAnswer(string Status, Dictionary<string, string> Checks);
}

/// <summary>Asks the checks at most once in <see cref="Fresh"/>, whoever asks how often: they write to the disk, and the address is open to everybody. Thread-safe.</summary>
internal sealed class Readiness(HealthCheckService checks, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim asking = new(1, 1);
    private HealthReport? last;
    private long askedAt;

    public async Task<HealthReport> ReportAsync(CancellationToken ct)
    {
        await asking.WaitAsync(ct);
        try
        {
            if (last is not null && time.GetElapsedTime(askedAt) < Fresh)
                return last;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(longest);
            last = await checks.CheckHealthAsync(patience.Token);
            askedAt = time.GetTimestamp();
            return last;
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose() => asking.Dispose();
}
