using System.ComponentModel.DataAnnotations;

namespace OcrLabeling.Core.Datasets;

/// <summary>Section <c>DatasetImport</c> of the configuration: what an uploaded ground-truth folder may be.</summary>
public sealed class ImportOptions
{
    public const string Section = "DatasetImport";

    /// <summary>The zip as uploaded; it is stored encrypted in pieces, never held in memory as a whole.</summary>
    [Range(1, 100_000)]
    public int MaxArchiveMegabytes { get; set; } = 1024;

    /// <summary>Files in the zip.</summary>
    [Range(1, 10_000_000)]
    public int MaxFiles { get; set; } = 200_000;

    /// <summary>gt.jsonl, words.jsonl and labels.jsonl, each, unpacked.</summary>
    [Range(1, 2000)]
    public int MaxTruthMegabytes { get; set; } = 128;

    /// <summary>One image, unpacked.</summary>
    [Range(1, 1000)]
    public int MaxImageMegabytes { get; set; } = 25;

    public long MaxArchiveBytes => MaxArchiveMegabytes * 1024L * 1024;
    public long MaxTruthBytes => MaxTruthMegabytes * 1024L * 1024;
    public long MaxImageBytes => MaxImageMegabytes * 1024L * 1024;
}
