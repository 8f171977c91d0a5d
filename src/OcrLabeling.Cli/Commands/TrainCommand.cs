using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Cli.Evaluation;
using OcrLabeling.Cli.Training;
using OcrLabeling.Core.Training;
using OcrLabeling.Ocr.Engines.WordDeepNet;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Scoring;
using OcrLabeling.Synthesis;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Cli.Commands;

/// <summary>Fine-tunes the word network on the crops of a ground-truth folder, as the training page does on a dataset, and registers the result in a folder of trained networks.</summary>
/// <param name="shippedModels">Folder of the models that ship with the program; null when there are none.</param>
internal sealed class TrainCommand(JailStarter startJail, Trainer trainer, SyntheticMix synthetic, Func<string?> shippedModels) : ICommand
{
    private const int UsualSteps = 1500, MostWorkers = 64;
    private const string UsualFolder = "trained";

    public string Name => "train";

    public string Summary => "Fine-tune the word network on cut-out words; needs PyTorch (src/training/setup).";

    public CommandSyntax Syntax { get; } = new(Operand: null, [
        new("dataset", "DIR", "ground-truth folder with words.jsonl, such as a dataset downloaded from the product", IsRequired: true),
        new("from", "MODEL", $"{WordNetworks.CurrentId}, the network that ships with the program (default), or the id of one trained before"),
        new("out", "DIR", $"folder of trained networks, \"{UsualFolder}\" by default; a stopped training goes on from there"),
        new("steps", "N", $"batches of {TrainingOrder.WordsPerStep} words to learn from, {UsualSteps} by default"),
        new("workers", "N", "jailed workers at a time; one for each core by default"),
        Option.Json,
    ]);

