using OcrLabeling.Ocr.Engines.Ppocr;
using OcrLabeling.Ocr.Engines.Tesseract;
using OcrLabeling.Ocr.Engines.WordDeepNet;
using OcrLabeling.Ocr.Models;

namespace OcrLabeling.Ocr.Engines;

/// <param name="ModelsFolder">Holds <c>manifest.json</c> and the files it names.</param>
/// <param name="TessdataFolder">Holds <c>eng.traineddata</c>.</param>
/// <param name="TrainedModelsFolder">Word networks trained here, with a manifest of the same form that may be missing; null when there are none.</param>
public sealed record EngineOptions(string ModelsFolder, string TessdataFolder, string? TrainedModelsFolder = null)
{
    /// <summary>Where Debian's tesseract-ocr-eng puts its files.</summary>
    public const string DebianTessdataFolder = "/usr/share/tesseract-ocr/5/tessdata";
}

/// <summary>Makes engines by their ids.</summary>
public static class EngineFactory
{
    /// <summary>The engine that needs a process without OpenCV; all others need one with it.</summary>
    internal const string Tesseract = "tesseract";

    /// <summary>Engines that read whole pages.</summary>
    public static IReadOnlyList<string> PageIds { get; } = [Tesseract, "ppocr"];

    /// <summary>Ids that <see cref="Create"/> knows here, in the order to offer them: those of pages, then the word networks, which read cut-out words only.</summary>
    public static IReadOnlyList<string> Ids(EngineOptions options)
    {
        try
        {
            return [.. PageIds, .. WordNetworks.Ids(options)];
        }
        catch (ModelRefusedException)
        {
            return PageIds;
        }
    }

    /// <summary>Starts an engine, which takes 0.1 to 0.5 s; the caller keeps it, uses it on one thread at a time and disposes it. Tesseract and the other engines never share a process.</summary>
    /// <exception cref="InvalidOperationException">The engine is Tesseract and this process holds OpenCV.</exception>
    /// <exception cref="EngineUnavailableException">Unknown id, missing library, or a model that is missing or altered.</exception>
    public static IOcrEngine Create(string id, EngineOptions options)
    {
        try
        {
            return id switch
            {
                Tesseract => new TesseractEngine(options.TessdataFolder),
                "ppocr" => new PpocrEngine(ModelManifest.Load(options.ModelsFolder)),
                _ when WordNetworks.IsOne(id) => WordNetworks.Create(id, options),
                _ => throw new EngineUnavailableException(id, $"There is no engine '{id}'; known are {string.Join(", ", Ids(options))}."),
            };
        }
        catch (ModelRefusedException exception)
        {
            throw new EngineUnavailableException(id, exception.Message);
        }
        catch (DllNotFoundException exception)
        {
            throw new EngineUnavailableException(id, $"A native library of '{id}' is missing; install the packages of eng/prerequisites.sh. {exception.Message}");
        }
    }
}
