using System.Net;
using System.Threading.RateLimiting;

namespace OcrLabeling.Web.Workers;

/// <summary>
/// Who opens links that are no invitations is stopped for a while, as who guesses passwords is: ten wrong ones from one address in ten minutes. Right ones cost nothing. Thread-safe.
/// </summary>
internal sealed class InvitationGuard : IDisposable
{
    public const int MostWrong = 10;

    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostWrong, Window = TimeSpan.FromMinutes(10), QueueLimit = 0 }));

    public bool IsStopped(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(address ?? IPAddress.None, permitCount: 0);
        return !lease.IsAcquired;
    }

    public void CountWrong(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(address ?? IPAddress.None);
    }

    public void Dispose() => limiter.Dispose();
}
