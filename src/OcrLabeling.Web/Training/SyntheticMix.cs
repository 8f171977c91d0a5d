using OcrLabeling.Core.Pipeline;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Synthesis.Rendering;
using OcrLabeling.Ocr.Synthesis.Words;

namespace OcrLabeling.Web.Training;

/// <summary>Draws the synthetic words that are mixed into a fine-tuning, so that the network does not forget what the dataset does not show. Thread-safe.</summary>
/// <param name="fontFolders">None: all fonts of this machine, which takes a second for some dozen and half a minute for two thousand.</param>
internal sealed class SyntheticMix(params string[] fontFolders)
{
    /// <summary>Share of the dataset's own words in what is learned from; the rest is synthetic.</summary>
    public const double RealShare = 0.45;

    private const int WordsPerStep = 64, MostWords = 40_000;

    private readonly Lazy<SyntheticWords> words = new(() => SyntheticWords.Load(WordDifficulty.Full, fontFolders));

    /// <summary>As many as are learned from once, up to a bound, into a new folder of shards.</summary>
    public Task WriteAsync(string folder, int steps, CancellationToken ct) => Task.Run(() =>
    {
        try
        {
            var shards = new WordShardFolder(folder);
            words.Value.AddTo(shards, seed: 1, Math.Min(MostWords, (int)(steps * WordsPerStep * (1 - RealShare)) + 1), threads: 1, ct: ct);
            shards.Finish(SyntheticWords.Dataset, seed: 1, gitHash: "", words.Value.Parameters);
        }
        catch (FontsMissingException e)
        {
            throw new JobFailedException(e.Message);
        }
    }, ct);
}
