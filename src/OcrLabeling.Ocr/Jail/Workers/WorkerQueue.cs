using System.Collections.Concurrent;
using OcrLabeling.Ocr.Jail.Protocol;

namespace OcrLabeling.Ocr.Jail.Workers;

/// <summary>Gives each call a free worker, the one used last first; calls beyond the number of workers wait.</summary>
internal sealed class WorkerQueue : IAsyncDisposable
{
    private readonly CallGate gate;
    private readonly ConcurrentStack<WorkerSlot> idle = new();
    private readonly WorkerStarter starter;
    private readonly int count;

    public WorkerQueue(OcrWorkerPoolOptions options, TimeProvider time, bool probe, Action<OcrWorkerEvent>? observer)
    {
        count = options.WorkersHere;
        gate = new CallGate(count);
        starter = new WorkerStarter(options, time, probe, observer, gate.Ending);
        for (var i = 0; i < count; i++)
            idle.Push(new WorkerSlot(starter));
    }

    /// <summary>Starts the workers that were never started; meant for before the first call.</summary>
    public Task WarmAsync(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => UseAsync(async (slot, inside) =>
    {
        await slot.WarmAsync(inside);
        return slot;
    }, ct)));

    public Task<T> CallAsync<T>(WorkerRequest request, IReadOnlyList<ReadOnlyMemory<byte>> attachments, Func<WorkerAnswer, T> read, CancellationToken ct) =>
        UseAsync((slot, inside) => slot.CallAsync(request, attachments, read, inside), ct);

    /// <summary>Workers that are running now serve their call to the end and are then replaced.</summary>
    public void Renew() => starter.Renew();

    public async ValueTask DisposeAsync()
    {
        await gate.DisposeAsync();
        while (idle.TryPop(out var slot))
            await slot.DisposeAsync();
    }

    private Task<T> UseAsync<T>(Func<WorkerSlot, CancellationToken, Task<T>> use, CancellationToken ct) => gate.RunAsync(async inside =>
    {
        if (!idle.TryPop(out var slot))
            throw new InvalidOperationException("More calls than workers were let in.");
        try
        {
            return await use(slot, inside);
        }
        finally
        {
            idle.Push(slot);
        }
    }, ct);
}
