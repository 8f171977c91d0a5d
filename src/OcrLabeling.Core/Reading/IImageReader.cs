using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Reading;

/// <summary>
/// Untrusted bytes, read in the jail. Thread-safe. Methods throw <see cref="FileRefusedException"/> when the bytes are at fault, another <see cref="JobFailedException"/> when the
/// engine or the page is not there, <see cref="ReaderTimedOutException"/> when reading took too long and <see cref="ReaderCrashedException"/> when the jailed process died or none could be started.
/// </summary>
public interface IImageReader
{
    /// <summary>Asks which engines there are; again when a model has come. Until then the ids are those of the settings.</summary>
    Task LearnEnginesAsync(CancellationToken ct);

    /// <summary>Ids of the engines that read pages, the default first.</summary>
    IReadOnlyList<string> EngineIds { get; }

    /// <summary>Ids of the engines that read cut-out words: those of pages, then the word networks.</summary>
    IReadOnlyList<string> CropEngineIds { get; }

    Task<InspectedFile> InspectAsync(ReadOnlyMemory<byte> file, CancellationToken ct);

    /// <summary>Page images as we encode them; <paramref name="page"/> from 0, turned clockwise by so many quarter turns.</summary>
    Task<RenderedImage> RenderPageAsync(ReadOnlyMemory<byte> file, int page, int quarterTurns, CancellationToken ct);

    /// <summary>The image turned clockwise by so many quarter turns, encoded as it was: what came as PNG loses nothing.</summary>
    Task<RenderedImage> TurnAsync(ReadOnlyMemory<byte> image, int quarterTurns, CancellationToken ct);

    Task<RenderedImage> PreviewAsync(ReadOnlyMemory<byte> image, int maxSidePixels, CancellationToken ct);

    Task<PageWords> ReadPageAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct);

    Task<CropText> ReadCropAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct);

    /// <summary>Crops of words, upright, as PNG, in the order of <paramref name="quads"/>.</summary>
    Task<IReadOnlyList<RenderedImage>> CutCropsAsync(ReadOnlyMemory<byte> image, IReadOnlyList<WordQuad> quads, CancellationToken ct);
}

public sealed record InspectedFile(DocumentFormat Format, IReadOnlyList<(int Width, int Height)> Pages);

public sealed record RenderedImage(byte[] Bytes, string MediaType, int Width, int Height)
{
    /// <summary>What was found wrong with the page while it was rendered; null when nothing.</summary>
    public string? Remark { get; init; }
}

public sealed record ReadWord(string Text, double Confidence, WordQuad Quad, int Line);

public sealed record PageWords(string EngineVersion, IReadOnlyList<ReadWord> Words, double Milliseconds);

/// <param name="Text">Empty when there is nothing to read.</param>
public sealed record CropText(string EngineVersion, string Text, double Confidence, double Milliseconds);

/// <summary>The file is not one we accept; the message names what and why.</summary>
public sealed class FileRefusedException(string message) : JobFailedException(message);

/// <inheritdoc/>
public sealed class ReaderTimedOutException(string message, bool usedUpCpu = false) : JobTimedOutException(message, usedUpCpu);

public sealed class ReaderCrashedException(string message) : Exception(message);
