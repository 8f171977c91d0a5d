using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Engines;

/// <summary>The engines as the product runs them, in workers: Tesseract cannot live in the process of these tests, which holds OpenCV.</summary>
public sealed class EnginePool : IAsyncLifetime
{
    private OcrWorkerPool Pool { get; } = new(new OcrWorkerPoolOptions { Workers = 1, ModelsFolder = Path.Combine(TestFiles.RepositoryRoot, "models") }, TimeProvider.System);

    public async Task<IReadOnlyList<RecognizedWord>> ReadAsync(string engine, Image page) => (await Pool.ReadPageAsync(engine, page.EncodePng())).Reading.Words;

    public async Task<string> ReadCropAsync(string engine, Image crop) => (await Pool.ReadCropAsync(engine, crop.EncodePng())).Reading.Text;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Pool.DisposeAsync();
}
