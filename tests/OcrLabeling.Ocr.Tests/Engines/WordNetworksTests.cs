using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Engines.WordDeepNet;
using OcrLabeling.Ocr.Models;

namespace OcrLabeling.Ocr.Tests.Engines;

public sealed class WordNetworksTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("networks").FullName;

    private EngineOptions Options => new(Folder("shipped"), "", Folder("trained"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_a_network_only_page_engines_are_offered()
    {
        Write("shipped");
        Assert.Empty(WordNetworks.Ids(Options));
        Assert.Equal(EngineFactory.PageIds, EngineFactory.Ids(Options));
    }

    [Fact]
    public void Trained_networks_stand_beside_the_shipped_one()
    {
        Write("shipped", "worddeepnet", "worddeepnet-charset", "worddeepnet-weights");
        Write("trained", "worddeepnet-1a2b3c4d");
        Assert.Equal(["worddeepnet", "worddeepnet-1a2b3c4d"], WordNetworks.Ids(Options));
    }

    [Fact]
    public void A_promoted_network_is_the_current_one_and_the_shipped_one_keeps_a_name()
    {
        Write("shipped", "worddeepnet");
        Write("trained", "worddeepnet-1a2b3c4d", "worddeepnet");
        Assert.Equal(["worddeepnet", "worddeepnet-shipped", "worddeepnet-1a2b3c4d"], WordNetworks.Ids(Options));
    }

    [Fact]
    public void A_network_that_is_not_listed_is_refused_by_name()
    {
        Write("shipped", "worddeepnet");
        var refusal = Assert.Throws<EngineUnavailableException>(() => EngineFactory.Create("worddeepnet-ffffffff", Options));
        Assert.Contains("worddeepnet-ffffffff", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_manifest_offers_no_network() => Assert.Equal(EngineFactory.PageIds, EngineFactory.Ids(Options));

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    private void Write(string name, params string[] ids) =>
        File.WriteAllBytes(Path.Combine(Folder(name), ModelManifest.FileName), ModelManifest.Write([.. ids.Select(id => new ModelEntry(id, id, new string('0', 64), "MIT", "test", null, null))]));
}
