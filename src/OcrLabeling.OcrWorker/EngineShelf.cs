using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.OcrWorker;

/// <summary>The engines of this worker: each is made when first asked for, then kept warm.</summary>
internal sealed class EngineShelf(IReadOnlyDictionary<string, Func<IOcrEngine>> makers) : IDisposable
{
    private readonly Dictionary<string, IOcrEngine> engines = [];

    public IReadOnlyList<EngineInfo> All() => [.. makers.Keys.Order(StringComparer.Ordinal).Select(id => Describe(Take(id)))];

    /// <exception cref="ArgumentException">There is no such engine.</exception>
    public IOcrEngine Take(string id)
    {
        if (engines.TryGetValue(id, out var engine))
            return engine;
        if (!makers.TryGetValue(id, out var make))
            throw new ArgumentException($"There is no engine '{id}'; there are: {string.Join(", ", makers.Keys.Order(StringComparer.Ordinal))}.");
        return engines[id] = make();
    }

    public static EngineInfo Describe(IOcrEngine engine) => new(engine.Id, engine.Version);

    public void Dispose()
    {
        foreach (var engine in engines.Values)
            engine.Dispose();
    }
}
