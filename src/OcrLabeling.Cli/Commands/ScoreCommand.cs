using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Scoring;

namespace OcrLabeling.Cli.Commands;

/// <summary>Scores predictions that are already there; no engine runs.</summary>
internal sealed class ScoreCommand : ICommand
{
    private const int MostNamed = 10;

    public string Name => "score";

    public string Summary => "Compare a file of predictions with the truth.";

    public CommandSyntax Syntax { get; } = new(Operand: null, [
        new("truth", "PATH", "ground-truth folder, or its gt.jsonl or words.jsonl", IsRequired: true),
        new("predictions", "FILE", "one image a line, as evaluate writes it", IsRequired: true),
        new("against", "FILE", "a second engine's predictions: differences B - A with their 95 % intervals"),
        new("crops", null, "score cut-out words and lines instead of pages; as a rule where the truth has only these"),
        new("by", "GROUP", "groups of pages: category (default) or dataset"),
        new("sampled", null, "leave out pages without a prediction instead of scoring them as empty"),
        new("all", null, "every figure instead of the headlines"),
        Option.Json,
    ]);

    public Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        if (arguments.Has("crops") || HasOnlyCrops(arguments.Text("truth")))
            ScoreCrops(arguments, terminal);
        else
            ScorePages(arguments, terminal);
        return Task.FromResult(0);
    }

    private static void ScorePages(Arguments arguments, Terminal terminal)
    {
        var by = arguments.OneOf<PageGrouping>("by");
        var truth = TruthFile.ReadPages(TruthPath(arguments, GroundTruthFolder.PagesFileName)).ToList();
        var first = PredictionFile.ReadPages(arguments.Text("predictions"));
        var engine = EngineName(first.Values.Select(p => p.Engine), arguments.Text("predictions"));
        var scored = Score(truth, first, arguments, terminal);
        if (arguments.OptionalText("against") is not { } against)
        {
            ReportOutput.Write(ScoreReport.From(scored, by, engine: engine), arguments, terminal);
            return;
        }
        var second = PredictionFile.ReadPages(against);
        var other = EngineName(second.Values.Select(p => p.Engine), against);
        var scoredByOther = Score(truth, second, arguments, terminal);
        // a page that only one was run on says nothing about the two
        var common = InCommon(truth.Select(t => t.Image), first.Keys, second.Keys, terminal);
        scored.RemoveAll(p => !common.Contains(p.Image));
        scoredByOther.RemoveAll(p => !common.Contains(p.Image));
        var comparison = ScoreComparison.Between(scored, scoredByOther, by, engineA: engine, engineB: other);
        ReportOutput.Write(comparison, arguments, terminal);
    }

    private static List<ScoredPage> Score(
        List<PageTruth> truth, IReadOnlyDictionary<string, PagePrediction> predictions, Arguments arguments, Terminal terminal)
    {
        Notes(truth.ConvertAll(t => t.Image), predictions.Keys, arguments.Has("sampled") ? "left out" : "scored as empty output", terminal);
        var run = arguments.Has("sampled") ? truth.Where(t => predictions.ContainsKey(t.Image)) : truth;
        return NotEmpty([.. run.Select(t => PageScorer.Score(t, predictions.GetValueOrDefault(t.Image)))]);
    }

    private static void ScoreCrops(Arguments arguments, Terminal terminal)
    {
        if (arguments.Has("by") || arguments.Has("sampled"))
            throw new UsageException("--by and --sampled are for pages; crops are grouped by dataset and kind, and only those with a prediction count.");
        var truth = TruthFile.ReadCrops(TruthPath(arguments, GroundTruthFolder.CropsFileName)).ToList();
        var first = PredictionFile.ReadCrops(arguments.Text("predictions"));
        var engine = EngineName(first.Values.Select(p => p.Engine), arguments.Text("predictions"));
        var scored = Score(truth, first, terminal);
        if (arguments.OptionalText("against") is not { } against)
        {
            ReportOutput.Write(ScoreReport.From(scored, engine: engine), arguments, terminal);
            return;
        }
        var second = PredictionFile.ReadCrops(against);
        var other = EngineName(second.Values.Select(p => p.Engine), against);
        var scoredByOther = Score(truth, second, terminal);
        InCommon(truth.Select(t => t.Image), first.Keys, second.Keys, terminal);
        ReportOutput.Write(ScoreComparison.Between(scored, scoredByOther, engineA: engine, engineB: other), arguments, terminal);
    }

    private static List<ScoredCrop> Score(List<CropTruth> truth, IReadOnlyDictionary<string, CropPrediction> predictions, Terminal terminal)
    {
        Notes(truth.ConvertAll(t => t.Image), predictions.Keys, "left out", terminal);
        return NotEmpty([.. truth.Where(t => predictions.ContainsKey(t.Image)).Select(t => CropScorer.Score(t, predictions[t.Image]))]);
    }

    /// <summary>Says what does not fit together.</summary>
    private static void Notes(List<string> truth, IEnumerable<string> predicted, string fate, Terminal terminal)
    {
        var predictions = predicted.ToHashSet();
        var missing = truth.FindAll(t => !predictions.Contains(t));
        if (missing.Count > 0)
            terminal.Error.WriteLine($"{missing.Count} of {truth.Count} images have no prediction: {fate} ({Named(missing)})");
        predictions.ExceptWith(truth);
        if (predictions.Count > 0)
            terminal.Error.WriteLine($"{predictions.Count} {(predictions.Count == 1 ? "prediction names an image" : "predictions name images")} that the truth does not have: {Named([.. predictions.Order(StringComparer.Ordinal)])}");
    }

    private static string Named(List<string> images) => Terminal.Safe(string.Join(", ", images.Take(MostNamed)) + (images.Count > MostNamed ? ", ..." : ""));

    private static HashSet<string> InCommon(IEnumerable<string> truth, IEnumerable<string> first, IEnumerable<string> second, Terminal terminal)
    {
        var images = truth.ToHashSet();
        var (a, b) = (first.Where(images.Contains).ToHashSet(), second.Where(images.Contains).ToHashSet());
        var common = a.Intersect(b).ToHashSet();
        if (common.Count == 0)
            throw new CommandFailedException("The two files have no image in common; evaluate both with the same --limit and --category.");
        if (a.Count + b.Count - 2 * common.Count is var only and > 0)
            terminal.Error.WriteLine($"compared over the {common.Count} images that both have a prediction for; {only} that only one has are left out");
        return common;
    }

    private static bool HasOnlyCrops(string truth) => Directory.Exists(truth)
        ? File.Exists(Path.Combine(truth, GroundTruthFolder.CropsFileName)) && !File.Exists(Path.Combine(truth, GroundTruthFolder.PagesFileName))
        : Path.GetFileName(truth) == GroundTruthFolder.CropsFileName;

    /// <exception cref="CommandFailedException">There is no such file.</exception>
    private static string TruthPath(Arguments arguments, string fileName)
    {
        var truth = arguments.Text("truth");
        var path = Directory.Exists(truth) ? Path.Combine(truth, fileName) : truth;
        return File.Exists(path) ? path : throw new CommandFailedException($"{fileName} is not in {truth}, and {truth} is no file.");
    }

    private static string EngineName(IEnumerable<EngineVersion?> engines, string file)
    {
        var names = engines.Distinct().Take(2).ToList();
        return names is [{ } engine] ? $"{engine.Id} {engine.Version}" : Path.GetFileName(file);
    }

    private static List<T> NotEmpty<T>(List<T> scored) =>
        scored.Count > 0 ? scored : throw new CommandFailedException("No image of the truth has a prediction.");
}
