using System.Globalization;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>A new folder of shards that keeps samples of different datasets, kinds and parts in files of their own. Not thread-safe.</summary>
public sealed class WordShardFolder
{
    private readonly string root;
    private readonly Dictionary<WordShardFile, WordShardWriter> open = [];
    private readonly List<WordShardFile> written = [];

    /// <exception cref="IOException">The folder has shards already.</exception>
    public WordShardFolder(string path)
    {
        root = Directory.CreateDirectory(path).FullName;
        if (Directory.EnumerateFileSystemEntries(root).Any())
            throw new IOException($"{path} is not empty; name a new folder.");
    }

    /// <param name="file">What the sample belongs to; its file name, count and hash are filled in here.</param>
    public void Add(WordShardFile file, string text, int width, ReadOnlySpan<byte> pixels)
    {
        if (!open.TryGetValue(file, out var writer))
            open[file] = writer = new();
        writer.Add(text, width, pixels);
        if (writer.Count == WordShardWriter.UsualCount)
            Write(file, writer);
    }

    /// <summary>Adds a crop with the text people gave it, unless the network cannot take it.</summary>
    /// <param name="file">What the crop belongs to, as in the other Add.</param>
    /// <param name="label">What people wrote.</param>
    /// <param name="word">Null when its image could not be read.</param>
    /// <returns>Why it was left out; null when it was added.</returns>
    public string? Add(WordShardFile file, string label, WordPixels? word)
    {
        var text = WordCharset.Fold(label);
        if (word is null)
            return "no image";
        if (!word.KeepsShape)
            return "too long or too slim";
        if (!WordCharset.Covers(text))
            return "other characters";
        Add(file, text, word.Width, word.Pixels);
        return null;
    }

    /// <summary>Writes what is left and the manifest, with the shards in the order of their names.</summary>
    public WordShardManifest Finish(string source, ulong? seed, string gitHash, IReadOnlyDictionary<string, string> parameters)
    {
        foreach (var (file, writer) in open.Where(entry => entry.Value.Count > 0))
            Write(file, writer);
        var shards = written.OrderBy(shard => shard.File, StringComparer.Ordinal).ToList();
        var manifest = new WordShardManifest(source, seed, shards.Sum(shard => shard.Count), gitHash, WordCharset.Characters, parameters, shards);
        manifest.Write(root);
        return manifest;
    }

    private void Write(WordShardFile file, WordShardWriter writer)
    {
        var kindred = $"{FileNamePart(file.Dataset)}-{FileNamePart(file.Kind)}-{file.Part.ToString().ToLowerInvariant()}";
        var number = written.Count(shard => shard.File.StartsWith(kindred + "-", StringComparison.Ordinal));
        var name = string.Create(CultureInfo.InvariantCulture, $"{kindred}-{number:000}.shard");
        var count = writer.Count;
        written.Add(file with { File = name, Count = count, Sha256 = writer.Write(Path.Combine(root, name)) });
    }

    /// <summary>Names come from ground truth that anybody may have written: nothing in them may lead out of the folder.</summary>
    private static string FileNamePart(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' ? c : '_'));
}
