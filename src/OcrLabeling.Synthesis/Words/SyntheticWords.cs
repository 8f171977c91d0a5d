using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Rendering;
using OcrLabeling.Synthesis.Words.Fonts;
using OcrLabeling.Synthesis.Words.Texts;

namespace OcrLabeling.Synthesis.Words;

/// <summary>
/// Draws word images to train the word network with: about a millisecond each on one core. A sample is a function of the seed, its number, the fonts and the
/// word lists, whatever the number of threads. Thread-safe, but every <see cref="Draw"/> has its own buffers.
/// </summary>
public sealed class SyntheticWords
{
    /// <summary>The dataset its shards are filed under.</summary>
    public const string Dataset = "synthetic";

    private const int SamplesAtATime = 256;

    /// <summary>Crops with nothing to read among <see cref="WordDifficulty.Full"/>.</summary>
    private const double EmptyShare = 0.1;

    private readonly WordFonts fonts;
    private readonly IReadOnlyList<string> dictionary;
    private readonly WordDifficulty difficulty;

    private SyntheticWords(WordFonts fonts, IReadOnlyList<string> dictionary, WordDifficulty difficulty) =>
        (this.fonts, this.dictionary, this.difficulty) = (fonts, dictionary, difficulty);

    /// <summary>Audits the fonts of this machine (some 10 ms each) and reads its word lists; a dozen fonts and no list are enough.</summary>
    /// <exception cref="FontsMissingException">Not one usable font is there.</exception>
    /// <param name="fontFolders">Where to look for fonts; <see cref="FontCatalog.SystemFolder"/> when none is named.</param>
    public static SyntheticWords Load(WordDifficulty difficulty, params string[] fontFolders) =>
        new(WordFonts.Load(FontCatalog.Load(fontFolders), difficulty), WordLists.Read(WordLists.SystemFolder), difficulty);

    /// <summary>Samples 0, 1, 2, ... of a seed.</summary>
    /// <param name="threads">How many samples are drawn at a time, 1 or more; it does not change them.</param>
    public IEnumerable<WordSample> Draw(ulong seed, int count, int threads = 1)
    {
        var texts = new WordTexts(seed, dictionary, difficulty == WordDifficulty.Full ? EmptyShare : 0);
        var studios = Enumerable.Range(0, threads).Select(_ => new WordStudio(fonts, difficulty)).ToArray();
        try
        {
            for (var first = 0; first < count; first += SamplesAtATime)
            {
                // texts come one after the other, since each depends on those before; their images are independent
                var chunk = Enumerable.Range(0, Math.Min(SamplesAtATime, count - first)).Select(_ => texts.Next()).ToArray();
                var samples = new WordSample[chunk.Length];
                Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, thread =>
                {
                    for (var i = thread; i < chunk.Length; i += threads)
                        samples[i] = studios[thread].Make(chunk[i], SampleSeed(seed, first + i));
                });
                foreach (var sample in samples)
                    yield return sample;
            }
        }
        finally
        {
            foreach (var studio in studios)
                studio.Dispose();
        }
    }

    /// <summary>Adds samples to a folder of shards as words to learn from.</summary>
    public void AddTo(WordShardFolder folder, ulong seed, int count, int threads = 1, Action? drawn = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var place = new WordShardFile("", Dataset, "word", ShardPart.Train, 0, "");
        foreach (var sample in Draw(seed, count, threads))
        {
            ct.ThrowIfCancellationRequested();
            folder.Add(place, sample.Text, sample.Width, sample.Pixels);
            drawn?.Invoke();
        }
    }

    /// <summary>Font families that words are drawn from.</summary>
    public int Families => fonts.Families;

    /// <summary>What decides the samples besides the seed, for the manifest of the shards.</summary>
    public IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string>
    {
        ["difficulty"] = difficulty.ToString().ToLowerInvariant(),
        ["families"] = $"{Families}",
        ["fonts"] = fonts.Fingerprint,
        ["dictionary"] = $"{dictionary.Count} words",
    };

    // the golden ratio keeps the seeds of neighbours and of neighbouring runs apart
    private static ulong SampleSeed(ulong seed, int number) => unchecked((seed + 1) * 0x9E3779B97F4A7C15 ^ (ulong)(number + 1) * 0xD1B54A32D192ED03);
}
