using System.ComponentModel.DataAnnotations;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Reading;

/// <summary>Section <c>Pipeline</c> of the configuration: how pages are read in the background.</summary>
public sealed class PipelineOptions : JobOptions
{
    public const string Section = "Pipeline";
    private const string Incumbent = "tesseract";

    /// <summary>Engines that read every page after its upload: the first is primary, the others run in shadow. Empty: <c>tesseract</c>.</summary>
    public string[] DefaultEngines { get; set; } = [];

    /// <summary>Jobs at the same time, and jailed workers that serve them. 0: one for each processor.</summary>
    [Range(0, 256)]
    public int ParallelJobs { get; set; }

    /// <summary>Folder with the models of the engines. Empty: <c>models</c> in the working folder or beside the program.</summary>
    public string ModelsFolder { get; set; } = "";

    /// <summary>CPU seconds a jailed worker may spend on reading one page; on the clock it gets five times as long.</summary>
    [Range(1, 3600)]
    public int PageCpuSeconds { get; set; } = 60;

    /// <summary>The same for anything else it is asked: looking at a file, rendering a page, cutting words, reading one word.</summary>
    [Range(1, 3600)]
    public int CallCpuSeconds { get; set; } = 20;

    /// <summary>Address space of one jailed worker. The runtime reserves 1,000 of it.</summary>
    [Range(1536, 65_536)]
    public int WorkerMegabytes { get; set; } = 3072;

    // measured: at most 2,046 MB for a page of 12 megapixels, 2,288 for one of 50; an upper line through both (docs/measurements.md)
    private const int BaseMegabytes = 1500, MegabytesPerMegapixel = 20;

    /// <summary>Address space a jailed worker needs to read a page of so many megapixels.</summary>
    public static int MegabytesFor(int megapixels) => BaseMegabytes + MegabytesPerMegapixel * megapixels;

    /// <summary>The largest page a worker can read.</summary>
    public int MostMegapixels => (WorkerMegabytes - BaseMegabytes) / MegabytesPerMegapixel;

    public IReadOnlyList<string> EnginesAfterUpload => DefaultEngines.Length == 0 ? [Incumbent] : [.. DefaultEngines.Distinct()];

    public int Parallelism => ParallelJobs == 0 ? Environment.ProcessorCount : ParallelJobs;
}
