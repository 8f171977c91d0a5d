using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace OcrLabeling.Web.Hosting;

/// <summary>
/// Who guesses is stopped for a while: so many wrong tries from one address in ten minutes. Right ones cost nothing. An IPv6 address counts by its first 64 bits, which is what one connection has
/// for itself. Behind a reverse proxy everybody has one address, unless <see cref="SecurityOptions.KnownProxies"/> names it. Thread-safe.
/// </summary>
internal abstract class AddressGuard(int mostWrong) : IDisposable
{
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetFixedWindowLimiter(
        NetworkOf(address), _ => new FixedWindowRateLimiterOptions { PermitLimit = mostWrong, Window = TimeSpan.FromMinutes(10), QueueLimit = 0 }));

    public bool IsStopped(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(address ?? IPAddress.None, permitCount: 0);
        return !lease.IsAcquired;
    }

    public void CountWrong(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(address ?? IPAddress.None);
    }

    public void Dispose()
    {
        limiter.Dispose();
        GC.SuppressFinalize(this);
    }

    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return new IPAddress(bytes);
    }
}
