using System.Globalization;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Words;

namespace OcrLabeling.Web.Training;

/// <summary>A made-up word on a sheet.</summary>
/// <param name="Text">Its truth; empty where there is nothing to read.</param>
/// <param name="Font">The family it is written in; empty where nothing is.</param>
/// <param name="Width">In pixels, at a height of 32.</param>
/// <param name="Image">A data URL.</param>
public sealed record SheetWord(string Text, string Font, int Width, string Image);

/// <param name="Families">Font families that words are drawn from on this machine.</param>
public sealed record SyntheticSheet(int Families, IReadOnlyList<SheetWord> Words);

/// <summary>Draws sheets of the words that the word network learns from, for people to look over. The first of a difficulty looks through the fonts, which takes seconds. Thread-safe.</summary>
/// <param name="fontFolders">None: all fonts of this machine.</param>
public sealed class SyntheticSheets(params string[] fontFolders) : IDisposable
{
    public const int WordsOnSheet = 72;

    private readonly Dictionary<WordDifficulty, SyntheticWords> loaded = [];
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>The same seed makes the same sheet.</summary>
    /// <exception cref="OcrLabeling.Synthesis.Rendering.FontsMissingException">Not one usable font is there.</exception>
    public async Task<SyntheticSheet> DrawAsync(WordDifficulty difficulty, int seed, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Draw(difficulty, seed), ct);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private SyntheticSheet Draw(WordDifficulty difficulty, int seed)
    {
        if (!loaded.TryGetValue(difficulty, out var words))
            loaded[difficulty] = words = SyntheticWords.Load(difficulty, fontFolders);
        return new(words.Families, [.. words.Draw((ulong)seed, WordsOnSheet).Select(Show)]);
    }

    private static SheetWord Show(WordSample sample)
    {
        using var image = Image.FromPixels(sample.Width, WordImage.HeightPixels, 1, sample.Pixels);
        return new(sample.Text, sample.Font, sample.Width, string.Create(CultureInfo.InvariantCulture, $"data:image/png;base64,{Convert.ToBase64String(image.EncodePng())}"));
    }
}
