using System.Globalization;

namespace OcrLabeling.Cli;

/// <summary>A bar with count and time left, on a screen only; messages in between stand above it. Thread-safe.</summary>
internal sealed class Progress(Terminal terminal, int total) : IDisposable
{
    private const int BarCharacters = 30;
    private const long RedrawMilliseconds = 100;
    private const string ClearLine = "\r\u001b[K";

    private readonly Lock gate = new();
    private readonly long start = terminal.Time.GetTimestamp();
    private long? lastDrawn;
    private int done;

    public void Step()
    {
        lock (gate)
        {
            done++;
            Draw(always: done == total);
        }
    }

    /// <summary>So many are done by now.</summary>
    public void Reach(int count)
    {
        lock (gate)
        {
            done = Math.Min(count, total);
            Draw(always: done == total);
        }
    }

    /// <summary>A line on the error stream.</summary>
    public void Say(string message)
    {
        lock (gate)
        {
            Clear();
            terminal.Error.WriteLine(message);
            Draw(always: true);
        }
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        if (terminal.IsInteractive)
            terminal.Error.Write(ClearLine);
    }

    private void Draw(bool always)
    {
        if (!terminal.IsInteractive || (!always && lastDrawn is { } last && terminal.Time.GetElapsedTime(last).TotalMilliseconds < RedrawMilliseconds))
            return;
        lastDrawn = terminal.Time.GetTimestamp();
        var filled = BarCharacters * done / Math.Max(1, total);
        var bar = new string('#', filled).PadRight(BarCharacters, '.');
        terminal.Error.Write($"{ClearLine}[{bar}] {done}/{total}{TimeLeft()}");
    }

    private string TimeLeft()
    {
        if (done == 0 || done == total)
            return "";
        var left = terminal.Time.GetElapsedTime(start) / done * (total - done);
        return left.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"  {left.TotalHours:0.0} h left")
            : string.Create(CultureInfo.InvariantCulture, $"  {left:mm\\:ss} left");
    }
}
