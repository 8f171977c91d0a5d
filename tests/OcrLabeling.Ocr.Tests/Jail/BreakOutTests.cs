using System.Net;
using System.Net.Sockets;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Ocr.Tests.Jail;

/// <summary>What a worker taken over by a hostile file cannot do.</summary>
public sealed class BreakOutTests(ProbePool probes) : IClassFixture<ProbePool>
{
    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/etc/hostname")]
    [InlineData("/root/.bashrc")]
    [InlineData("/proc/1/mem")]
    [InlineData("/dev/sda")]
    public async Task Files_of_the_machine_cannot_be_read(string path) =>
        Assert.StartsWith("denied", await probes.Pool.ProbeAsync("read", path), StringComparison.Ordinal);

    [Fact]
    public async Task The_file_tree_holds_nothing_but_libraries_runtime_and_worker()
    {
        Assert.Equal("/app /dev /dotnet /etc /lib /lib64 /proc /tessdata /tmp /usr", await probes.Pool.ProbeAsync("list", "/"));
        Assert.Equal("/etc/alternatives /etc/ld.so.cache", await probes.Pool.ProbeAsync("list", "/etc"));
        Assert.Equal(Environment.IsPrivilegedProcess ? "/usr/bin /usr/lib /usr/lib64" : "/usr/lib /usr/lib64", await probes.Pool.ProbeAsync("list", "/usr"));
    }

    [Theory]
    [InlineData("/app/x")]
    [InlineData("/usr/lib/x")]
    [InlineData("/dotnet/x")]
    [InlineData("/x")]
    [InlineData("/dev/x")]
    [InlineData("/dev/shm/x")]
    public async Task Nothing_can_be_written_outside_tmp(string path) =>
        Assert.StartsWith("denied", await probes.Pool.ProbeAsync("write", path), StringComparison.Ordinal);

    [Theory]
    [InlineData("/proc/sys/kernel/core_pattern")]
    [InlineData("/proc/sys/kernel/hostname")]
    [InlineData("/proc/sysrq-trigger")]
    [InlineData("/proc/self/oom_score_adj")]
    [InlineData("/app/OcrLabeling.Ocr.dll")]
    [InlineData("/etc/ld.so.cache")]
    public async Task Neither_the_kernel_s_switches_nor_the_worker_s_own_files_open_for_writing(string path) =>
        Assert.StartsWith("denied", await probes.Pool.ProbeAsync("open to write", path), StringComparison.Ordinal);

    [Fact]
    public async Task The_environment_of_the_server_is_not_inherited() =>
        Assert.All((await probes.Pool.ProbeAsync("read", "/proc/self/environ")).Split('\0', StringSplitOptions.RemoveEmptyEntries),
            variable => Assert.Matches("^(DOTNET_|MALLOC_|OMP_|ORT_|TESSDATA_|VIPS_|LANG=|PWD=)", variable));

    [Fact]
    public async Task The_scratch_folder_is_small()
    {
        Assert.Equal("written", await probes.Pool.ProbeAsync("write", "/tmp/small"));
        Assert.StartsWith("denied: No space left", await probes.Pool.ProbeAsync("fill", "/tmp/large"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_network()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Assert.StartsWith("denied", await probes.Pool.ProbeAsync("connect", $"{((IPEndPoint)listener.LocalEndpoint).Port}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spawn", "/dotnet/dotnet")]
    [InlineData("spawn", "/lib64/ld-linux-x86-64.so.2")]
    [InlineData("fork", "")]
    [InlineData("trace", "")]
    [InlineData("memory file", "")]
    public async Task Processes_tracing_and_memory_files_are_refused(string action, string argument) =>
        Assert.StartsWith("denied", await probes.Pool.ProbeAsync(action, argument), StringComparison.Ordinal);

    [Fact]
    public async Task The_worker_is_nobody_with_no_capability_behind_two_filters_and_alone()
    {
        var status = (await probes.Pool.ProbeAsync("read", "/proc/self/status")).Split('\n');
        Assert.Contains("Uid:\t65534\t65534\t65534\t65534", status);
        Assert.Contains("CapEff:\t0000000000000000", status);
        Assert.Contains("CapBnd:\t0000000000000000", status);
        Assert.Contains("NoNewPrivs:\t1", status);
        Assert.Contains("Seccomp:\t2", status);
        Assert.Contains("Seccomp_filters:\t2", status);
        var processes = (await probes.Pool.ProbeAsync("list", "/proc")).Split(' ').Where(path => int.TryParse(path["/proc/".Length..], out _));
        Assert.Equal(["/proc/1", "/proc/2"], processes);
    }

    [Fact]
    public async Task The_country_of_the_server_does_not_reach_its_figures() => Assert.Equal("", await probes.Pool.ProbeAsync("culture", ""));

    [Fact]
    public async Task No_open_file_of_the_server_is_inherited()
    {
        using var secret = Native.Linux.InheritableMemoryFile("secret", "key"u8);
        await using var pool = ProbePool.Create(new OcrWorkerPoolOptions { Workers = 1 });
        var files = await pool.ProbeAsync("links", "/proc/self/fd");
        Assert.Contains("pipe:", files, StringComparison.Ordinal);
        Assert.DoesNotContain("memfd:secret", files, StringComparison.Ordinal);
        Assert.DoesNotContain("seccomp-filter", files, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_was_not_started_for_tests_refuses_probes()
    {
        await using var pool = new OcrWorkerPool(new OcrWorkerPoolOptions { Workers = 1 }, TimeProvider.System);
        await Assert.ThrowsAsync<ArgumentException>(() => pool.ProbeAsync("list", "/"));
    }
}
