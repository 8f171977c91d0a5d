using OcrLabeling.Ocr.Engines.Ppocr;
using OcrLabeling.Ocr.Engines.Tesseract;
using OcrLabeling.Ocr.Models;

namespace OcrLabeling.Ocr.Engines;

/// <param name="ModelsFolder">Holds <c>manifest.json</c> and the files it names.</param>
/// <param name="TessdataFolder">Holds <c>eng.traineddata</c>.</param>
public sealed record EngineOptions(string ModelsFolder, string TessdataFolder)
{
    /// <summary>Where Debian's tesseract-ocr-eng puts its files.</summary>
    public const string DebianTessdataFolder = "/usr/share/tesseract-ocr/5/tessdata";
}

/// <summary>Makes engines by their ids.</summary>
public static class EngineFactory
{
    /// <summary>Of <see cref="KnownIds"/> those that read whole pages.</summary>
    public static IReadOnlyList<string> PageIds { get; } = ["tesseract", "ppocr"];

    /// <summary>Ids that <see cref="Create"/> knows, in the order to offer them.</summary>
    public static IReadOnlyList<string> KnownIds { get; } = PageIds;

    /// <summary>Starts an engine, which takes 0.1 to 0.5 s; the caller keeps it, uses it on one thread at a time and disposes it.</summary>
    /// <exception cref="EngineUnavailableException">Unknown id, missing library, or a model that is missing or altered.</exception>
    public static IOcrEngine Create(string id, EngineOptions options)
    {
        try
        {
            return id switch
            {
                "tesseract" => new TesseractEngine(options.TessdataFolder),
                "ppocr" => new PpocrEngine(ModelManifest.Load(options.ModelsFolder)),
                _ => throw new EngineUnavailableException(id, $"There is no engine '{id}'; known are {string.Join(", ", KnownIds)}."),
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
