namespace OcrLabeling.Ocr.Jail;

/// <summary>No jail can be set up on this machine; the message says what to install or to switch on. Nothing is ever read outside a jail instead.</summary>
public sealed class OcrJailUnavailableException(string message) : Exception(message);
