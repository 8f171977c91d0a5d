using System.Threading.RateLimiting;

namespace OcrLabeling.Web.Accounts;

/// <summary>
/// Passwords of one account are checked one after the other, so that each wrong one is counted before the next is looked at: guesses sent at the same moment lock the account like any others.
/// Thread-safe; for one server.
/// </summary>
internal sealed class PasswordTurns : IDisposable
{
    /// <summary>More than this wait for nobody.</summary>
    private const int MostWaiting = 50;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(email => RateLimitPartition.GetConcurrencyLimiter(
        email.Trim().ToUpperInvariant(), _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));

    /// <summary>The turn ends when it is disposed; none was to be had when <see cref="RateLimitLease.IsAcquired"/> is false.</summary>
    public ValueTask<RateLimitLease> TakeAsync(string email, CancellationToken ct) => limiter.AcquireAsync(email, 1, ct);

    public void Dispose() => limiter.Dispose();
}
