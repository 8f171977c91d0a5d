using System.Collections.Concurrent;
using OcrLabeling.Ocr.Jail.Protocol;

namespace OcrLabeling.Ocr.Jail.Workers;

/// <summary>
/// Gives each call a free worker of its kind, the one used last first. The number of workers limits the calls that run at a time, whatever their kinds; the others wait. A worker is started when it is
/// first needed, so there are as many workers of a kind as calls of that kind ever ran at a time.
/// </summary>
internal sealed class WorkerQueue : IAsyncDisposable
{
    private readonly CallGate gate;
    private readonly Dictionary<WorkerKind, ConcurrentStack<WorkerSlot>> idle = Enum.GetValues<WorkerKind>().ToDictionary(kind => kind, _ => new ConcurrentStack<WorkerSlot>());
    private readonly WorkerStarter starter;
    private readonly int count;

    public WorkerQueue(OcrWorkerPoolOptions options, TimeProvider time, bool probe, Action<OcrWorkerEvent>? observer)
    {
        count = options.WorkersHere;
        gate = new CallGate(count);
        starter = new WorkerStarter(options, time, probe, observer, gate.Ending);
        foreach (var (kind, slots) in idle)
            for (var i = 0; i < count; i++)
                slots.Push(new WorkerSlot(starter, kind));
    }

    /// <summary>Starts the workers for images that were never started; meant for before the first call.</summary>
    public Task WarmAsync(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => UseAsync(WorkerKind.Images, async (slot, inside) =>
    {
        await slot.WarmAsync(inside);
        return slot;
    }, ct)));

    public Task<T> CallAsync<T>(WorkerKind kind, WorkerRequest request, IReadOnlyList<ReadOnlyMemory<byte>> attachments, Func<WorkerAnswer, T> read, CancellationToken ct) =>
        UseAsync(kind, (slot, inside) => slot.CallAsync(request, attachments, read, inside), ct);

    /// <summary>Workers that are running now serve their call to the end and are then replaced.</summary>
    public void Renew() => starter.Renew();

    public async ValueTask DisposeAsync()
    {
        await gate.DisposeAsync();
        foreach (var slots in idle.Values)
            while (slots.TryPop(out var slot))
                await slot.DisposeAsync();
    }

    private Task<T> UseAsync<T>(WorkerKind kind, Func<WorkerSlot, CancellationToken, Task<T>> use, CancellationToken ct) => gate.RunAsync(async inside =>
    {
        if (!idle[kind].TryPop(out var slot))
            throw new InvalidOperationException("More calls than workers were let in.");
        try
        {
            return await use(slot, inside);
        }
        finally
        {
            idle[kind].Push(slot);
        }
    }, ct);
}
