namespace OcrLabeling.Core.Datasets;

/// <summary>Reads one line of gt.jsonl or words.jsonl by the rules of the scorer, so that whatever is imported can be scored. Thread-safe.</summary>
public interface ITruthReader
{
    TruthReading Read(DatasetItemKind kind, string file, int line, string json);
}

public abstract record TruthReading
{
    private TruthReading() { }

    /// <param name="Category">Null when the line names none.</param>
    /// <param name="Width">Pixels of the page; 0 for crops.</param>
    public sealed record Good(string Image, string? Category, int Width, int Height) : TruthReading;

    /// <param name="Fault">Names file, line and what is wrong.</param>
    public sealed record Bad(string Fault) : TruthReading;
}
