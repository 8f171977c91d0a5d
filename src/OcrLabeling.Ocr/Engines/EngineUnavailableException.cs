namespace OcrLabeling.Ocr.Engines;

/// <summary>An engine cannot start on this machine: unknown id, missing library, or a model file that is missing or altered. The message says what to do.</summary>
public sealed class EngineUnavailableException(string engineId, string message) : Exception(message)
{
    public string EngineId { get; } = engineId;
}
