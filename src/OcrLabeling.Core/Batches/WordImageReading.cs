using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Batches;

/// <summary>What the card of an uploaded word image begins with: the text that came with it, else what an engine reads in it.</summary>
/// <param name="engineId">Null: nothing is read.</param>
internal sealed class WordImageReading(IImageReader reader, string? engineId)
{
    /// <summary>Null where there is no text. It may be longer than a card can hold. An image that no engine gets through is no reason to leave it out: its worker begins from blank.</summary>
    public async Task<PreLabel?> PreLabelAsync(string folderName, string? text, string? textFrom, double? confidence, RenderedImage image, CancellationToken ct)
    {
        if (text is not null)
            return new PreLabel(text, confidence, textFrom ?? WordFolder.TextsFile, folderName);
        if (engineId is null)
            return null;
        try
        {
            var read = await reader.ReadCropAsync(engineId, image.Bytes, ct);
            return read.Text.Length == 0 ? null : new PreLabel(read.Text, read.Confidence, engineId, read.EngineVersion);
        }
        catch (Exception e) when (e is FileRefusedException or ReaderTimedOutException or ReaderCrashedException)
        {
            return null;
        }
    }
}
