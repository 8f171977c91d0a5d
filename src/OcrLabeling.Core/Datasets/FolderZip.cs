using System.IO.Compression;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Datasets;

/// <summary>The ground-truth folder inside an uploaded zip, wherever in it the folder stands. Sizes the zip states are not believed: bytes are counted as they come out. Not thread-safe.</summary>
internal sealed class FolderZip : IAsyncDisposable
{
    /// <summary>How much larger a directory may be than the smallest possible for as many files: names and extra fields.</summary>
    private const int GenerousNames = 4;

    private readonly ZipArchive zip;
    private readonly ImportOptions limits;
    private readonly Dictionary<string, ZipArchiveEntry> files = [];
    private readonly ImageIndex index;

    private FolderZip(ZipArchive zip, ZipNames names, string folder, ImportOptions limits)
    {
        this.zip = zip;
        this.limits = limits;
        foreach (var entry in zip.Entries.Where(e => !IsLitter(e)))
        {
            if (PathOf(entry) is var path && path.StartsWith(folder, StringComparison.Ordinal))
                files.TryAdd(path[folder.Length..], entry);
        }
        index = new(files.Keys, files.SelectMany(f => names.Alternatives(f.Value.FullName).Select(other => (ImagePath.Canonical(other)[folder.Length..], f.Key))));
    }

    /// <exception cref="JobFailedException">It is not a zip, too large, or holds no ground truth.</exception>
    public static async Task<FolderZip> OpenAsync(StoredArchiveStream stream, ImportOptions limits, CancellationToken ct)
    {
        if (await ZipDirectory.FindAsync(stream, ct) is not { } directory)
            throw new JobFailedException("The file is not a zip archive, or it is cut short.");
        if (directory.MaxFiles > limits.MaxFiles * GenerousNames)
            throw new JobFailedException($"The archive holds about {directory.MaxFiles:N0} files; {limits.MaxFiles:N0} are allowed.");
        await stream.PinAsync(directory.Offset, ct);
        var names = new ZipNames();
        var zip = await OpenZipAsync(stream, names, limits, ct);
        stream.Unpin();
        var truth = DatasetLines.Order.Select(DatasetLines.FileName).ToList();
        var folder = zip.Entries.Where(e => !IsLitter(e)).Select(PathOf).Select(path => (Path: path, Folder: ImagePath.FolderOf(path)))
            .Where(f => truth.Contains(f.Path[f.Folder.Length..])).Select(f => f.Folder).MinBy(f => f.Length);
        if (folder is not null)
            return new FolderZip(zip, names, folder, limits);
        await zip.DisposeAsync();
        throw new JobFailedException($"The archive holds none of {string.Join(", ", truth)}.");
    }

    /// <summary>The image a line means, as it is called inside the folder; null when there is none.</summary>
    public string? Find(string image) => index.Find(image);

    /// <summary>Files that look like images and that no line means, in order.</summary>
    public IReadOnlyList<string> ImagesExcept(HashSet<string> meant) => [.. files.Keys.Where(f => IsImage(f) && !meant.Contains(f)).Order(StringComparer.Ordinal)];

    /// <summary>Null when there is no such file.</summary>
    public Task<byte[]?> ReadTruthAsync(string name, CancellationToken ct) => ReadAsync(name, limits.MaxTruthBytes, ct);

    /// <summary>Null when there is no such file.</summary>
    public Task<byte[]?> ReadImageAsync(string name, CancellationToken ct) => ReadAsync(name, limits.MaxImageBytes, ct);

    private static bool IsImage(string name) => Path.GetExtension(name).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".WEBP" or ".TIF" or ".TIFF" or ".JP2" or ".HEIC";

    private static string PathOf(ZipArchiveEntry entry) => ImagePath.Canonical(entry.FullName);

    /// <summary>__MACOSX holds a shadow of every file.</summary>
    private static bool IsLitter(ZipArchiveEntry entry) => PathOf(entry).StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.FullName is [.., '/' or '\\'];

    public ValueTask DisposeAsync() => zip.DisposeAsync();

    private static async Task<ZipArchive> OpenZipAsync(Stream stream, ZipNames names, ImportOptions limits, CancellationToken ct)
    {
        try
        {
            var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, names, ct);
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
