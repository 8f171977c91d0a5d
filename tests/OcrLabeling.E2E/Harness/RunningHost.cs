using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;

namespace OcrLabeling.E2E.Harness;

/// <summary>The real host as a process on a free loopback port, on a data folder of its own.</summary>
/// <param name="sharedFolder">The data folder of another host; one of its own when left out.</param>
/// <param name="postgreSql">Connection string of its database; SQLite in the data folder when left out.</param>
/// <param name="settings">Further arguments.</param>
public sealed class RunningHost(string? sharedFolder = null, string? postgreSql = null, params string[] settings) : IAsyncDisposable
{
    private readonly StringBuilder log = new();
    private readonly int port = FreePort();
    private Process? process;

    /// <summary>The key documents are encrypted with here.</summary>
    public static string EncryptionKey { get; } = Convert.ToBase64String(new byte[32]);

    public string DataFolder { get; } = sharedFolder ?? Directory.CreateTempSubdirectory("ocrlabeling-e2e-").FullName;

    public string? PostgreSql => postgreSql;

    public string Url => $"http://127.0.0.1:{port}";

    /// <summary>What the host has written so far.</summary>
    public string Log
    {
        get
        {
            lock (log)
                return log.ToString();
        }
    }

    /// <summary>Of the host alone, without its jailed workers.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static string Metadata(string key) =>
        typeof(RunningHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    public async Task StartAsync()
    {
        string[] database = postgreSql is null ? [] : ["--Database:Provider", "PostgreSql", "--Database:ConnectionString", postgreSql];
        var start = new ProcessStartInfo("dotnet", [Metadata("HostDll"), "--urls", Url, "--Storage:DataFolder", DataFolder, .. database, .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage__EncryptionKey"] = EncryptionKey;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => Append(e.Data);
        process.ErrorDataReceived += (_, e) => Append(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilHealthyAsync(process);
    }

    /// <summary>As a power cut would: no clean-up of any kind.</summary>
    public async Task KillAsync()
    {
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>The host stands still, and with it its signs of life; its jailed workers go on.</summary>
    public Task StopStillAsync() => SignalAsync("STOP");

    public Task GoOnAsync() => SignalAsync("CONT");

    /// <summary>As an administrator stops it.</summary>
    public async Task TerminateAsync()
    {
        await SignalAsync("TERM");
        await process!.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (sharedFolder is null)
            Directory.Delete(DataFolder, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process!.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task WaitUntilHealthyAsync(Process started)
    {
        using var http = new HttpClient();
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(120))
        {
            if (started.HasExited)
                break;
            try
            {
                if ((await http.GetAsync(new Uri(Url + "/health/live"))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
            await Task.Delay(200);
        }
        throw new InvalidOperationException($"The host did not start:\n{Log}");
    }

    private void Append(string? line)
    {
        lock (log)
            log.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
