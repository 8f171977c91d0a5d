using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Models;

public sealed class ModelManifestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ModelManifestTests() => File.WriteAllText(folder["manifest.json"], """
        { "models": [ { "id": "net", "file": "net.onnx", "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        "licence": "MIT", "origin": "a test", "input": null, "charset": null } ] }
        """);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_with_the_listed_bytes_is_read()
    {
        File.WriteAllText(folder["net.onnx"], "abc");
        Assert.Equal("abc"u8.ToArray(), ModelManifest.Load(folder.Root).Read("net"));
    }

    [Fact]
    public void An_altered_file_is_refused_by_name()
    {
        File.WriteAllText(folder["net.onnx"], "abd");
        var refusal = Assert.Throws<ModelRefusedException>(() => ModelManifest.Load(folder.Root).Read("net"));
        Assert.Contains("net.onnx", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("altered", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused_by_name() =>
        Assert.Contains("net.onnx", Assert.Throws<ModelRefusedException>(() => ModelManifest.Load(folder.Root).Read("net")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_listed_is_refused() => Assert.Throws<ModelRefusedException>(() => ModelManifest.Load(folder.Root).Read("other"));

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    public void A_manifest_that_is_none_is_refused(string content)
    {
        File.WriteAllText(folder["manifest.json"], content);
        Assert.Throws<ModelRefusedException>(() => ModelManifest.Load(folder.Root));
    }

    [Fact]
    public void An_engine_does_not_start_with_an_altered_model()
    {
        var models = Path.Combine(TestFiles.RepositoryRoot, "models");
        Directory.CreateDirectory(folder["ppocr"]);
        File.Copy(Path.Combine(models, "manifest.json"), folder["manifest.json"], overwrite: true);
        foreach (var file in Directory.GetFiles(Path.Combine(models, "ppocr")))
            File.Copy(file, folder[Path.Combine("ppocr", Path.GetFileName(file))]);
        using (var detector = File.OpenWrite(folder["ppocr/ch_PP-OCRv4_det_infer.onnx"]))
        {
            detector.Position = detector.Length / 2;
            detector.WriteByte(0x55);
            detector.WriteByte(0xAA);
        }
        var fault = Assert.Throws<EngineUnavailableException>(() => EngineFactory.Create("ppocr", new(folder.Root, EngineOptions.DebianTessdataFolder)));
        Assert.Contains("ch_PP-OCRv4_det_infer.onnx", fault.Message, StringComparison.Ordinal);
    }
}
