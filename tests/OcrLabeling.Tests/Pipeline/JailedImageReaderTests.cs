using Microsoft.Extensions.Options;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Ocr.Engines;
using OcrLabeling.Tests.Evaluation;
using OcrLabeling.Web.Pipeline;

namespace OcrLabeling.Tests.Pipeline;

public sealed class JailedImageReaderTests
{
    [Fact]
    public async Task An_engine_without_its_models_fails_the_job_at_once_with_what_to_do()
    {
        await using var jail = new FakeJail { Page = engine => throw new EngineUnavailableException(engine, "models/det.onnx is missing; eng/models.sh fetches it.") };
        var reader = new JailedImageReader(jail, Options.Create(new PipelineOptions()));
        var failure = await Assert.ThrowsAsync<JobFailedException>(() => reader.ReadPageAsync("ppocr", new byte[1], default));
        Assert.Equal("The engine ppocr cannot be used on this machine: models/det.onnx is missing; eng/models.sh fetches it. Put that right, then retry.", failure.Message);
    }
}
