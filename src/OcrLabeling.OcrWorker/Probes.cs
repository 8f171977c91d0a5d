using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using OcrLabeling.Ocr.Jail.Protocol;
using OcrLabeling.Ocr.Jail.Sandbox;
using OcrLabeling.Ocr.Native;

namespace OcrLabeling.OcrWorker;

/// <summary>What a worker taken over by a hostile file would try. Each answers with what it got, so that a test can tell that it got nothing.</summary>
internal static class Probes
{
    private const long Megabyte = 1024 * 1024;
    private static int counted;

    public static Frame Answer(string action, string argument) => action switch
    {
        "babble" => new Frame("no message at all"u8.ToArray(), []),
        "lie" => ProtocolJson.Write(new WorkerReply.Images([new ImageHead("text/html", -1, int.MaxValue)])),
        _ => ProtocolJson.Write(new WorkerReply.Probed(Try(action, argument))),
    };

    private static string Try(string action, string argument)
    {
        try
        {
            return action switch
            {
                "read" => File.ReadAllText(argument),
                "list" => string.Join(' ', Directory.EnumerateFileSystemEntries(argument).Order(StringComparer.Ordinal)),
                "links" => string.Join(' ', Directory.EnumerateFiles(argument).Select(link => File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName)),
                "open to write" => Open(argument),
                "write" => Write(argument, Megabyte),
                "fill" => Write(argument, 1024 * Megabyte),
                "connect" => Connect(int.Parse(argument, CultureInfo.InvariantCulture)),
                "die at a socket" => DieAtSocket(),
                "spawn" => Spawn(argument),
                "fork" => NativeProbes.Fork(),
                "trace" => NativeProbes.Trace(),
                "memory file" => NativeProbes.MemoryFile(),
                "print" => NativeProbes.Print(argument),
                "allocate managed" => Touch(GC.AllocateUninitializedArray<byte>(int.Parse(argument, CultureInfo.InvariantCulture))),
                "allocate native" => NativeProbes.Allocate(long.Parse(argument, CultureInfo.InvariantCulture)),
                "count" => (++counted).ToString(CultureInfo.InvariantCulture),
                "culture" => CultureInfo.CurrentCulture.Name,
                "spin" => Burn(TimeSpan.MaxValue, "never"),
                "burn" => Burn(TimeSpan.FromSeconds(double.Parse(argument, CultureInfo.InvariantCulture)), "burnt"),
                "sleep" => Sleep(),
                "abort" => throw new UnreachableException(NativeProbes.Abort()),
                "abort soon" => AbortSoon(),
                "fault" => throw new InvalidOperationException(argument),
                _ => throw new ArgumentException($"There is no probe '{action}'."),
            };
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or SocketException or System.ComponentModel.Win32Exception)
        {
            return $"denied: {denied.Message}";
        }
    }

    /// <summary>Changes nothing, even where it succeeds.</summary>
    private static string Open(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        return "opened";
    }

    private static string Write(string path, long bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        var block = new byte[Megabyte];
        for (long written = 0; written < bytes; written += block.Length)
            file.Write(block);
        return "written";
    }

    private static string DieAtSocket()
    {
        Linux.AddSeccompFilter(SeccompFilter.DeadlySockets());
        return "watched";
    }

    private static string Connect(int port)
    {
        using var client = new TcpClient();
        client.Connect("127.0.0.1", port);
        return "connected";
    }

    private static string Spawn(string program)
    {
        using var process = Process.Start(program);
        return "spawned";
    }

    private static string Touch(byte[] block)
    {
        Array.Fill(block, (byte)1);
        return "allocated";
    }

    private static string Burn(TimeSpan cpuTime, string outcome)
    {
        var start = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - start < cpuTime)
            continue;
        return outcome;
    }

    private static string AbortSoon()
    {
        new Thread(() =>
        {
            using var never = new ManualResetEventSlim();
            never.Wait(millisecondsTimeout: 50);
            NativeProbes.Abort();
        }).Start();
        return "not yet";
    }

    private static string Sleep()
    {
        using var never = new ManualResetEventSlim();
        never.Wait();
        return "awake";
    }
}
