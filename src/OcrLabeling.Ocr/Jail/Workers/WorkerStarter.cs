namespace OcrLabeling.Ocr.Jail.Workers;

internal readonly record struct StartedWorker(int Number, OcrWorkerProcess Process);

/// <summary>Starts the workers of one pool, numbers them and tells about it.</summary>
internal sealed class WorkerStarter(OcrWorkerPoolOptions options, TimeProvider time, bool probe, Action<OcrWorkerEvent>? observer, CancellationToken ending)
{
    private int started;

    public int RequestsPerWorker => options.RequestsPerWorker;

    public void Tell(OcrWorkerEvent what) => observer?.Invoke(what);

    public async Task<StartedWorker> StartAsync()
    {
        var number = Interlocked.Increment(ref started);
        var begin = time.GetTimestamp();
        try
        {
            var process = await OcrWorkerProcess.StartAsync(options, time, probe, ending);
            Tell(new OcrWorkerEvent.Started(number, time.GetElapsedTime(begin).TotalMilliseconds));
            return new StartedWorker(number, process);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Tell(new OcrWorkerEvent.StartFailed(number, exception.Message));
            throw;
        }
    }
}
