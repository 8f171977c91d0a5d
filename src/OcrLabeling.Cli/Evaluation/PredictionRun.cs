using System.Collections.Concurrent;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Scoring;

namespace OcrLabeling.Cli.Evaluation;

/// <summary>Lets one engine read many images, several at a time, and keeps every outcome.</summary>
internal sealed class PredictionRun<T>(PredictionForm<T> form, IOcrJail jail, EngineVersion engine, GroundTruthFolder folder)
{
    /// <param name="logPath">File that the predictions are appended to; what it already holds of this engine is not read again. Null for none.</param>
    /// <returns>A prediction for each image.</returns>
    /// <exception cref="CommandFailedException">The file holds predictions of something else.</exception>
    public async Task<IReadOnlyDictionary<string, T>> RunAsync(
        IReadOnlyList<string> images, string? logPath, int workers, Terminal terminal, CancellationToken ct)
    {
        var predictions = new ConcurrentDictionary<string, T>(logPath is null ? [] : Earlier(logPath));
        var left = images.Where(i => !predictions.ContainsKey(i)).ToList();
        if (left.Count < images.Count)
            terminal.Error.WriteLine($"{images.Count - left.Count} of {images.Count} images are in {logPath} already");
        using var log = logPath is null ? null : new PredictionLog(logPath);
        using var progress = new Progress(terminal, left.Count);
        await Parallel.ForEachAsync(left, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = ct }, async (image, stop) =>
        {
            var prediction = await ReadAsync(image, stop);
            predictions[image] = prediction;
            log?.Append(form.Write(prediction));
            if (form.Origin(prediction).Failure is { } failure)
                progress.Say($"{Terminal.Safe(image)}: {Terminal.Safe(failure)} (scored as empty output)");
            progress.Step();
        });
        return predictions;
    }

    /// <summary>The readings that an earlier run left; failed ones are tried again.</summary>
    private Dictionary<string, T> Earlier(string path)
    {
        if (!File.Exists(path))
            return [];
        PredictionLog.Repair(path);
        var earlier = form.ReadFile(path);
        if (earlier.Values.Select(p => form.Origin(p).Engine).FirstOrDefault(e => e != engine) is { } other)
        {
            throw new CommandFailedException(
                $"{path} holds predictions of {other.Id} {other.Version}, not of {engine.Id} {engine.Version}; name another file.");
        }
        if (earlier.Values.Any(p => form.Origin(p).Engine is null))
            throw new CommandFailedException($"{path} holds predictions that do not name their engine; name another file.");
        return earlier.Where(e => form.Origin(e.Value).Failure is null).ToDictionary();
    }

    private async Task<T> ReadAsync(string image, CancellationToken ct)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(folder.ImagePath(image), ct);
            try
            {
                return await form.Read(jail, engine.Id, image, bytes, ct);
            }
            catch (OcrWorkerCrashedException)
            {
                // a worker may die of its neighbours' memory; what kills it twice is the image
                return await form.Read(jail, engine.Id, image, bytes, ct);
            }
        }
        catch (Exception e) when (e is ImageRefusedException or OcrWorkerCrashedException or OcrWorkerTimedOutException
            or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return form.Failed(image, e.Message, engine);
        }
    }
}
