using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Jail.Workers;

namespace OcrLabeling.OcrWorker;

/// <summary>The engines of this worker's kind: each is made when first asked for, then kept warm.</summary>
internal sealed class EngineRegistry(EngineOptions options, WorkerKind kind) : IDisposable
{
    private readonly Dictionary<string, IOcrEngine> engines = [];

    /// <summary>Those whose libraries and models are there.</summary>
    public IReadOnlyList<EngineInfo> All() => [.. EngineFactory.Ids(options).Where(id => (id == EngineFactory.Tesseract) == (kind == WorkerKind.Tesseract)).Select(TryDescribe).OfType<EngineInfo>()];

    /// <exception cref="EngineUnavailableException">Unknown, or its library or models are missing.</exception>
    public IOcrEngine Take(string id) => engines.TryGetValue(id, out var engine) ? engine : engines[id] = EngineFactory.Create(id, options);

    public static EngineInfo Describe(IOcrEngine engine) => new(engine.Id, engine.Version);

    public void Dispose()
    {
        foreach (var engine in engines.Values)
            engine.Dispose();
    }

    private EngineInfo? TryDescribe(string id)
    {
        try
        {
            return Describe(Take(id));
        }
        catch (EngineUnavailableException)
        {
            return null;
        }
    }
}
