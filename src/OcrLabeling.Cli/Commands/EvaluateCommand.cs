using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Cli.Evaluation;
using OcrLabeling.Evaluation;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Scoring;

namespace OcrLabeling.Cli.Commands;

/// <summary>Lets an engine read a folder of ground truth and scores what it read.</summary>
internal sealed class EvaluateCommand(JailStarter startJail) : ICommand
{
    private const int MostWorkers = 64;

    /// <summary>After the report; while the run goes on each is named at once.</summary>
    private const int MostFailuresNamed = 20;

    public string Name => "evaluate";

    public string Summary => "Let an engine read a folder of ground truth and score it.";

    public CommandSyntax Syntax { get; } = new(Operand: null, [
        new("dataset", "DIR", "ground-truth folder: gt.jsonl or words.jsonl with the images beside them", IsRequired: true),
        new("engine", "ENGINE", "which engine reads", IsRequired: true),
        new("crops", null, "read cut-out words and lines instead of pages; as a rule where the folder has only these"),
        new("validation", null, "of crops only those of documents that the word network never learns from"),
        new("category", "CATEGORY", "only this category of pages, or this dataset of crops"),
        new("limit", "N", "only N images, shared out evenly over the categories"),
        new("by", "GROUP", "groups of pages: category (default) or dataset"),
        new("predictions", "FILE", "append what was read, image by image; a stopped run goes on from there"),
        new("out", "FILE", "write the report as JSON, too"),
        new("workers", "N", "jailed workers at a time; one for each core by default"),
        new("all", null, "every figure instead of the headlines"),
        Option.Json,
    ]);

    public async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        CheckFolderOf(arguments, "out");
        CheckFolderOf(arguments, "predictions");
        var folder = GroundTruthFolder.Open(arguments.Text("dataset"));
        var report = arguments.Has("crops") || folder is { HasPages: false, HasCrops: true } ? await CropsAsync(folder, arguments, terminal, ct) : await PagesAsync(folder, arguments, terminal, ct);
        if (arguments.OptionalText("out") is { } path)
            await File.WriteAllTextAsync(path, ScoreJson.Write(report) + "\n", ct);
        ReportOutput.Write(report, arguments, terminal);
        if (report.Failures.Count == 0)
            return 0;
        foreach (var failure in report.Failures.Take(MostFailuresNamed))
            terminal.Error.WriteLine($"{Terminal.Safe(failure.Image)}: {Terminal.Safe(failure.Reason)}");
        var more = report.Failures.Count > MostFailuresNamed ? $" ({MostFailuresNamed} of them above, all in the JSON report)" : "";
        throw new CommandFailedException($"{report.Failures.Count} of {report.Overall.Items} images could not be read and count as empty output{more}");
    }

    private async Task<ScoreReport> PagesAsync(GroundTruthFolder folder, Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        if (arguments.Has("validation"))
            throw new UsageException("--validation is for crops.");
        var by = arguments.OneOf<PageGrouping>("by");
        var all = folder.ReadPages().ToList();
        Notes(folder, GroundTruthFolder.PagesFileName, all.ConvertAll(p => p.Image), terminal);
        var pages = Chosen(all, p => p.Category, p => p.Category, arguments);
        var (predictions, engine) = await PredictAsync(PredictionForms.Pages, folder, [.. pages.Select(p => p.Image)], arguments, terminal, ct);
        return ScoreReport.From(pages.Select(p => PageScorer.Score(p, predictions[p.Image])), by, engine: engine);
    }

    private async Task<ScoreReport> CropsAsync(GroundTruthFolder folder, Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        if (arguments.Has("by"))
            throw new UsageException("--by is for pages; crops are grouped by dataset and kind.");
        var all = folder.ReadCrops().ToList();
        Notes(folder, GroundTruthFolder.CropsFileName, all.ConvertAll(c => c.Image), terminal);
        var kept = all.Where(c => !arguments.Has("validation") || DocumentSplit.IsValidation(c.Source ?? c.Image));
        var crops = Chosen([.. kept], c => c.Dataset, c => $"{c.Dataset} {c.Kind}", arguments);
        var (predictions, engine) = await PredictAsync(PredictionForms.Crops, folder, [.. crops.Select(c => c.Image)], arguments, terminal, ct);
        return ScoreReport.From(crops.Select(c => CropScorer.Score(c, predictions[c.Image])), engine: engine);
    }

    /// <summary>Says what does not fit together: it is no error, but no figure should surprise.</summary>
    private static void Notes(GroundTruthFolder folder, string file, List<string> images, Terminal terminal)
    {
        if (folder.LinesWithoutImage(images) is { Count: > 0 } lost)
            terminal.Error.WriteLine($"{(lost.Count == 1 ? $"1 line of {file} names no image of the folder (it counts" : $"{lost.Count} lines of {file} name no image of the folder (they count")} as not read): {Named(lost)}");
        var others = folder.HasPages && folder.HasCrops
            ? file == GroundTruthFolder.PagesFileName ? folder.ReadCrops().Select(c => c.Image) : folder.ReadPages().Select(p => p.Image)
            : [];
        if (folder.ImagesWithoutLine(images.Concat(others)) is { Count: > 0 } bare)
            terminal.Error.WriteLine($"{(bare.Count == 1 ? "1 image of the folder has no line (it is" : $"{bare.Count} images of the folder have no line (they are")} left out): {Named(bare)}");
    }

    private static string Named(IReadOnlyList<string> images) =>
        Terminal.Safe(string.Join(", ", images.Take(MostFailuresNamed)) + (images.Count > MostFailuresNamed ? ", ..." : ""));

    private static IReadOnlyList<T> Chosen<T>(List<T> all, Func<T, string> categoryOf, Func<T, string> groupOf, Arguments arguments)
    {
        var category = arguments.OptionalText("category");
        var ofCategory = category is null ? all : all.FindAll(t => categoryOf(t) == category);
        if (ofCategory.Count == 0)
        {
            var names = string.Join(", ", all.Select(categoryOf).Distinct().Order(StringComparer.Ordinal));
            throw new CommandFailedException(category is null ? "The ground truth is empty." : $"Nothing is in \"{category}\"; there are: {names}.");
        }
        return arguments.OptionalInteger("limit", 1, int.MaxValue) is { } limit ? EvenSample.Take(ofCategory, groupOf, limit) : ofCategory;
    }

    private async Task<(IReadOnlyDictionary<string, T> Predictions, string Engine)> PredictAsync<T>(
        PredictionForm<T> form, GroundTruthFolder folder, IReadOnlyList<string> images, Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        var workers = arguments.OptionalInteger("workers", 1, MostWorkers);
        await using var jail = await startJail(workers, ct);
        var engine = await jail.EngineAsync(arguments.Text("engine"), ct);
        var run = new PredictionRun<T>(form, jail, JailedPredictions.VersionOf(engine), folder);
        var logPath = arguments.OptionalText("predictions");
        try
        {
            return (await run.RunAsync(images, logPath, workers ?? Environment.ProcessorCount, terminal, ct), $"{engine.Id} {engine.Version}");
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested && logPath is not null)
        {
            throw new CommandFailedException($"stopped; the same command goes on from what {logPath} holds");
        }
    }

    /// <summary>Told at once, not after an hour of reading.</summary>
    private static void CheckFolderOf(Arguments arguments, string option)
    {
        if (arguments.OptionalText(option) is { } path && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new CommandFailedException($"--{option} {path}: there is no such folder.");
    }
}
