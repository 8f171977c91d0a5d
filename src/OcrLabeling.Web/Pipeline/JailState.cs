using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Web.Pipeline;

/// <summary>Whether jailed workers can be started on this machine, by how the last start went. Thread-safe.</summary>
internal sealed class JailState
{
    private const string Starting = "The jailed workers are being started.";

    private volatile string? fault = Starting;

    /// <summary>Why nothing can be read; null when it can.</summary>
    public string? Fault => fault;

    public void Note(OcrWorkerEvent happened) => fault = happened switch
    {
        OcrWorkerEvent.Started => null,
        OcrWorkerEvent.StartFailed failed => $"Nothing can be read on this machine: {failed.Reason}",
        _ => fault,
    };

    /// <summary>The engines have been named.</summary>
    public void Answered() => fault = null;
}
