namespace OcrLabeling.Core.Data;

public static class Clock
{
    /// <summary>UTC, truncated to the milliseconds the databases keep, so that a time read back equals the time written.</summary>
    public static DateTime UtcNow(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }
}
