using System.Diagnostics;
using System.Text;

namespace OcrLabeling.Ocr.Jail.Sandbox;

/// <summary>A running jail: its pipes, the end of what it wrote to stderr, and its end.</summary>
internal sealed class JailedProcess : IAsyncDisposable
{
    private const int KeptErrorCharacters = 8 * 1024;

    private readonly Process process;
    private readonly Task errorPump;
    private readonly StringBuilder errors = new();

    private JailedProcess(Process process)
    {
        this.process = process;
        errorPump = KeepErrorsAsync(process.StandardError);
    }

    /// <exception cref="OcrJailUnavailableException">A tool or a folder is missing.</exception>
    public static async Task<JailedProcess> StartAsync(JailSpec spec) => new(await ProcessLauncher.StartAsync(spec));

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    public bool HasExited => process.HasExited;

    /// <summary>Waits for the end. The exit code is 128 + the signal's number when a signal ended the program.</summary>
    public async Task<JailExit> ExitAsync(CancellationToken ct)
    {
        await process.WaitForExitAsync(ct);
        await errorPump.WaitAsync(ct);
        lock (errors)
            return new JailExit(process.ExitCode, UntrustedText.Clean(errors.ToString().Trim(), 2 * KeptErrorCharacters));
    }

    /// <summary>Kills the jail with everything in it, at once.</summary>
    public async ValueTask DisposeAsync()
    {
        // the death of bwrap takes the whole jail with it, except in its first milliseconds, when the child it made is not yet bound to it: so the tree is killed
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await errorPump;
        process.Dispose();
    }

    private async Task KeepErrorsAsync(StreamReader reader)
    {
        var buffer = new char[1024];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            lock (errors)
            {
                errors.Append(buffer, 0, count);
                if (errors.Length > 2 * KeptErrorCharacters)
                    errors.Remove(0, errors.Length - KeptErrorCharacters);
            }
        }
    }
}

internal sealed record JailExit(int Code, string Errors)
{
    public const int SignalBase = 128;

    private const int Abort = 6, Kill = 9, Segment = 11, CpuLimit = 24, BadSystemCall = 31;

    public bool CpuLimitReached => Code == SignalBase + CpuLimit;

    /// <summary>For people: how it ended, and the last it said.</summary>
    public string Description
    {
        get
        {
            var how = Code switch
            {
                SignalBase + Abort => "it aborted",
                SignalBase + Kill => "it was killed (by the system, when memory is short)",
                SignalBase + Segment => "it crashed with a segmentation fault",
                SignalBase + CpuLimit => "it used up its CPU time",
                SignalBase + BadSystemCall => "it made a system call that the jail forbids",
                _ => $"it ended with exit code {Code}",
            };
            return Errors.Length == 0 ? how : $"{how}: {Errors}";
        }
    }
}
