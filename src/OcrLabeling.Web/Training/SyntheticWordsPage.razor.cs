using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Data;
using OcrLabeling.Synthesis.Rendering;
using OcrLabeling.Synthesis.Words;

namespace OcrLabeling.Web.Training;

public sealed partial class SyntheticWordsPage(SyntheticSheets sheets, NavigationManager navigation) : IDisposable
{
    /// <summary>Fewer are what any machine has, not what training draws from.</summary>
    private const int FewFamilies = 100;

    private readonly CancellationTokenSource leaving = new();
    private SyntheticSheet? sheet;
    private (WordDifficulty Difficulty, int Seed)? shown;
    private int seed;
    private bool isDrawing;
    private string? fault;

    [SupplyParameterFromQuery(Name = "seed")] private int? Seed { get; set; }

    [SupplyParameterFromQuery(Name = "difficulty")] private string? DifficultyName { get; set; }

    private WordDifficulty Difficulty => Choice.Parse<WordDifficulty>(DifficultyName) ?? WordDifficulty.Full;

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        seed = Seed is { } named and >= 0 ? named : shown?.Seed ?? RandomSeed();
        var wanted = (Difficulty, seed);
        if (shown == wanted)
            return;
        shown = wanted;
        isDrawing = true;
        try
        {
            var drawn = await sheets.DrawAsync(wanted.Item1, wanted.seed, leaving.Token);
            // somebody may have asked for another meanwhile
            if (shown == wanted)
                (sheet, isDrawing) = (drawn, false);
        }
        catch (FontsMissingException e)
        {
            fault = e.Message;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
        }
    }

    private static int RandomSeed() => Random.Shared.Next(1_000_000);

    private void Another() => Show(Difficulty, RandomSeed());

    private void Choose(ChangeEventArgs choice) => Show(Choice.Parse<WordDifficulty>(choice.Value as string) ?? Difficulty, seed);

    private void Show(WordDifficulty difficulty, int wantedSeed) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["seed"] = wantedSeed, ["difficulty"] = difficulty == WordDifficulty.Full ? null : difficulty.ToString().ToLowerInvariant() }));
}
