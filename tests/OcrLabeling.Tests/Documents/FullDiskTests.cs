using System.Diagnostics;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Tests.Documents;

/// <summary>A disk that is full is said to be, whichever call finds it out.</summary>
public sealed class FullDiskTests
{
    [TinyDiskFact]
    public async Task A_blob_that_does_not_fit_is_refused_for_the_full_disk_and_leaves_nothing()
    {
        using var disk = new TinyDisk();
        var store = new EncryptedFolderBlobStore(disk.Path, StorageKey.FromConfiguration(Convert.ToBase64String(new byte[StorageKey.LengthBytes]), ""));
        await store.PutAsync(new byte[1000], default);
        var fault = await Assert.ThrowsAnyAsync<IOException>(() => store.PutAsync(new byte[TinyDisk.Kilobytes * 2048], default));
        Assert.StartsWith("The disk is full.", StorageFault.Explain(fault, _ => null), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_dotnet_finds_out_by_itself_is_understood_too() =>
        Assert.StartsWith("The disk is full.", StorageFault.Explain(new IOException("because the disk was full", unchecked((int)0x80070070)), _ => null), StringComparison.Ordinal);
}

/// <summary>A file system of a few kilobytes in memory.</summary>
internal sealed class TinyDisk : IDisposable
{
    public const int Kilobytes = 64;

    private readonly TemporaryFolder folder = new();

    public TinyDisk()
    {
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={Kilobytes}k", "tmpfs", folder.Path))
            throw new InvalidOperationException("No file system can be mounted.");
    }

    public string Path => folder.Path;

    /// <summary>Null where this account may mount one.</summary>
    public static string? MissingReason { get; } = Try();

    public void Dispose()
    {
        Run("umount", folder.Path);
        folder.Dispose();
    }

    private static string? Try()
    {
        try
        {
            using var disk = new TinyDisk();
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "a small file system cannot be mounted by this account";
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>Skipped by name where nothing may be mounted.</summary>
public sealed class TinyDiskFactAttribute : FactAttribute
{
    public TinyDiskFactAttribute() => Skip = TinyDisk.MissingReason;
}
