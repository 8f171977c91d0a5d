using System.Diagnostics;

namespace OcrLabeling.OcrWorker;

/// <summary>Time since <see cref="Start"/>: on the clock, and of all threads of this process.</summary>
internal readonly record struct CallWatch(long StartedAt, TimeSpan CpuAtStart)
{
    public static CallWatch Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    public double Seconds => Stopwatch.GetElapsedTime(StartedAt).TotalSeconds;

    public double CpuSeconds => (Environment.CpuUsage.TotalTime - CpuAtStart).TotalSeconds;
}
