using System.Diagnostics;
using System.Text.Json;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Rendering;
using OcrLabeling.Synthesis.Words;
using OcrLabeling.Synthesis.Words.Fonts;

namespace OcrLabeling.Cli.Commands;

/// <summary>The part of <see cref="SynthesizeCommand"/> that draws single words.</summary>
internal static class WordSynthesis
{
    private const int MostWords = 20_000_000, MostOnSheet = 2_000, MostFonts = 1_200, MostThreads = 64;

    public static int Run(Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        if (arguments.OptionalText("fonts") is { } report)
        {
            using var fonts = FontAuditSheet.Create(MostFonts);
            File.WriteAllBytes(report, fonts.EncodePng());
            return 0;
        }
        var count = arguments.OptionalInteger("words", 1, MostWords) ?? 0;
        var seed = (ulong)(arguments.OptionalInteger("seed", 0, int.MaxValue) ?? 0);
        var threads = arguments.OptionalInteger("workers", 1, MostThreads) ?? 1;
        // each word is drawn on one thread
        Image.SetThreads(1);
        var words = Load(arguments.Has("plain") ? WordDifficulty.Plain : WordDifficulty.Full);
        if (arguments.OptionalText("sheet") is { } file)
        {
            using var sheet = WordSheet.Create([.. words.Draw(seed, Math.Min(count, MostOnSheet), threads)]);
            File.WriteAllBytes(file, sheet.EncodePng());
            return 0;
        }
        WriteShards(words, Path.GetFullPath(arguments.OptionalText("out") ?? throw new UsageException("--out is missing.")), count, seed, threads, arguments, terminal, ct);
        return 0;
    }

    private static void WriteShards(
        SyntheticWords words, string path, int count, ulong seed, int threads, Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        var folder = new WordShardFolder(path);
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        using (var progress = new Progress(terminal, count))
            words.AddTo(folder, seed, count, threads, progress.Step, ct);
        var perSecond = Math.Round(count / watch.Elapsed.TotalSeconds);
        var perCpuSecond = Math.Round(count / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        folder.Finish("ocrlab synthesize --words", seed, ProgramVersion.GitHash, words.Parameters);
        if (arguments.Has("json"))
            terminal.Output.WriteLine(JsonSerializer.Serialize(new { words = count, perSecond, perCpuSecond, folder = path }));
        else
            terminal.Output.WriteLine($"{count} words, {perSecond} a second, {perCpuSecond} a second of CPU, are in {path}");
    }

    private static SyntheticWords Load(WordDifficulty difficulty)
    {
        try
        {
            return SyntheticWords.Load(difficulty);
        }
        catch (FontsMissingException e)
        {
            throw new CommandFailedException(e.Message);
        }
    }
}
