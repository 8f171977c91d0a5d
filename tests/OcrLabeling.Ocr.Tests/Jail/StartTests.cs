using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Jail.Sandbox;

namespace OcrLabeling.Ocr.Tests.Jail;

/// <summary>Where there can be no jail, nothing is read and the message says what to do.</summary>
public sealed class StartTests
{
    [Fact]
    public void A_program_that_is_missing_is_named_with_its_package()
    {
        var fault = Assert.Throws<OcrJailUnavailableException>(() => Programs.Find("no-such-program", "bubblewrap"));
        Assert.Contains("'no-such-program' is not installed", fault.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install bubblewrap", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces.", "kernel.unprivileged_userns_clone=1")]
    [InlineData("bwrap: setting up uid map: Permission denied", "kernel.apparmor_restrict_unprivileged_userns=0")]
    [InlineData("System.DllNotFoundException: Unable to load shared library 'OpenCvSharpExtern': libgtk-3.so.0: cannot open shared object file", "Install its package")]
    [InlineData("You must install or update .NET to run this application.", "dotnet-runtime-10.0")]
    public void What_bubblewrap_and_the_loader_say_is_turned_into_advice(string said, string advice)
    {
        var explained = StartFault.Explain("the worker", said);
        Assert.Contains(advice, explained, StringComparison.Ordinal);
        Assert.Contains(said, explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_folder_without_worker_is_named()
    {
        await using var pool = new OcrWorkerPool(new OcrWorkerPoolOptions { WorkerFolder = "/no/worker/here" }, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<OcrJailUnavailableException>(() => pool.WarmAsync());
        Assert.Contains("/no/worker/here/OcrLabeling.OcrWorker.dll", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_that_the_worker_cannot_find_is_named_and_the_pool_tries_again_later()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"worker-{Guid.NewGuid():N}"));
        try
        {
            var whole = new OcrWorkerPoolOptions();
            foreach (var file in Directory.EnumerateFiles(whole.WorkerFolder).Where(file => !file.EndsWith(".so", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            await using var pool = new OcrWorkerPool(whole with { WorkerFolder = folder.FullName, Workers = 1 }, TimeProvider.System);

            var fault = await Assert.ThrowsAsync<OcrJailUnavailableException>(() => pool.PingAsync());
            Assert.Contains("OpenCvSharpExtern", fault.Message, StringComparison.Ordinal);

            var library = Directory.EnumerateFiles(whole.WorkerFolder, "libOpenCvSharpExtern.so", SearchOption.AllDirectories).Single();
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(whole.WorkerFolder, library));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(library, copy);
            await pool.PingAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_fault_of_the_options_is_listed()
    {
        var faults = new OcrWorkerPoolOptions { Workers = 0, MemoryMegabytes = 10, WallSecondsPerCpuSecond = double.NaN, WorkerFolder = "worker", ModelsFolder = "/no/models" }.Faults();
        Assert.Equal(["Workers", "WallSecondsPerCpuSecond", "MemoryMegabytes", "ManagedMegabytes", "WorkerFolder", "ModelsFolder"], faults.Select(fault => fault.Split(' ')[0]));
        Assert.Empty(new OcrWorkerPoolOptions().Faults());
    }
}
