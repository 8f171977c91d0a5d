using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace OcrLabeling.Tests.Data;

/// <summary>A real PostgreSQL for this test run: loopback, a free port, a data folder of its own, no fsync. It ends when this process ends, however that happens.</summary>
public sealed class PostgreSqlServer
{
    // the server lives as long as its standard input: a killed test run leaves nothing behind
    private const string Script = """
        set -e
        cd "$1"
        "$2/initdb" -D "$1/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$1/log" 2>&1
        "$2/postgres" -D "$1/data" -p "$3" -k "$1" -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 >>"$1/log" 2>&1 &
        server=$!
        read -r line || true
        kill -INT $server
        wait $server || true
        rm -rf "$1"
        """;

    private readonly int port;

    private PostgreSqlServer(int port) => this.port = port;

    /// <summary>Why no server can be started here; null when one can.</summary>
    public static string? MissingReason { get; } = BinFolder() is null ? "PostgreSQL is not installed (Debian package postgresql)" : null;

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Include Error Detail=true";

    public async Task CreateDatabaseAsync(string name, string template)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database \"{name}\" template \"{template}\"", connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<PostgreSqlServer> StartAsync()
    {
        var bin = BinFolder() ?? throw new InvalidOperationException(MissingReason);
        var folder = Directory.CreateTempSubdirectory("ocrlabeling-postgresql-").FullName;
        var port = FreePort();
        var process = Process.Start(StartInfo(folder, bin, port)) ?? throw new InvalidOperationException("PostgreSQL was not started.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.StandardInput.Close();
        var server = new PostgreSqlServer(port);
        await server.WaitUntilReadyAsync(process, Path.Combine(folder, "log"));
        return server;
    }

    private static ProcessStartInfo StartInfo(string folder, string bin, int port)
    {
        // initdb refuses to run as root
        var asRoot = Environment.UserName == "root";
        if (asRoot)
        {
            using var chown = Process.Start("chown", ["postgres", folder]);
            chown.WaitForExit();
        }
        string[] command = ["bash", "-c", Script, "postgresql", folder, bin, port.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        if (asRoot)
            command = ["runuser", "-u", "postgres", "--", .. command];
        return new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true };
    }

    private async Task WaitUntilReadyAsync(Process process, string log)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=False");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (!process.HasExited && patience.Elapsed < TimeSpan.FromSeconds(90))
            {
                await Task.Delay(100);
            }
            catch (NpgsqlException e)
            {
                throw new InvalidOperationException("PostgreSQL did not start:\n" + (File.Exists(log) ? await File.ReadAllTextAsync(log) : ""), e);
            }
        }
    }

    private static string? BinFolder() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal)
                .Select(d => Path.Combine(d, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