    public async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        var steps = arguments.OptionalInteger("steps", 1, TrainingRun.MostSteps) ?? UsualSteps;
        var workers = arguments.OptionalInteger("workers", 1, MostWorkers);
        var dataset = GroundTruthFolder.Open(arguments.Text("dataset"));
        var crops = dataset.ReadCrops().Where(crop => !crop.AlphanumericOnly).ToList();
        var trained = TrainedFolder.Open(arguments.OptionalText("out") ?? UsualFolder);
        var start = Start(arguments.OptionalText("from") ?? WordNetworks.CurrentId, trained);
        if (await trainer.FindFaultAsync(ct) is { } fault)
            throw new CommandFailedException(fault);
        var truthSha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(dataset.Root, GroundTruthFolder.CropsFileName), ct)));
        using var folder = TrainingFolder.Open(trained.Root, truthSha256, Convert.ToHexStringLower(SHA256.HashData(start.Weights)), $"{steps}");
        try
        {
            await using var jail = await startJail(workers, ct, trained.Root);
            var (learned, heldOut, byDocument) = await PackAsync(jail, dataset, crops, folder, terminal, ct);
            var files = await TrainAsync(folder, start.Weights, steps, terminal, ct);
            var engineId = WordModel.EngineIdOf(files.Sha256);
            var facts = new ModelFacts(Path.GetFileName(dataset.Root), truthSha256, start.EngineId, learned, heldOut.Count, byDocument, steps);
            trained.Add(files, facts.Origin, id => facts.Card(id, files.Sha256, score: null));
            jail.Renew();
            var score = await new HeldOutReading(jail, dataset).CompareAsync(heldOut, start.ReadBy, engineId, workers ?? Environment.ProcessorCount, terminal, ct);
            trained.Add(files, facts.Origin, id => facts.Card(id, files.Sha256, score));
            folder.Delete();
            Report(facts, engineId, score, trained.Root, arguments, terminal);
            return 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw new CommandFailedException($"stopped; the same command goes on from what {folder.Root} holds");
        }
        catch (Exception e) when (e is TrainerFailedException or TrainerUnavailableException or FontsMissingException)
        {
            throw new CommandFailedException(e.Message);
        }
    }

    /// <param name="EngineId">As people named it.</param>
    /// <param name="ReadBy">The engine that is this very network, whatever else was trained.</param>
    private sealed record StartingPoint(string EngineId, string ReadBy, byte[] Weights);

    private StartingPoint Start(string engineId, TrainedFolder trained)
    {
        try
        {
            if (engineId is WordNetworks.CurrentId or WordNetworks.ShippedId)
                return new(WordNetworks.CurrentId, WordNetworks.ShippedId, ModelManifest.Load(shippedModels() ?? throw new ModelRefusedException($"{JailStart.ModelsVariable} does not say where the models are.")).Read(WordNetworks.Weights));
            var known = trained.EngineIds;
            return known.Contains(engineId)
                ? new(engineId, engineId, trained.Weights(engineId))
                : throw new CommandFailedException($"There is no network \"{engineId}\"; there are: {string.Join(", ", known.Prepend(WordNetworks.CurrentId))}.");
        }
        catch (ModelRefusedException e)
        {
            throw new CommandFailedException(e.Message);
        }
    }

    private static async Task<(int Learned, IReadOnlyList<CropTruth> HeldOut, bool ByDocument)> PackAsync(
        IOcrJail jail, GroundTruthFolder dataset, List<CropTruth> crops, TrainingFolder folder, Terminal terminal, CancellationToken ct)
    {
        // packed anew after a stop: it takes seconds, and the same crops make the same shards
        if (Directory.Exists(folder.Real))
            Directory.Delete(folder.Real, recursive: true);
        var byDocument = crops.Select(crop => crop.Source).OfType<string>().Distinct().Take(DocumentSplit.FewestDocuments).Count() == DocumentSplit.FewestDocuments;
        ShardPart PartOf(CropTruth crop) => DocumentSplit.IsValidation(byDocument ? crop.Source ?? crop.Image : crop.Image) ? ShardPart.Validation : ShardPart.Train;
        var shards = new WordShardFolder(folder.Real);
        var packed = (await new CropPacker(jail, dataset).PackAsync(crops, PartOf, shards, terminal, ct)).Packed;
        shards.Finish($"crops of {Path.GetFileName(dataset.Root)}", seed: null, ProgramVersion.GitHash, new Dictionary<string, string> { ["split by"] = byDocument ? "document" : "word" });
        var heldOut = packed.Where(p => p.Part == ShardPart.Validation).Select(p => p.Crop).ToList();
        var learned = packed.Count - heldOut.Count;
        return learned >= TrainingService.FewestWords && heldOut.Count > 0
            ? (learned, heldOut, byDocument)
            : throw new CommandFailedException(
                $"Of {crops.Count} word images {learned} can be learned from and {heldOut.Count} held out to judge by; training needs at least {TrainingService.FewestWords} and 1.");
    }

    private async Task<TrainedFiles> TrainAsync(TrainingFolder folder, byte[] weights, int steps, Terminal terminal, CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(folder.Synthetic, WordShardManifest.FileName)))
        {
            if (Directory.Exists(folder.Synthetic))
                Directory.Delete(folder.Synthetic, recursive: true);
            terminal.Error.WriteLine($"drawing {SyntheticMix.WordsFor(steps)} synthetic words");
            await synthetic.WriteAsync(folder.Synthetic, steps, ct);
        }
        await File.WriteAllBytesAsync(folder.Start, weights, ct);
        using var progress = new Progress(terminal, steps);
        var order = new TrainingOrder(folder.Run, [new(folder.Real, SyntheticMix.RealShare, Vary: true), new(folder.Synthetic, 1 - SyntheticMix.RealShare)], folder.Real, folder.Start, steps);
        var result = await trainer.TrainAsync(order, new Reports(progress), ct);
        return new(await File.ReadAllBytesAsync(result.Network, ct), await File.ReadAllBytesAsync(result.Checkpoint, ct));
    }

    private static void Report(ModelFacts facts, string engineId, HeldOutScore score, string folder, Arguments arguments, Terminal terminal)
    {
        if (arguments.Has("json"))
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(new
            {
                engine = engineId, from = facts.From, folder, steps = facts.Steps, learned = facts.Learned, heldOut = score.Words, rightBefore = score.BaseRight, right = score.Right,
            }));
            return;
        }
        terminal.Output.WriteLine($"{engineId} reads {score.Right} of {score.Words} words held out ({ModelFacts.Share(score.Right, score.Words)}), {facts.From} {score.BaseRight} ({ModelFacts.Share(score.BaseRight, score.Words)})");
        terminal.Output.WriteLine($"It is in {folder}; to read with it: {JailStart.TrainedVariable}={folder} ocrlab evaluate --crops --engine {engineId} --dataset DIR");
    }

    private sealed class Reports(Progress progress) : IProgress<TrainingReport>
    {
        public void Report(TrainingReport value)
        {
            progress.Reach(value.Step);
            if (value.Accuracy is { } accuracy)
                progress.Say(string.Create(CultureInfo.InvariantCulture, $"step {value.Step}: {100 * accuracy:0.0} % of the words held out"));
        }
    }
}
