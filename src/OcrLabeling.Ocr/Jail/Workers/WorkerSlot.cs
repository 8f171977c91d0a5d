using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail.Protocol;

namespace OcrLabeling.Ocr.Jail.Workers;

/// <summary>The place of one worker of a kind in a pool: a dead, stopped or worn-out worker is replaced at once, so that the next call finds a warm one. One call at a time.</summary>
internal sealed class WorkerSlot(WorkerStarter starter, WorkerKind kind) : IAsyncDisposable
{
    private Task<StartedWorker>? worker;

    /// <summary>Starts the worker when there is none yet.</summary>
    public async Task WarmAsync(CancellationToken ct) => await WorkerAsync(ct);

    public async Task<T> CallAsync<T>(WorkerRequest request, IReadOnlyList<ReadOnlyMemory<byte>> attachments, Func<WorkerAnswer, T> read, CancellationToken ct)
    {
        var (number, process, _) = await WorkerAsync(ct);
        string? fault = null;
        try
        {
            return Trusted(await process.CallAsync(request, attachments, ct), read);
        }
        catch (Exception exception) when (exception is not (ImageRefusedException or ArgumentException or EngineUnavailableException))
        {
            fault = exception.Message;
            throw;
        }
        finally
        {
            if (fault is not null || process.Served >= starter.RequestsPerWorker)
                await ReplaceAsync(number, process, fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (worker is null)
            return;
        await ((Task)worker).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (worker.IsCompletedSuccessfully)
            await (await worker).Process.DisposeAsync();
    }

    private async Task<StartedWorker> WorkerAsync(CancellationToken ct)
    {
        if (worker is { IsCompletedSuccessfully: true })
        {
            var (number, process, generation) = await worker;
            if (process.HasExited)
                await ReplaceAsync(number, process, "it was ended from outside while it was idle");
            else if (generation != starter.Generation)
                await ReplaceAsync(number, process, null);
        }
        worker ??= starter.StartAsync(kind);
        try
        {
            return await worker.WaitAsync(ct);
        }
        catch when (worker.IsCompleted)
        {
            // the next call tries again
            worker = null;
            throw;
        }
    }

    private async Task ReplaceAsync(int number, OcrWorkerProcess process, string? reason)
    {
        await process.DisposeAsync();
        starter.Tell(new OcrWorkerEvent.Ended(number, process.Served, reason));
        worker = starter.StartAsync(kind);
    }

    private static T Trusted<T>(WorkerAnswer answer, Func<WorkerAnswer, T> read)
    {
        try
        {
            return answer.Reply switch
            {
                WorkerReply.Refused refused => throw ReplyChecks.Refusal(refused),
                WorkerReply.Failed failed => throw ReplyChecks.Failure(failed),
                _ => read(answer),
            };
        }
        catch (ProtocolException exception)
        {
            throw new OcrWorkerCrashedException($"The worker's answer is not to be trusted: {exception.Message}.");
        }
    }
}
