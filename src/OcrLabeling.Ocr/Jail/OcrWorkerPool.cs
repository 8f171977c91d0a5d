using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail.Protocol;
using OcrLabeling.Ocr.Jail.Workers;
using OcrLabeling.Ocr.Pdf;

namespace OcrLabeling.Ocr.Jail;

/// <summary>
/// Warm jailed workers (bubblewrap, seccomp, limits), one request each at a time; waiting calls are served in the order they came. Tesseract reads in workers of its own kind, which do not load OpenCV.
/// A worker is replaced after a crash, a time-out, a cancelled call, or <see cref="OcrWorkerPoolOptions.RequestsPerWorker"/> requests. Thread-safe.
/// Any call may throw <see cref="OcrJailUnavailableException"/> when no jail can be set up, <see cref="Engines.EngineUnavailableException"/> for an engine and
/// <see cref="ArgumentException"/> for a page there is not.
/// </summary>
public sealed class OcrWorkerPool : IOcrJail
{
    private readonly OcrWorkerPoolOptions options;
    private readonly WorkerQueue workers;
    private readonly PdfTools pdf;
    private volatile IReadOnlyList<EngineInfo>? engines;

    /// <summary>Starts nothing yet; see <see cref="WarmAsync"/>.</summary>
    /// <param name="observer">Told of starts and ends of workers, from any thread; must not throw.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message lists every fault.</exception>
    public OcrWorkerPool(OcrWorkerPoolOptions options, TimeProvider time, Action<OcrWorkerEvent>? observer = null) : this(options, time, observer, probe: false) { }

