using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;

namespace OcrLabeling.E2E.Harness;

/// <summary>The real host as a process on a free loopback port, on a data folder of its own.</summary>
/// <param name="sharedFolder">The data folder of another host; one of its own when left out.</param>
public sealed class RunningHost(string? sharedFolder = null) : IAsyncDisposable
{
    private readonly StringBuilder log = new();
    private readonly int port = FreePort();
    private Process? process;

    /// <summary>The key documents are encrypted with here.</summary>
    public static string EncryptionKey { get; } = Convert.ToBase64String(new byte[32]);

    public string DataFolder { get; } = sharedFolder ?? Directory.CreateTempSubdirectory("ocrlabeling-e2e-").FullName;

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
        var start = new ProcessStartInfo("dotnet", [Metadata("HostDll"), "--urls", Url, "--Storage:DataFolder", DataFolder])
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
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (sharedFolder is null)
            Directory.Delete(DataFolder, recursive: true);
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
