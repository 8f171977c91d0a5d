using System.Text.Json;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Cli.Evaluation;
using OcrLabeling.Cli.Training;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Scoring;

namespace OcrLabeling.Cli.Commands;

/// <summary>Turns cut-out words of a ground-truth folder into shards for the training of the word network.</summary>
internal sealed class PackCommand(JailStarter startJail) : ICommand
{
    private const int MostWorkers = 64;

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
        var packed = await new CropPacker(jail, folder).PackAsync(crops, crop => PartOf(crop, learned), shards, terminal, ct);
        var parameters = packed.LeftOut.ToDictionary(entry => $"left out: {entry.Key}", entry => $"{entry.Value}");
        parameters["train"] = string.Join(',', learned.Order(StringComparer.Ordinal));
        Report(shards.Finish($"crops of {Path.GetFileName(folder.Root)}", seed: null, ProgramVersion.GitHash, parameters), arguments, terminal);
        return 0;
    }

    /// <summary>Datasets that are not learned from are for evaluation as a whole.</summary>
    private static ShardPart PartOf(CropTruth crop, HashSet<string> learned) => !learned.Contains(crop.Dataset) ? ShardPart.Evaluation
        : DocumentSplit.IsValidation(crop.Source ?? crop.Image) ? ShardPart.Validation : ShardPart.Train;

    private static HashSet<string> LearnedDatasets(Arguments arguments, List<CropTruth> crops)
    {
        var names = arguments.OptionalText("train")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var known = crops.Select(crop => crop.Dataset).Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Except(known).FirstOrDefault() is { } unknown
            ? throw new CommandFailedException($"There is no dataset \"{unknown}\"; there are: {string.Join(", ", known)}.")
            : [.. names];
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