    internal OcrWorkerPool(OcrWorkerPoolOptions options, TimeProvider time, Action<OcrWorkerEvent>? observer, bool probe)
    {
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(" ", faults), nameof(options));
        this.options = options;
        workers = new WorkerQueue(options, time, probe, observer);
        pdf = new PdfTools(options, time, (file, ct) => CallAsync(new WorkerRequest.PdfUserUnit(), answer => ReplyChecks.UserUnit(Expect<WorkerReply.PdfUnit>(answer)), file, ct));
    }

    /// <summary>Starts the workers for images and waits until they are ready, so that a machine without a jail is found out at once. Those for Tesseract start with their first call.</summary>
    /// <exception cref="OcrJailUnavailableException">No jail can be set up here; the message says what to do.</exception>
    public Task WarmAsync(CancellationToken ct = default) => workers.WarmAsync(ct);

    /// <summary>The engines whose libraries and models are there. Asked once until <see cref="Renew"/>: a worker has to load all of its kind to tell.</summary>
    public async Task<IReadOnlyList<EngineInfo>> EnginesAsync(CancellationToken ct = default) =>
        engines ??= [.. await EnginesAsync(WorkerKind.Tesseract, ct), .. await EnginesAsync(WorkerKind.Images, ct)];

    public void Renew()
    {
        workers.Renew();
        engines = null;
    }

    public async Task<FileInspection> InspectAsync(ReadOnlyMemory<byte> file, CancellationToken ct = default)
    {
        CheckBytes(file);
        return IsPdf(file)
            ? new FileInspection(FileFormat.Pdf, await pdf.PagesAsync(file, ct))
            : await CallAsync(new WorkerRequest.Inspect(), answer => ReplyChecks.Inspection(Expect<WorkerReply.Inspected>(answer), options.Limits), file, ct);
    }

    public async Task<EncodedImage> RenderPageAsync(ReadOnlyMemory<byte> file, int page, int quarterTurns = 0, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        CheckBytes(file);
        if (!IsPdf(file))
            return await ImageAsync(new WorkerRequest.RenderPage(page, quarterTurns), file, ct);
        var (pixels, remark) = await pdf.RenderAsync(file, page, ct);
        var image = await ImageAsync(new WorkerRequest.EncodePixels(pixels.Width, pixels.Height, pixels.Channels, quarterTurns), pixels.Bytes, ct);
        return image with { Remark = remark };
    }

    public async Task<EncodedImage> TurnAsync(ReadOnlyMemory<byte> image, int quarterTurns, CancellationToken ct = default)
    {
        CheckBytes(image);
        return await ImageAsync(new WorkerRequest.Turn(quarterTurns), image, ct);
    }

    public async Task<EncodedImage> PreviewAsync(ReadOnlyMemory<byte> image, int maxSidePixels, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSidePixels);
        CheckBytes(image);
        return await ImageAsync(new WorkerRequest.Preview(maxSidePixels), image, ct);
    }

    public async Task<JailedPageReading> ReadPageAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct = default)
    {
        CheckBytes(image);
        return await CallAsync(KindFor(engineId), new WorkerRequest.ReadPage(engineId) { CpuSeconds = options.PageCpuSeconds },
            answer => ReplyChecks.Page(Expect<WorkerReply.PageRead>(answer), engineId, options.Limits), image, ct);
    }

    public async Task<JailedCropReading> ReadCropAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct = default)
    {
        CheckBytes(image);
        return await CallAsync(KindFor(engineId), new WorkerRequest.ReadCrop(engineId), answer => ReplyChecks.Crop(Expect<WorkerReply.CropRead>(answer), engineId), image, ct);
    }

    public async Task<IReadOnlyList<EncodedImage>> CutCropsAsync(ReadOnlyMemory<byte> image, IReadOnlyList<Quad> quads, int paddingPixels, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(paddingPixels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quads.Count, FrameLimits.Default.Attachments, nameof(quads));
        CheckBytes(image);
        return await ImagesAsync(new WorkerRequest.CutCrops(quads, paddingPixels), image, quads.Count, ct);
    }

    public async Task<WordPixels> ScaleWordAsync(ReadOnlyMemory<byte> image, CancellationToken ct = default)
    {
        CheckBytes(image);
        return await CallAsync(new WorkerRequest.ScaleWord(), answer => ReplyChecks.Word(Expect<WorkerReply.WordScaled>(answer), answer.Attachments), image, ct);
    }

    /// <summary>Ends all workers; calls under way throw <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await pdf.DisposeAsync();
        await workers.DisposeAsync();
    }

    internal Task PingAsync(ReadOnlyMemory<byte> bytes = default, CancellationToken ct = default) =>
        CallAsync(new WorkerRequest.Ping(), Expect<WorkerReply.Done>, bytes, ct);

    internal Task<string> ProbeAsync(string action, string argument = "", WorkerKind kind = WorkerKind.Images, CancellationToken ct = default) =>
        CallAsync(kind, new WorkerRequest.Probe(action, argument), answer => Expect<WorkerReply.Probed>(answer).Outcome, default, ct);

    private async Task<EncodedImage> ImageAsync(WorkerRequest request, ReadOnlyMemory<byte> bytes, CancellationToken ct) => (await ImagesAsync(request, bytes, 1, ct))[0];

    private Task<IReadOnlyList<EncodedImage>> ImagesAsync(WorkerRequest request, ReadOnlyMemory<byte> bytes, int count, CancellationToken ct) =>
        CallAsync(request, answer => ReplyChecks.Images(Expect<WorkerReply.Images>(answer), answer.Attachments, count, options.Limits), bytes, ct);

    private Task<IReadOnlyList<EngineInfo>> EnginesAsync(WorkerKind kind, CancellationToken ct) =>
        CallAsync(kind, new WorkerRequest.Engines { CpuSeconds = options.PageCpuSeconds }, answer => ReplyChecks.Engines(Expect<WorkerReply.EngineList>(answer)), default, ct);

    private Task<T> CallAsync<T>(WorkerRequest request, Func<WorkerAnswer, T> read, ReadOnlyMemory<byte> bytes, CancellationToken ct) => CallAsync(WorkerKind.Images, request, read, bytes, ct);

    private Task<T> CallAsync<T>(WorkerKind kind, WorkerRequest request, Func<WorkerAnswer, T> read, ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        workers.CallAsync(kind, request.CpuSeconds > 0 ? request : request with { CpuSeconds = options.CallCpuSeconds }, [bytes], read, ct);

    private static T Expect<T>(WorkerAnswer answer) where T : WorkerReply =>
        answer.Reply as T ?? throw new ProtocolException($"the reply is {answer.Reply.GetType().Name} where {typeof(T).Name} was expected");

    private static WorkerKind KindFor(string engineId) => engineId == EngineFactory.Tesseract ? WorkerKind.Tesseract : WorkerKind.Images;

    private static bool IsPdf(ReadOnlyMemory<byte> file) => FileSignature.Detect(file.Span) == FileFormat.Pdf;

    private void CheckBytes(ReadOnlyMemory<byte> file)
    {
        if (file.IsEmpty)
            throw new ImageRefusedException(RefusalReason.Empty, "The file is empty.");
        if (file.Length > options.Limits.MaxBytes)
            throw new ImageRefusedException(RefusalReason.TooManyBytes,
                FormattableString.Invariant($"The file has {file.Length / 1048576.0:0.0} MB; at most {options.Limits.MaxBytes / 1048576.0:0.#} MB are accepted."));
    }
}
