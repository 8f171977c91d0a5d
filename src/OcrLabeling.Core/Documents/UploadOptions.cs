using System.ComponentModel.DataAnnotations;

namespace OcrLabeling.Core.Documents;

/// <summary>Section <c>Upload</c> of the configuration: how much one request may bring.</summary>
public sealed class UploadOptions
{
    public const string Section = "Upload";

    /// <summary>One document, by itself or inside an archive.</summary>
    [Range(1, 60)]
    public int MaxFileMegabytes { get; set; } = 25;

    /// <summary>One zip archive as uploaded; it is held in memory while it is opened, because plain bytes never touch the disk.</summary>
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
    public long MaxArchiveBytes => MaxArchiveMegabytes * 1024L * 1024;
    public long MaxArchiveExpandedBytes => MaxArchiveExpandedMegabytes * 1024L * 1024;
}
