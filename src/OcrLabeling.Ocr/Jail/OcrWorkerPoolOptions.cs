using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Jail;

/// <summary>How many jailed workers there are and what each may use.</summary>
public sealed record OcrWorkerPoolOptions
{
    /// <summary>Calls served at a time, and the most workers of each kind (images, Tesseract) that are kept warm; never more than the machine has cores.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    internal int WorkersHere => Math.Min(Workers, Environment.ProcessorCount);

    /// <summary>A worker is replaced after so many requests, so that a slow leak never becomes a stop.</summary>
    public int RequestsPerWorker { get; init; } = 500;

    /// <summary>CPU seconds for reading one page; a page of 1,500 words takes up to 30 on a slow core.</summary>
    public int PageCpuSeconds { get; init; } = 60;

    /// <summary>CPU seconds for any other call.</summary>
    public int CallCpuSeconds { get; init; } = 20;

    /// <summary>A call is given up after this many times its CPU seconds on the clock: room for a busy machine.</summary>
    public double WallSecondsPerCpuSecond { get; init; } = 5;

    /// <summary>Seconds on the clock for a worker to start.</summary>
    public int StartSeconds { get; init; } = 30;

    /// <summary>Address space of one worker in MiB. The runtime reserves 1,000 of it; what is resident stays below 800 with any engine and pages of 12 megapixels.</summary>
    public int MemoryMegabytes { get; init; } = 3072;

    /// <summary>The part of it for .NET objects, in MiB; images and models lie outside.</summary>
    public int ManagedMegabytes { get; init; } = 384;

    /// <summary>Size of the jail's /tmp in MiB, in memory.</summary>
    public int ScratchMegabytes { get; init; } = 16;

    /// <summary>What a file may be.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>Resolution of a rendered PDF page, unless <see cref="PdfPagePixels"/> asks for less.</summary>
    public int PdfDotsPerInch { get; init; } = 300;

    /// <summary>Pixels of a rendered PDF page at most; larger sheets are rendered at a lower resolution, down to one that still shows small print: for that they get up to the pixels of <see cref="Limits"/>.</summary>
    public long PdfPagePixels { get; init; } = 12_000_000;

    /// <summary>Folder with the program OcrLabeling.OcrWorker; a build puts it beside the program that starts it.</summary>
    public string WorkerFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "worker");

    /// <summary>Folder with the models of the engines, or null when there are none.</summary>
    public string? ModelsFolder { get; init; }

    /// <summary>Folder with word networks trained here, or null when there are none: a <c>manifest.json</c> of the same form, which may be missing.</summary>
    public string? TrainedModelsFolder { get; init; }

    /// <summary>Folder with Tesseract's *.traineddata; an engine whose files are missing is not offered.</summary>
    public string TessdataFolder { get; init; } = EngineOptions.DebianTessdataFolder;

    /// <summary>Everything that is wrong with these options, each with its name and what is allowed; empty when all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        void Range(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                faults.Add(FormattableString.Invariant($"{name} is {value}; allowed are {least} to {most}."));
        }
        Range(nameof(Workers), Workers, 1, 256);
        Range(nameof(RequestsPerWorker), RequestsPerWorker, 1, 1_000_000);
        Range(nameof(PageCpuSeconds), PageCpuSeconds, 1, 3600);
        Range(nameof(CallCpuSeconds), CallCpuSeconds, 1, 3600);
        Range(nameof(WallSecondsPerCpuSecond), WallSecondsPerCpuSecond, 1, 100);
        Range(nameof(StartSeconds), StartSeconds, 1, 600);
        Range(nameof(MemoryMegabytes), MemoryMegabytes, 1536, 65_536);
        Range(nameof(ManagedMegabytes), ManagedMegabytes, 128, MemoryMegabytes / 2);
        Range(nameof(ScratchMegabytes), ScratchMegabytes, 1, 1024);
        Range("Limits.MaxPixels", Limits.MaxPixels, 1, 200_000_000);
        Range("Limits.MaxSidePixels", Limits.MaxSidePixels, 1, 65_500);
        Range("Limits.MaxBytes", Limits.MaxBytes, 1, 60 * 1024 * 1024);
        Range("Limits.MaxPages", Limits.MaxPages, 1, 10_000);
        Range(nameof(PdfDotsPerInch), PdfDotsPerInch, 72, 600);
        Range(nameof(PdfPagePixels), PdfPagePixels, 100_000, Math.Min(20_000_000, Limits.MaxPixels));
        if (!Path.IsPathRooted(WorkerFolder))
            faults.Add($"{nameof(WorkerFolder)} is '{WorkerFolder}'; a full path is needed.");
        foreach (var (name, folder) in new[] { (nameof(ModelsFolder), ModelsFolder), (nameof(TrainedModelsFolder), TrainedModelsFolder) })
            if (folder is not null && !Directory.Exists(folder))
                faults.Add($"{name} is '{folder}', which is no folder; leave it out when there are no models.");
        return faults;
    }
}
