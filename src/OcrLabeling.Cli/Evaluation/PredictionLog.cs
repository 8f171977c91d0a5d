namespace OcrLabeling.Cli.Evaluation;

/// <summary>A predictions file that grows line by line as pages are read, so that a stopped run loses nothing. Thread-safe.</summary>
internal sealed class PredictionLog : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamWriter writer;

    /// <exception cref="IOException">The file cannot be written, or another run is writing it.</exception>
    public PredictionLog(string path) =>
        writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true, NewLine = "\n" };

    /// <summary>Cuts off a last line that a killed run left half written.</summary>
    public static void Repair(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var end = file.Length;
        for (; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n')
                break;
        }
        file.SetLength(end);
    }

    public void Append(string line)
    {
        lock (gate)
            writer.WriteLine(line);
    }

    public void Dispose() => writer.Dispose();
}
