using System.Text.Json.Serialization;
using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Jail.Protocol;

/// <summary>What the worker answers. It has read untrusted bytes, so <see cref="ReplyChecks"/> looks at every figure before anyone uses it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "reply")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(EngineList), "engines")]
[JsonDerivedType(typeof(Inspected), "inspected")]
[JsonDerivedType(typeof(Images), "images")]
[JsonDerivedType(typeof(PageRead), "pageRead")]
[JsonDerivedType(typeof(CropRead), "cropRead")]
[JsonDerivedType(typeof(WordScaled), "wordScaled")]
[JsonDerivedType(typeof(PdfUnit), "pdfUnit")]
[JsonDerivedType(typeof(Probed), "probed")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Failed), "failed")]
internal abstract record WorkerReply
{
    /// <summary>To start and ping.</summary>
    public sealed record Done : WorkerReply;

    public sealed record EngineList(IReadOnlyList<EngineInfo> Engines) : WorkerReply;

    public sealed record Inspected(FileInspection File) : WorkerReply;

    /// <summary>One attachment an image, in the same order.</summary>
    public sealed record Images(IReadOnlyList<ImageHead> Heads) : WorkerReply;

    public sealed record PageRead(EngineInfo Engine, PageReading Reading, double Seconds, double CpuSeconds) : WorkerReply;

    public sealed record CropRead(EngineInfo Engine, CropReading Reading, double Seconds, double CpuSeconds) : WorkerReply;

    /// <summary>Its grey pixels are the attachment.</summary>
    public sealed record WordScaled(int Width, bool KeepsShape) : WorkerReply;

    /// <param name="Points">How many points the pages of a PDF call one.</param>
    public sealed record PdfUnit(double Points) : WorkerReply;

    public sealed record Probed(string Outcome) : WorkerReply;

    /// <summary>The bytes are at fault; the worker goes on.</summary>
    public sealed record Refused(RefusalReason Reason, string Message) : WorkerReply;

    /// <summary>Neither an answer nor the bytes' fault.</summary>
    public sealed record Failed(WorkerFault Fault, string Message, string? EngineId = null) : WorkerReply;
}

internal sealed record ImageHead(string MediaType, int Width, int Height);

internal enum WorkerFault
{
    /// <summary>The caller asked for something there is not: a page, a quad off the image. The worker is well.</summary>
    InvalidRequest,

    /// <summary>Unknown, or its library or models are missing. The worker is well.</summary>
    EngineUnavailable,
    OutOfMemory,
    Unexpected,
}
