using System.Security.Cryptography;
using OcrLabeling.Core.Training;
using OcrLabeling.Ocr.Engines.WordDeepNet;
using OcrLabeling.Ocr.Models;

namespace OcrLabeling.Cli.Training;

/// <summary>A folder of word networks trained here: network, weights and model card of each under its SHA-256, and the manifest that the jail reads.</summary>
internal sealed class TrainedFolder
{
    private TrainedFolder(string root) => Root = root;

    public string Root { get; }

    public static TrainedFolder Open(string path) => new(Directory.CreateDirectory(path).FullName);

    public IReadOnlyList<string> EngineIds => [.. Entries.Where(entry => entry.File.EndsWith(".onnx", StringComparison.Ordinal)).Select(entry => entry.Id)];

    private IReadOnlyList<ModelEntry> Entries => File.Exists(ManifestPath) ? ModelManifest.Load(Root).Models : [];

    private string ManifestPath => Path.Combine(Root, ModelManifest.FileName);

    /// <summary>What a training from this network starts with.</summary>
    /// <exception cref="ModelRefusedException">Its weights are missing or altered.</exception>
    public byte[] Weights(string engineId) => ModelManifest.Load(Root).Read(WordNetworks.WeightsOf(engineId));

    /// <summary>Registers a network; the same one once more changes nothing but its card.</summary>
    /// <param name="origin">How it came about, in one line.</param>
    /// <param name="card">Writes the model card of an engine id.</param>
    public void Add(TrainedFiles files, string origin, Func<string, string> card)
    {
        var (network, weights) = ($"{files.Sha256}.onnx", $"{files.Sha256}.pt");
        var id = WordModel.EngineIdOf(files.Sha256);
        Replace(network, files.Network);
        Replace(weights, files.Checkpoint);
        File.WriteAllText(Path.Combine(Root, $"{id}.md"), card(id));
        List<ModelEntry> added =
        [
            new(id, network, files.Sha256, "", origin, Input: null, Charset: null),
            new(WordNetworks.WeightsOf(id), weights, Convert.ToHexStringLower(SHA256.HashData(files.Checkpoint)), "", origin, Input: null, Charset: null),
        ];
        var others = Entries.Where(entry => added.All(a => a.Id != entry.Id));
        Replace(ModelManifest.FileName, ModelManifest.Write([.. others, .. added]));
    }

    // a worker that starts meanwhile sees the old file or the new one
    private void Replace(string name, byte[] bytes)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }
}
