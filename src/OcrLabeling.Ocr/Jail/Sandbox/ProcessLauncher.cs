using System.Collections.Concurrent;
using System.Diagnostics;
using OcrLabeling.Ocr.Native;

namespace OcrLabeling.Ocr.Jail.Sandbox;

/// <summary>
/// Starts jails from one thread that lives as long as this process. bwrap's --die-with-parent is tied to the thread that started it (prctl(2), PR_SET_PDEATHSIG), so a jail
/// started from a thread of the pool would be killed when the pool retires that thread. One at a time also means that no jail inherits another's filter.
/// </summary>
internal static class ProcessLauncher
{
    private static readonly BlockingCollection<Action> starts = [];

    static ProcessLauncher()
    {
        new Thread(StartForever) { IsBackground = true, Name = "jail launcher" }.Start();
    }

    public static Task<Process> StartAsync(JailSpec spec)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        starts.Add(() =>
        {
            try
            {
                started.SetResult(Start(spec));
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        });
        return started.Task;
    }

    private static void StartForever()
    {
        foreach (var start in starts.GetConsumingEnumerable())
            start();
    }

    private static Process Start(JailSpec spec)
    {
        Linux.CloseOpenFilesOnExec();
        using var filter = Linux.InheritableMemoryFile("seccomp-filter", spec.SeccompFilter);
        var command = BubblewrapCommand.For(spec, (int)filter.DangerousGetHandle());
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/",
        };
        start.Environment.Clear();
        return Process.Start(start)!;
    }
}
