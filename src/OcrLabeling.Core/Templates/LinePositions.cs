namespace OcrLabeling.Core.Templates;

/// <summary>Where the characters of a text stand for people: line and column, both from 1.</summary>
internal sealed class LinePositions(string text)
{
    private readonly List<int> starts = [0, .. Enumerable.Range(0, text.Length).Where(i => text[i] == '\n').Select(i => i + 1)];

    /// <param name="offset">UTF-16 units from the beginning, the end of the text at most.</param>
    public int LineOf(int offset) => starts.BinarySearch(offset) is var found && found >= 0 ? found + 1 : ~found;

    /// <inheritdoc cref="LineOf"/>
    public int ColumnOf(int offset) => offset - starts[LineOf(offset) - 1] + 1;
}
