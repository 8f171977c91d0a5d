using OcrLabeling.Ocr.Jail.Protocol;
using OcrLabeling.Ocr.Jail.Sandbox;

namespace OcrLabeling.Ocr.Jail.Workers;

/// <summary>One running worker, one call at a time. After any exception but a refusal it is of no more use: dispose it.</summary>
internal sealed class OcrWorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan endGrace = TimeSpan.FromSeconds(5);

    private readonly JailedProcess jail;
    private readonly OcrWorkerPoolOptions options;
    private readonly TimeProvider time;

    private OcrWorkerProcess(JailedProcess jail, OcrWorkerPoolOptions options, TimeProvider time) => (this.jail, this.options, this.time) = (jail, options, time);

    public int Served { get; private set; }

    public bool HasExited => jail.HasExited;

    /// <exception cref="OcrJailUnavailableException">The jail cannot be set up, or the worker cannot start in it.</exception>
    public static async Task<OcrWorkerProcess> StartAsync(OcrWorkerPoolOptions options, WorkerKind kind, TimeProvider time, bool probe, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var worker = new OcrWorkerProcess(await JailedProcess.StartAsync(WorkerJail.Spec(options, kind, probe)), options, time);
        try
        {
            var start = new WorkerRequest.Start(options.Limits) { CpuSeconds = options.StartSeconds };
            var answer = await worker.ExchangeAsync(start, [], TimeSpan.FromSeconds(options.StartSeconds), ct);
            return answer.Reply is WorkerReply.Failed failed ? throw new OcrWorkerCrashedException(failed.Message) : worker;
        }
        catch (OcrWorkerCrashedException crash)
        {
            await worker.DisposeAsync();
            throw new OcrJailUnavailableException(StartFault.Explain("the worker", crash.Message));
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends the request and waits for its answer.</summary>
    /// <exception cref="OcrWorkerCrashedException">The worker died, or its answer broke the protocol.</exception>
    /// <exception cref="OcrWorkerTimedOutException">No answer within the limits.</exception>
    public async Task<WorkerAnswer> CallAsync(WorkerRequest request, IReadOnlyList<ReadOnlyMemory<byte>> attachments, CancellationToken ct)
    {
        Served++;
        return await ExchangeAsync(request, attachments, TimeSpan.FromSeconds(request.CpuSeconds * options.WallSecondsPerCpuSecond), ct);
    }

    public ValueTask DisposeAsync() => jail.DisposeAsync();

    private async Task<WorkerAnswer> ExchangeAsync(WorkerRequest request, IReadOnlyList<ReadOnlyMemory<byte>> attachments, TimeSpan limit, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            await ProtocolJson.Write(request, attachments).WriteAsync(jail.Input, either.Token);
            if (await Frame.ReadAsync(jail.Output, FrameLimits.Default, either.Token) is { } frame)
                return new WorkerAnswer(ProtocolJson.ReadReply(frame), frame.Attachments);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new OcrWorkerTimedOutException($"No answer within {limit.TotalSeconds:0.#} seconds; the worker was stopped.");
        }
        catch (ProtocolException exception)
        {
            throw new OcrWorkerCrashedException($"The worker's answer is not to be trusted: {exception.Message}.");
        }
        catch (IOException)
        {
            // it closed its end of the pipe: it is gone, or about to be
        }
        throw await DeathAsync(request, ct);
    }

    private async Task<Exception> DeathAsync(WorkerRequest request, CancellationToken ct)
    {
        using var grace = new CancellationTokenSource(endGrace, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, ct);
        try
        {
            var exit = await jail.ExitAsync(either.Token);
            return exit.CpuLimitReached
                ? new OcrWorkerTimedOutException($"The call used more than {request.CpuSeconds} seconds of CPU time; the worker was stopped.", usedUpCpu: true)
                : new OcrWorkerCrashedException($"The worker died while serving the call: {exit.Description}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new OcrWorkerCrashedException("The worker closed its pipe but did not end; it was stopped.");
        }
    }
}

internal readonly record struct WorkerAnswer(WorkerReply Reply, IReadOnlyList<ReadOnlyMemory<byte>> Attachments);
