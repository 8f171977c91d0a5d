using System.Text.Json;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Synthesis;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Cli.Commands;

/// <summary>Makes up documents with exact truth, in the form <c>evaluate</c> reads, or word images in the form the word network is trained on.</summary>
internal sealed class SynthesizeCommand : ICommand
{
    private const int MostDocuments = 1_000_000;

    public string Name => "synthesize";

    public string Summary => "Make up receipts, letters, forms, screenshots and signs, or single words, with exact truth.";

    public CommandSyntax Syntax { get; } = new(Operand: null, [
        new("documents", "N", "how many, shared out over the categories"),
        new("words", "N", "make word images to train on instead of documents"),
        new("out", "DIR", "new ground-truth folder, or new folder of shards, to write"),
        new("seed", "S", "the first document's seed, 0 by default; the same seed makes the same document"),
        new("category", "CATEGORY", $"only this one of {string.Join(", ", SyntheticCategories.All.Select(c => c.Name()))}"),
        new("clean", null, "as laid out: not worn, scanned or photographed"),
        new("plain", null, "words in common fonts, hardly worn"),
        new("workers", "N", "words drawn at a time; 1 by default"),
        new("sheet", "FILE", "write the words as one PNG with their texts below, instead of shards"),
        new("fonts", "FILE", "write the audit of this machine's fonts as one PNG and do nothing else"),
        Option.Json,
    ]);

    public Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        if (arguments.Has("words") || arguments.Has("fonts"))
            return Task.FromResult(WordSynthesis.Run(arguments, terminal, ct));
        var count = arguments.OptionalInteger("documents", 1, MostDocuments) ?? throw new UsageException("--documents or --words is missing.");
        var seed = (ulong)(arguments.OptionalInteger("seed", 0, int.MaxValue) ?? 0);
        var categories = Categories(arguments);
        var defects = arguments.Has("clean") ? SyntheticDefects.None : SyntheticDefects.Realistic;
        using var synthesizer = Synthesizer();
        var path = Path.GetFullPath(arguments.OptionalText("out") ?? throw new UsageException("--out is missing."));
        var words = Write(synthesizer, path, count, i => (categories[i % categories.Count], seed + (ulong)(i / categories.Count)), defects, terminal, ct);
        if (arguments.Has("json"))
            terminal.Output.WriteLine(JsonSerializer.Serialize(new { documents = count, words, folder = path }));
        else
            terminal.Output.WriteLine($"{count} documents with {words} words are in {path}");
        return Task.FromResult(0);
    }

    private static int Write(
        DocumentSynthesizer synthesizer, string path, int count, Func<int, (SyntheticCategory Category, ulong Seed)> plan, SyntheticDefects defects,
        Terminal terminal, CancellationToken ct)
    {
        using var folder = SyntheticFolder.Create(path);
        using var progress = new Progress(terminal, count);
        var words = 0;
        for (var i = 0; i < count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var (category, seed) = plan(i);
            using var document = synthesizer.Create(category, seed, defects);
            folder.Add(document);
            words += document.Words.Count;
            progress.Step();
        }
        return words;
    }

    private static IReadOnlyList<SyntheticCategory> Categories(Arguments arguments)
    {
        if (arguments.OptionalText("category") is not { } name)
            return SyntheticCategories.All;
        return SyntheticCategories.Parse(name) is { } category
            ? [category]
            : throw new UsageException($"--category is \"{name}\"; allowed are {string.Join(", ", SyntheticCategories.All.Select(c => c.Name()))}.");
    }

    private static DocumentSynthesizer Synthesizer()
    {
        try
        {
            return new();
        }
        catch (FontsMissingException e)
        {
            throw new CommandFailedException(e.Message);
        }
    }
}
