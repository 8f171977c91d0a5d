using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Synthesis.Words;

namespace OcrLabeling.Synthesis;

/// <summary>Draws the synthetic words that are mixed into a fine-tuning, so that the network does not forget what the dataset does not show. Thread-safe.</summary>
/// <param name="fontFolders">None: all fonts of this machine, which takes a second for some dozen and some seconds for two thousand.</param>
public sealed class SyntheticMix(params string[] fontFolders)
{
    /// <summary>Share of the dataset's own words in what is learned from; the rest is synthetic.</summary>
    public const double RealShare = 0.45;

    private const int MostWords = 40_000;

    private readonly Lazy<SyntheticWords> words = new(() => SyntheticWords.Load(WordDifficulty.Full, fontFolders), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>How many a training of so many steps draws: as many as it learns from once, up to a bound.</summary>
    public static int WordsFor(int steps) => Math.Min(MostWords, (int)(steps * TrainingOrder.WordsPerStep * (1 - RealShare)) + 1);

    /// <summary>Writes <see cref="WordsFor"/> words into a new folder of shards.</summary>
    /// <exception cref="OcrLabeling.Synthesis.Rendering.FontsMissingException">Not one usable font is there.</exception>
    public Task WriteAsync(string folder, int steps, CancellationToken ct) => Task.Run(() =>
    {
        var shards = new WordShardFolder(folder);
        words.Value.AddTo(shards, seed: 1, WordsFor(steps), threads: 1, ct: ct);
        shards.Finish(SyntheticWords.Dataset, seed: 1, gitHash: "", words.Value.Parameters);
    }, ct);
}
