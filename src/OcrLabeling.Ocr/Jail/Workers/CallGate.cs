namespace OcrLabeling.Ocr.Jail.Workers;

/// <summary>Lets so many calls in at a time, the others in the order they came. Thread-safe.</summary>
internal sealed class CallGate(int places) : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim free = new(places);

    /// <summary>Cancelled when the gate closes.</summary>
    public CancellationToken Ending => ending.Token;

    /// <exception cref="ObjectDisposedException">The gate was closed before or during the call.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(ending.IsCancellationRequested, typeof(OcrWorkerPool));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, ct);
        try
        {
            await free.WaitAsync(either.Token);
            try
            {
                return await call(either.Token);
            }
            finally
            {
                free.Release();
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested && ending.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(OcrWorkerPool));
        }
    }

    /// <summary>Cancels the calls inside and those that wait, and returns when the last has left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ending.IsCancellationRequested)
            return;
        await ending.CancelAsync();
        for (var i = 0; i < places; i++)
            await free.WaitAsync(CancellationToken.None);
    }
}
