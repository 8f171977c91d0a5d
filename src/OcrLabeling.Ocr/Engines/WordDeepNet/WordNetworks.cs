using OcrLabeling.Ocr.Models;

namespace OcrLabeling.Ocr.Engines.WordDeepNet;

/// <summary>
/// The word networks of an installation: the one that ships with it and those trained there. <see cref="CurrentId"/> is the shipped one until the manifest of the trained ones
/// names another; every trained one can also be read by its own id, such as <c>worddeepnet-1a2b3c4d</c>.
/// </summary>
public static class WordNetworks
{
    public const string CurrentId = "worddeepnet";

    /// <summary>The shipped one, whichever is current.</summary>
    public const string ShippedId = CurrentId + "-shipped";

    /// <summary>Manifest entry with the shipped network's weights as PyTorch keeps them: what a training starts from.</summary>
    public const string Weights = CurrentId + WeightsEnding;

    private const string WeightsEnding = "-weights";

    private const string Charset = CurrentId + "-charset";

    private const string Lexicon = "english-lexicon";

    /// <summary>Manifest entry with the weights of a trained network.</summary>
    public static string WeightsOf(string engineId) => engineId + WeightsEnding;

    public static bool IsOne(string engineId) => engineId == CurrentId || engineId.StartsWith(CurrentId + "-", StringComparison.Ordinal);

    /// <summary>Those that can be read with, the current one first.</summary>
    public static IReadOnlyList<string> Ids(EngineOptions options)
    {
        var trained = Trained(options)?.Models.Select(model => model.Id).Where(id => !id.EndsWith(WeightsEnding, StringComparison.Ordinal)).ToList() ?? [];
        var shipped = Directory.Exists(options.ModelsFolder) && ModelManifest.Load(options.ModelsFolder).Models.Any(model => model.Id == CurrentId);
        return [.. new[] { CurrentId }.Where(_ => shipped || trained.Contains(CurrentId)), .. new[] { ShippedId }.Where(_ => shipped && trained.Contains(CurrentId)), .. trained.Where(id => id != CurrentId)];
    }

    /// <exception cref="ModelRefusedException">There is none of this id, or its file is missing or altered.</exception>
    internal static WordDeepNetEngine Create(string id, EngineOptions options)
    {
        var shipped = ModelManifest.Load(options.ModelsFolder);
        var (manifest, entry) = id == ShippedId ? (shipped, CurrentId) : Trained(options) is { } trained && trained.Models.Any(model => model.Id == id) ? (trained, id) : (shipped, id);
        var (model, sha256) = (manifest.Read(entry), manifest.Sha256(entry));
        return new WordDeepNetEngine(id, model, sha256, new(Recognition.Charset.Parse(shipped.Read(Charset)), Recognition.Lexicon.Parse(shipped.Read(Lexicon))));
    }

    private static ModelManifest? Trained(EngineOptions options) =>
        options.TrainedModelsFolder is { } folder && File.Exists(Path.Combine(folder, ModelManifest.FileName)) ? ModelManifest.Load(folder) : null;
}
