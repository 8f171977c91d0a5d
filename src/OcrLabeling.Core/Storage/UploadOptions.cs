using System.ComponentModel.DataAnnotations;

namespace OcrLabeling.Core.Storage;

/// <summary>Section <c>Upload</c> of the configuration: how much one request may bring.</summary>
public sealed class UploadOptions
{
    public const string Section = "Upload";

    /// <summary>One document, by itself or inside an archive.</summary>
    [Range(1, 60)]
    public int MaxFileMegabytes { get; set; } = 25;

    /// <summary>Pixels of one page. A jailed worker needs about 20 MB for each million while it reads the page (<c>Pipeline:WorkerMegabytes</c>).</summary>
    [Range(1, 200)]
    public int MaxMegapixels { get; set; } = 50;

    /// <summary>The longer side of one page.</summary>
    [Range(100, 65_500)]
    public int MaxSidePixels { get; set; } = 16_000;

    /// <summary>Pages of one PDF or TIFF. Each is a job of its own for every engine.</summary>
    [Range(1, 10_000)]
    public int MaxPages { get; set; } = 50;

    /// <summary>What all uploads together hold in memory; further ones wait their turn.</summary>
    [Range(64, 65_536)]
    public int MemoryMegabytes { get; set; } = 256;

    /// <summary>One zip archive as uploaded; it lies sealed on the disk while it is opened.</summary>
    [Range(1, 1024)]
    public int MaxArchiveMegabytes { get; set; } = 256;

    /// <summary>Files in one archive.</summary>
    [Range(1, 100_000)]
    public int MaxArchiveEntries { get; set; } = 2000;

    /// <summary>All files of one archive together, unpacked.</summary>
    [Range(1, 100_000)]
    public int MaxArchiveExpandedMegabytes { get; set; } = 2048;

    /// <summary>Unpacked size of a file over its packed size, from where on it is taken for a bomb.</summary>
    [Range(2, 10_000)]
    public int MaxArchiveRatio { get; set; } = 200;

    public long MaxFileBytes => MaxFileMegabytes * 1024L * 1024;
    public long MemoryBytes => MemoryMegabytes * 1024L * 1024;
    public long MaxPixels => MaxMegapixels * 1_000_000L;
    public long MaxArchiveBytes => MaxArchiveMegabytes * 1024L * 1024;
    public long MaxArchiveExpandedBytes => MaxArchiveExpandedMegabytes * 1024L * 1024;
}
