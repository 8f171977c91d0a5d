namespace OcrLabeling.Ocr.Jail;

/// <summary>What a pool tells whoever keeps the log. <see cref="Worker"/> counts from 1 over the life of the pool.</summary>
public abstract record OcrWorkerEvent(int Worker)
{
    /// <param name="Milliseconds">From the launch until the worker was ready.</param>
    public sealed record Started(int Worker, double Milliseconds) : OcrWorkerEvent(Worker);

    public sealed record StartFailed(int Worker, string Reason) : OcrWorkerEvent(Worker);

    /// <param name="Requests">Requests it had served.</param>
    /// <param name="Reason">In the middle of a request; null when it was replaced as planned.</param>
    public sealed record Ended(int Worker, int Requests, string? Reason) : OcrWorkerEvent(Worker);
}
