using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>Which samples of a folder the trainer may learn from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShardPart>))]
public enum ShardPart
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>Of documents that are never learned from: to choose the model by.</summary>
    Validation,

    /// <summary>Their licence or purpose forbids learning from them.</summary>
    Evaluation,
}

/// <summary>One file of <see cref="WordShardManifest"/>.</summary>
/// <param name="File">Beside the manifest.</param>
/// <param name="Dataset">Such as <c>sroie</c> or <c>synthetic</c>.</param>
/// <param name="Kind"><c>word</c> or <c>line</c>.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="FoldCase">The texts do not keep upper and lower case apart.</param>
/// <param name="AlphanumericOnly">The texts leave punctuation out, so that they are no truth to learn from.</param>
public sealed record WordShardFile(
    string File, string Dataset, string Kind, ShardPart Part, int Count, string Sha256, bool FoldCase = false, bool AlphanumericOnly = false)
{
    /// <summary>A file that is not written yet, to tell a shard folder what a sample belongs to.</summary>
    public static WordShardFile Of(string dataset, string kind, ShardPart part, bool foldCase = false, bool alphanumericOnly = false) =>
        new("", dataset, kind, part, 0, "", foldCase, alphanumericOnly);
}

/// <summary><c>manifest.json</c> beside shards: where their samples come from and how to make them again.</summary>
/// <param name="Source">What made the samples: a dataset's name and licence, or the synthesis and its version.</param>
/// <param name="Seed">Null where nothing is drawn.</param>
/// <param name="Count">Samples of all shards together.</param>
/// <param name="GitHash">Of the program that wrote them.</param>
/// <param name="Charset"><see cref="WordCharset.Characters"/>: classes 1, 2, ... of the network.</param>
/// <param name="Parameters">Settings that shaped the samples, by name.</param>
public sealed record WordShardManifest(
    string Source, ulong? Seed, int Count, string GitHash, string Charset, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<WordShardFile> Shards)
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="InvalidDataException">There is none, or it cannot be read.</exception>
    public static WordShardManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return JsonSerializer.Deserialize<WordShardManifest>(File.ReadAllBytes(path), Form) ?? throw new JsonException("it is empty");
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"The manifest of shards '{path}' cannot be read: {e.Message}");
        }
    }

    /// <summary>Written last, so that a folder without it is one that is not finished.</summary>
    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, FileName), [.. JsonSerializer.SerializeToUtf8Bytes(this, Form), (byte)'\n']);
}
