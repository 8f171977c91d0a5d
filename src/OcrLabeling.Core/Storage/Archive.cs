using System.IO.Compression;
using System.Runtime.InteropServices;

namespace OcrLabeling.Core.Storage;

/// <summary>The files of an uploaded zip, unpacked one at a time in memory. What the archive says about sizes is not believed: bytes are counted as they come out.</summary>
public static class Archive
{
    /// <summary>Below this size a high ratio is harmless: blank scans pack well.</summary>
    private const long RatioFromBytes = 1024 * 1024;

    private static readonly string[] Litter = ["__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini"];

    /// <summary>Whether the bytes start as a zip does, whatever the file is called.</summary>
    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    /// <summary>The files of a zip in memory.</summary>
    public static IEnumerable<ArchiveEntry> Expand(UploadedFile archive, UploadOptions limits)
    {
        using var bytes = MemoryMarshal.TryGetArray(archive.Bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(archive.Bytes.ToArray(), writable: false);
        foreach (var entry in Expand(archive.Name, bytes, limits))
            yield return entry;
    }

    /// <summary>Each file, or why it is not handed out. When the archive itself is at fault the last one carries its name and the fault.</summary>
    public static IEnumerable<ArchiveEntry> Expand(string name, Stream archive, UploadOptions limits)
    {
        var names = new ZipNames();
        using var zip = TryOpen(archive, names);
        if (zip is null)
        {
            yield return new ArchiveEntry(name, default, "The archive is damaged or cut short.");
            yield break;
        }
        var files = zip.Entries.Where(IsFile).ToList();
        if (files.Count == 0 || files.Count > limits.MaxArchiveEntries)
        {
            yield return new ArchiveEntry(name, default,
                files.Count == 0 ? "The archive is empty." : $"The archive holds {files.Count:N0} files; {limits.MaxArchiveEntries:N0} are allowed.");
            yield break;
        }
        var expanded = 0L;
        foreach (var file in files)
        {
            var entry = Read(file, limits);
            expanded += entry.Bytes.Length;
            if (expanded > limits.MaxArchiveExpandedBytes)
            {
                yield return new ArchiveEntry(name, default,
                    $"The archive unpacks to more than {limits.MaxArchiveExpandedMegabytes:N0} MB; {entry.Name} and what follows was left out.");
                yield break;
            }
            yield return entry with { OtherNames = [.. names.Alternatives(file.FullName).Select(UploadedName.Clean)] };
        }
    }

    private static ZipArchive? TryOpen(Stream archive, ZipNames names)
    {
        try
        {
            var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true, names);
            _ = zip.Entries;
            return zip;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsFile(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && !Litter.Any(l => entry.FullName.StartsWith(l, StringComparison.Ordinal) || entry.Name == l);

    private static ArchiveEntry Read(ZipArchiveEntry entry, UploadOptions limits)
    {
        var name = UploadedName.Clean(entry.FullName);
        if (entry.IsEncrypted)
            return new ArchiveEntry(name, default, "The file is encrypted inside the archive.");
        try
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            var buffer = new byte[81920];
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > limits.MaxFileBytes)
                    return new ArchiveEntry(name, default, $"The file unpacks to more than {limits.MaxFileMegabytes} MB, which is the limit.");
                if (bytes.Length > RatioFromBytes && bytes.Length > entry.CompressedLength * limits.MaxArchiveRatio)
                    return new ArchiveEntry(name, default, $"The file unpacks to more than {limits.MaxArchiveRatio} times its packed size, as a zip bomb does.");
            }
            return IsZip(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))
                ? new ArchiveEntry(name, default, "Archives inside archives are not opened.")
                : new ArchiveEntry(name, bytes.ToArray(), null);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            return new ArchiveEntry(name, default, "The file is damaged inside the archive.");
        }
    }
}

/// <summary>One file of an archive.</summary>
/// <param name="Fault">Why there are no bytes; null when there are.</param>
public sealed record ArchiveEntry(string Name, ReadOnlyMemory<byte> Bytes, string? Fault)
{
    /// <summary>What else the file may be called, where the archive does not say which code page its names are in.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];
}
