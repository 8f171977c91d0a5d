using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Jail;

/// <summary>
/// The only door to untrusted bytes: each call runs in a jailed worker process. Thread-safe; calls beyond the number of workers wait.
/// Every call may throw <see cref="ImageRefusedException"/> (the bytes are at fault), <see cref="OcrWorkerCrashedException"/> or
/// <see cref="OcrWorkerTimedOutException"/> (the worker was replaced; the call may be tried again), or <see cref="OcrJailUnavailableException"/> (this machine
/// lacks what a jail is made of; trying again does not help before that is installed).
/// </summary>
public interface IOcrJail : IAsyncDisposable
{
    /// <summary>The engines the workers were started with.</summary>
    Task<IReadOnlyList<EngineInfo>> EnginesAsync(CancellationToken ct = default);

    /// <summary>The models have changed: every worker is replaced before its next call.</summary>
    void Renew();

    /// <summary>Reads the header only: format, pages and their sizes, within the limits. Throws <see cref="ImageRefusedException"/> otherwise.</summary>
    Task<FileInspection> InspectAsync(ReadOnlyMemory<byte> file, CancellationToken ct = default);

    /// <summary>
    /// Decodes one page of an image, TIFF or PDF (from 0), EXIF orientation applied, turns it clockwise by so many quarter turns, and encodes it again: PNG when bilevel or small, else JPEG.
    /// </summary>
    Task<EncodedImage> RenderPageAsync(ReadOnlyMemory<byte> file, int page, int quarterTurns = 0, CancellationToken ct = default);

    /// <summary>Turns an image clockwise by so many quarter turns: a PNG stays one, anything else becomes a JPEG.</summary>
    Task<EncodedImage> TurnAsync(ReadOnlyMemory<byte> image, int quarterTurns, CancellationToken ct = default);

    /// <summary>The same image scaled down so that its longer side is at most <paramref name="maxSidePixels"/>, as JPEG.</summary>
    Task<EncodedImage> PreviewAsync(ReadOnlyMemory<byte> image, int maxSidePixels, CancellationToken ct = default);

    /// <summary>Reads the words of one page image.</summary>
    Task<JailedPageReading> ReadPageAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct = default);

    /// <summary>Reads one cut-out word or line.</summary>
    Task<JailedCropReading> ReadCropAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct = default);

    /// <summary>Cuts words out of a page, each turned upright by its quad and padded, as PNG, in the order given.</summary>
    Task<IReadOnlyList<EncodedImage>> CutCropsAsync(ReadOnlyMemory<byte> image, IReadOnlyList<Quad> quads, int paddingPixels, CancellationToken ct = default);

    /// <summary>Turns one cut-out word into the pixels that the word network takes (<see cref="Recognition.WordImage"/>).</summary>
    Task<WordPixels> ScaleWordAsync(ReadOnlyMemory<byte> image, CancellationToken ct = default);
}

public sealed record EngineInfo(string Id, string Version);

public sealed record FileInspection(FileFormat Format, IReadOnlyList<PageSize> Pages);

/// <summary>An image encoded by our own encoder inside the jail, safe to hand to a browser.</summary>
/// <param name="MediaType"><c>image/png</c> or <c>image/jpeg</c>.</param>
public sealed record EncodedImage(byte[] Bytes, string MediaType, int Width, int Height)
{
    /// <summary>What the renderer found wrong with a page of a PDF, such as a missing language pack, in plain text of at most a few lines; null when nothing.</summary>
    public string? Remark { get; init; }
}

/// <summary>A grey word image, <see cref="Recognition.WordImage.HeightPixels"/> rows of <paramref name="Width"/> bytes.</summary>
/// <param name="KeepsShape">False when the crop was too long or too slim and had to be squeezed or stretched.</param>
public sealed record WordPixels(int Width, bool KeepsShape, byte[] Pixels);

/// <param name="Seconds">Wall seconds inside the worker, decoding included.</param>
/// <param name="CpuSeconds">CPU seconds of the worker over the same call.</param>
public sealed record JailedPageReading(EngineInfo Engine, PageReading Reading, double Seconds, double CpuSeconds);

public sealed record JailedCropReading(EngineInfo Engine, CropReading Reading, double Seconds, double CpuSeconds);

/// <summary>The worker process died while serving the call (crash, memory limit, kill).</summary>
public sealed class OcrWorkerCrashedException(string message) : Exception(message);

/// <summary>The call took longer than the time limit and its worker was killed.</summary>
/// <param name="usedUpCpu">It was the CPU time of the call that ran out, not the clock.</param>
public sealed class OcrWorkerTimedOutException(string message, bool usedUpCpu = false) : Exception(message)
{
    public bool UsedUpCpu => usedUpCpu;
}
