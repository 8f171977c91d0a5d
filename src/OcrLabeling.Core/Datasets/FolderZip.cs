using System.IO.Compression;
using OcrLabeling.Core.Pipeline;

namespace OcrLabeling.Core.Datasets;

/// <summary>The ground-truth folder inside an uploaded zip, wherever in it the folder stands. Sizes the zip states are not believed: bytes are counted as they come out. Not thread-safe.</summary>
internal sealed class FolderZip : IAsyncDisposable
{
    /// <summary>How much larger a directory may be than the smallest possible for as many files: names and extra fields.</summary>
    private const int GenerousNames = 4;

    private readonly ZipArchive zip;
    private readonly ImportOptions limits;
    private readonly Dictionary<string, ZipArchiveEntry> files;

    private FolderZip(ZipArchive zip, string folder, ImportOptions limits)
    {
        this.zip = zip;
        this.limits = limits;
        files = zip.Entries.Where(e => e.FullName.StartsWith(folder, StringComparison.Ordinal))
            .GroupBy(e => e.FullName[folder.Length..]).ToDictionary(g => g.Key, g => g.First());
    }

    /// <exception cref="JobFailedException">It is not a zip, too large, or holds no ground truth.</exception>
    public static async Task<FolderZip> OpenAsync(StoredArchiveStream stream, ImportOptions limits, CancellationToken ct)
    {
        if (await ZipDirectory.FindAsync(stream, ct) is not { } directory)
            throw new JobFailedException("The file is not a zip archive, or it is cut short.");
        if (directory.MaxFiles > limits.MaxFiles * GenerousNames)
            throw new JobFailedException($"The archive holds about {directory.MaxFiles:N0} files; {limits.MaxFiles:N0} are allowed.");
        await stream.PinAsync(directory.Offset, ct);
        var zip = await OpenZipAsync(stream, limits, ct);
        stream.Unpin();
        var truth = DatasetLines.Order.Select(DatasetLines.FileName).ToList();
        // __MACOSX holds a shadow of every file
        var folder = zip.Entries.Where(e => truth.Contains(e.Name) && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))
            .Select(e => e.FullName[..^e.Name.Length]).MinBy(f => f.Length);
        if (folder is not null)
            return new FolderZip(zip, folder, limits);
        await zip.DisposeAsync();
        throw new JobFailedException($"The archive holds none of {string.Join(", ", truth)}.");
    }

    public bool Has(string name) => files.ContainsKey(name);

    /// <summary>Null when there is no such file.</summary>
    public Task<byte[]?> ReadTruthAsync(string name, CancellationToken ct) => ReadAsync(name, limits.MaxTruthBytes, ct);

    /// <summary>Null when there is no such file.</summary>
    public Task<byte[]?> ReadImageAsync(string name, CancellationToken ct) => ReadAsync(name, limits.MaxImageBytes, ct);

    public ValueTask DisposeAsync() => zip.DisposeAsync();

    private static async Task<ZipArchive> OpenZipAsync(Stream stream, ImportOptions limits, CancellationToken ct)
    {
        try
        {
            var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, null, ct);
            return zip.Entries.Count <= limits.MaxFiles ? zip : throw new JobFailedException($"The archive holds {zip.Entries.Count:N0} files; {limits.MaxFiles:N0} are allowed.");
        }
        catch (InvalidDataException)
        {
            throw new JobFailedException("The zip archive is damaged.");
        }
    }

    private async Task<byte[]?> ReadAsync(string name, long maxBytes, CancellationToken ct)
    {
        if (!files.TryGetValue(name, out var file))
            return null;
        if (file.IsEncrypted)
            throw new FileRefusedException("it is encrypted inside the archive");
        try
        {
            await using var stream = await file.OpenAsync(ct);
            using var bytes = new MemoryStream();
            var buffer = new byte[81920];
            for (int count; (count = await stream.ReadAsync(buffer, ct)) > 0;)
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > maxBytes)
                    throw new FileRefusedException($"it unpacks to more than {maxBytes / (1024 * 1024)} MB, which is the limit");
            }
            return bytes.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new FileRefusedException("it is damaged inside the archive");
        }
    }
}
