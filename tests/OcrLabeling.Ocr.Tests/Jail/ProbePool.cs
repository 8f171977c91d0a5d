using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Ocr.Tests.Jail;

/// <summary>A pool whose workers try to break out when asked to; shared by the tests of one class.</summary>
public sealed class ProbePool : IAsyncLifetime
{
    internal OcrWorkerPool Pool { get; } = Create(new OcrWorkerPoolOptions());

    internal static OcrWorkerPool Create(OcrWorkerPoolOptions options, Action<OcrWorkerEvent>? observer = null) => new(options, TimeProvider.System, observer, probe: true);

    public Task InitializeAsync() => Pool.WarmAsync();

    public async Task DisposeAsync() => await Pool.DisposeAsync();
}
