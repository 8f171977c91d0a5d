using System.Text.Json;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Cli.Evaluation;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Scoring;

namespace OcrLabeling.Cli.Commands;

/// <summary>Turns cut-out words of a ground-truth folder into shards for the training of the word network.</summary>
internal sealed class PackCommand(JailStarter startJail) : ICommand
{
    private const int MostWorkers = 64, CropsAtATime = 256;

    public string Name => "pack";

    public string Summary => "Pack cut-out words into shards that the word network is trained on.";

    public CommandSyntax Syntax { get; } = new(Operand: null, [
        new("crops", "DIR", "ground-truth folder with words.jsonl", IsRequired: true),
        new("out", "DIR", "new folder of shards to write", IsRequired: true),
        new("train", "NAMES", "datasets to learn from, divided by commas; 15 in 100 of their documents are kept for validation, all other datasets for evaluation"),
        new("workers", "N", "jailed workers at a time; one for each core by default"),
        Option.Json,
    ]);

    public async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        var folder = GroundTruthFolder.Open(arguments.Text("crops"));
        var crops = folder.ReadCrops().ToList();
        var learned = LearnedDatasets(arguments, crops);
        var shards = new WordShardFolder(arguments.Text("out"));
        await using var jail = await startJail(arguments.OptionalInteger("workers", 1, MostWorkers), ct);
        using var progress = new Progress(terminal, crops.Count);
        var leftOut = new Dictionary<string, int>();
        foreach (var chunk in crops.Chunk(CropsAtATime))
        {
            // read at the same time, added in the order of the truth: the same folder makes the same shards
            var words = await Task.WhenAll(chunk.Select(crop => ScaleAsync(jail, folder, crop, progress, ct)));
            foreach (var (crop, word) in chunk.Zip(words))
            {
                if (ReasonToLeaveOut(crop, word) is { } reason)
                    leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
                else
                    shards.Add(Place(crop, learned), Text(crop), word!.Width, word.Pixels);
            }
        }
        var parameters = leftOut.ToDictionary(entry => $"left out: {entry.Key}", entry => $"{entry.Value}");
        parameters["train"] = string.Join(',', learned.Order(StringComparer.Ordinal));
        Report(shards.Finish($"crops of {Path.GetFileName(folder.Root)}", seed: null, ProgramVersion.GitHash, parameters), arguments, terminal);
        return 0;
    }

    private static HashSet<string> LearnedDatasets(Arguments arguments, List<CropTruth> crops)
    {
        var names = arguments.OptionalText("train")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var known = crops.Select(crop => crop.Dataset).Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Except(known).FirstOrDefault() is { } unknown
            ? throw new CommandFailedException($"There is no dataset \"{unknown}\"; there are: {string.Join(", ", known)}.")
            : [.. names];
    }

    private static async Task<WordPixels?> ScaleAsync(IOcrJail jail, GroundTruthFolder folder, CropTruth crop, Progress progress, CancellationToken ct)
    {
        try
        {
            return await jail.ScaleWordAsync(await File.ReadAllBytesAsync(folder.ImagePath(crop.Image), ct), ct);
        }
        catch (ImageRefusedException refusal)
        {
            progress.Say($"{Terminal.Safe(crop.Image)}: {refusal.Message}");
            return null;
        }
        finally
        {
            progress.Step();
        }
    }

    private static string? ReasonToLeaveOut(CropTruth crop, WordPixels? word) => (crop, word) switch
    {
        (_, null) => "no image",
        (_, { KeepsShape: false }) => "too long or too slim",
        _ when !WordCharset.Covers(Text(crop)) => "other characters",
        _ => null,
    };

    /// <summary>One space where the truth has any white space.</summary>
    private static string Text(CropTruth crop) => string.Join(' ', crop.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static WordShardFile Place(CropTruth crop, HashSet<string> learned)
    {
        var part = !learned.Contains(crop.Dataset) ? ShardPart.Evaluation
            : DocumentSplit.IsValidation(crop.Source ?? crop.Image) ? ShardPart.Validation : ShardPart.Train;
        return new("", crop.Dataset, crop.Kind, part, 0, "", crop.FoldCase, crop.AlphanumericOnly);
    }

    private static void Report(WordShardManifest manifest, Arguments arguments, Terminal terminal)
    {
        if (arguments.Has("json"))
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(new { count = manifest.Count, shards = manifest.Shards.Count, manifest.Parameters }));
            return;
        }
        foreach (var shard in manifest.Shards)
            terminal.Output.WriteLine($"{shard.Count,7} {shard.File}");
        foreach (var (name, value) in manifest.Parameters)
            terminal.Output.WriteLine($"{name}: {value}");
    }
}
