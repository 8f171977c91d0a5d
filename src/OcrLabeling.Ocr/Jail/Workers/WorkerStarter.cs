namespace OcrLabeling.Ocr.Jail.Workers;

/// <param name="Generation">Of the models it saw when it started: <see cref="WorkerStarter.Generation"/>.</param>
internal readonly record struct StartedWorker(int Number, OcrWorkerProcess Process, int Generation);

/// <summary>Starts the workers of one pool, numbers them and tells about it.</summary>
internal sealed class WorkerStarter(OcrWorkerPoolOptions options, TimeProvider time, bool probe, Action<OcrWorkerEvent>? observer, CancellationToken ending)
{
    private int started;
    private int generation;

    /// <summary>Counts how often the models have changed; a worker of an earlier one is replaced before its next call.</summary>
    public int Generation => Volatile.Read(ref generation);

    public int RequestsPerWorker => options.RequestsPerWorker;

    public void Renew() => Interlocked.Increment(ref generation);

    public void Tell(OcrWorkerEvent what) => observer?.Invoke(what);

    public async Task<StartedWorker> StartAsync(WorkerKind kind)
    {
        var number = Interlocked.Increment(ref started);
        var seen = Generation;
        var begin = time.GetTimestamp();
        try
        {
            var process = await OcrWorkerProcess.StartAsync(options, kind, time, probe, ending);
            Tell(new OcrWorkerEvent.Started(number, time.GetElapsedTime(begin).TotalMilliseconds));
            return new StartedWorker(number, process, seen);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Tell(new OcrWorkerEvent.StartFailed(number, exception.Message));
            throw;
        }
    }
}
