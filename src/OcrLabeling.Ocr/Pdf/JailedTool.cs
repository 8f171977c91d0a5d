using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Jail.Sandbox;
using OcrLabeling.Ocr.Jail.Workers;

namespace OcrLabeling.Ocr.Pdf;

internal readonly record struct ToolRun(int Code, byte[] Output, string Errors);

/// <summary>Runs one of poppler's programs in a jail for one call. As many at a time as there are workers.</summary>
internal sealed class JailedTool(OcrWorkerPoolOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly CallGate gate = new(options.WorkersHere);

    /// <param name="input">Its stdin.</param>
    /// <param name="maxOutputBytes">It is stopped as soon as it writes more.</param>
    /// <exception cref="OcrWorkerTimedOutException">It used more than its time.</exception>
    /// <exception cref="OcrWorkerCrashedException">It crashed, or wrote too much.</exception>
    /// <exception cref="OcrJailUnavailableException">It is not installed, or there is no jail.</exception>
    public Task<ToolRun> RunAsync(string program, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, int maxOutputBytes, CancellationToken ct) =>
        gate.RunAsync(inside => RunInTimeAsync(program, Spec(program, arguments), input, maxOutputBytes, inside), ct);

    public ValueTask DisposeAsync() => gate.DisposeAsync();

    private async Task<ToolRun> RunInTimeAsync(string program, JailSpec spec, ReadOnlyMemory<byte> input, int maxOutputBytes, CancellationToken ct)
    {
        var limit = TimeSpan.FromSeconds(options.CallCpuSeconds * options.WallSecondsPerCpuSecond);
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            return await RunAsync(program, spec, input, maxOutputBytes, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new OcrWorkerTimedOutException($"{program} took longer than {limit.TotalSeconds:0.#} seconds and was stopped.");
        }
    }

    private async Task<ToolRun> RunAsync(string program, JailSpec spec, ReadOnlyMemory<byte> input, int maxOutputBytes, CancellationToken ct)
    {
        await using var jail = await JailedProcess.StartAsync(spec);
        var feeding = FeedAsync(jail.Input, input, ct);
        var output = await ReadAsync(program, jail.Output, maxOutputBytes, ct);
        await feeding;
        var exit = await jail.ExitAsync(ct);
        if (exit.CpuLimitReached)
            throw new OcrWorkerTimedOutException($"{program} used more than {options.CallCpuSeconds} seconds of CPU time and was stopped.", usedUpCpu: true);
        if (exit.Code >= JailExit.SignalBase)
            throw new OcrWorkerCrashedException($"{program} died: {exit.Description}");
        if (exit.Errors.StartsWith("bwrap:", StringComparison.Ordinal))
            throw new OcrJailUnavailableException(StartFault.Explain(program, exit.Description));
        return new ToolRun(exit.Code, output, exit.Errors);
    }

    private JailSpec Spec(string program, IReadOnlyList<string> arguments)
    {
        var path = Programs.Find(program, "poppler-utils");
        return new JailSpec(
            [path, .. arguments],
            [
                JailFolder.AtSamePath(path),
                JailFolder.AtSamePath("/usr/share/fonts", required: false),
                JailFolder.AtSamePath("/usr/share/fontconfig", required: false),
                JailFolder.AtSamePath("/etc/fonts", required: false),
                JailFolder.AtSamePath("/var/cache/fontconfig", required: false),
                JailFolder.AtSamePath("/usr/share/poppler", required: false),
            ],
            new Dictionary<string, string> { ["LANG"] = "C.UTF-8", ["HOME"] = "/tmp" },
            new JailLimits(options.MemoryMegabytes, options.CallCpuSeconds, options.ScratchMegabytes),
            SeccompFilter.ForTool());
    }

    private static async Task FeedAsync(Stream stdin, ReadOnlyMemory<byte> input, CancellationToken ct)
    {
        try
        {
            await stdin.WriteAsync(input, ct);
            stdin.Close();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // it had seen enough, died or was stopped: whoever reads its output finds out
        }
    }

    private static async Task<byte[]> ReadAsync(string program, Stream stdout, int maxBytes, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[256 * 1024];
        while (await stdout.ReadAsync(buffer, ct) is > 0 and var count)
        {
            if (kept.Length + count > maxBytes)
                throw new OcrWorkerCrashedException($"{program} wrote more than the {maxBytes} bytes that its answer can have, and was stopped.");
            kept.Write(buffer, 0, count);
        }
        return kept.ToArray();
    }
}
