using System.Text.Json.Serialization;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Jail.Protocol;

/// <summary>What the worker is asked to do. The bytes of a file or image, where one is needed, are the frame's only attachment.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "request")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(Ping), "ping")]
[JsonDerivedType(typeof(Engines), "engines")]
[JsonDerivedType(typeof(Inspect), "inspect")]
[JsonDerivedType(typeof(RenderPage), "renderPage")]
[JsonDerivedType(typeof(EncodePixels), "encodePixels")]
[JsonDerivedType(typeof(Turn), "turn")]
[JsonDerivedType(typeof(Preview), "preview")]
[JsonDerivedType(typeof(ReadPage), "readPage")]
[JsonDerivedType(typeof(ReadCrop), "readCrop")]
[JsonDerivedType(typeof(CutCrops), "cutCrops")]
[JsonDerivedType(typeof(ScaleWord), "scaleWord")]
[JsonDerivedType(typeof(PdfUserUnit), "pdfUserUnit")]
[JsonDerivedType(typeof(Probe), "probe")]
internal abstract record WorkerRequest
{
    /// <summary>CPU seconds this request may use; the kernel ends the worker beyond.</summary>
    public int CpuSeconds { get; init; }

    /// <summary>The first request of each worker.</summary>
    public sealed record Start(ImageLimits Limits) : WorkerRequest;

    public sealed record Ping : WorkerRequest;

    public sealed record Engines : WorkerRequest;

    public sealed record Inspect : WorkerRequest;

    public sealed record RenderPage(int Page, int QuarterTurns) : WorkerRequest;

    /// <summary>Encodes pixels, row by row without padding: grey (1 channel) or BGR (3 channels).</summary>
    public sealed record EncodePixels(int Width, int Height, int Channels, int QuarterTurns) : WorkerRequest;

    public sealed record Turn(int QuarterTurns) : WorkerRequest;

    public sealed record Preview(int MaxSidePixels) : WorkerRequest;

    public sealed record ReadPage(string EngineId) : WorkerRequest;

    public sealed record ReadCrop(string EngineId) : WorkerRequest;

    public sealed record CutCrops(IReadOnlyList<Quad> Quads, int PaddingPixels) : WorkerRequest;

    public sealed record ScaleWord : WorkerRequest;

    /// <summary>Looks into the compressed objects of a PDF.</summary>
    public sealed record PdfUserUnit : WorkerRequest;

    /// <summary>Tries to break out; only a worker started with --probe does it. For tests of the jail.</summary>
    public sealed record Probe(string Action, string Argument) : WorkerRequest;
}
