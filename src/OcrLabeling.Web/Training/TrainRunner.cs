using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Training;
using OcrLabeling.Ocr.Engines.WordDeepNet;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Synthesis;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Web.Training;

/// <summary>
/// The job that fine-tunes the word network: packs the dataset, draws synthetic words to mix in, trains, has the jail read the words held out with the new network and with
/// the one it started from, and registers the result. Its work folder outlives a kill, so that the trainer goes on from its last checkpoint.
/// </summary>
internal sealed class TrainRunner(
    IDbContextFactory<AppDb> databases, WordPacker packer, SyntheticMix synthetic, Trainer trainer, TrainedModels models, HeldOutReader reader, ModelRegistry registry,
    IBlobStore blobs, IOptions<TrainingOptions> options, TimeProvider clock) : IJobRunner
{
    private const double PackedShare = 0.1, TrainedShare = 0.9;
    private static readonly TimeSpan DrawInterval = TimeSpan.FromSeconds(2);

    public JobKind Kind => JobKind.Train;

    public async Task RunAsync(HeldJob job, IProgress<double> progress, CancellationToken ct)
    {
        if (await trainer.FindFaultAsync(ct) is { } fault)
            throw new JobFailedException(fault);
        using var folder = WorkFolder.Take(options.Value, job.Subject.Id, job.Lease.Value);
        var settled = false;
        try
        {
            await RunAsync(job, folder.Path, progress, ct);
            settled = true;
        }
        catch (Exception e) when (e is TrainerFailedException or JobFailedException or FontsMissingException)
        {
            settled = true;
            throw new JobFailedException(e.Message);
        }
        finally
        {
            // after a kill, a stop of the server or a passing fault the next attempt goes on from what stands there
            if (settled || !await IsHeldAsync(job))
                folder.Delete();
        }
    }

    private async Task RunAsync(HeldJob job, string folder, IProgress<double> progress, CancellationToken ct)
    {
        var (run, dataset, start) = await LoadAsync(new TrainingRunId(job.Subject.Id), ct);
        var (real, drawn) = (Path.Combine(folder, "real"), Path.Combine(folder, "synthetic"));
        foreach (var shards in new[] { real, drawn }.Where(Directory.Exists))
            Directory.Delete(shards, recursive: true);
        var packed = await packer.PackAsync(dataset, real, new Scaled(progress, 0, PackedShare), ct);
        if (packed.Learned < TrainingService.FewestWords || packed.HeldOut.Count == 0)
            throw new JobFailedException(
                $"Of {dataset.CropCount} word images {packed.Learned} can be learned from and {packed.HeldOut.Count} held out to judge by; training needs at least {TrainingService.FewestWords} and 1.");
        await synthetic.WriteAsync(drawn, run.Steps, ct);
        await SaveAsync(job, stored => stored.Begin(packed.Learned, packed.HeldOut.Count), ct);

        var checkpoint = Path.Combine(folder, "start.pt");
        await File.WriteAllBytesAsync(checkpoint, start is null ? models.ShippedCheckpoint() : await blobs.GetAsync(start.Checkpoint, ct), ct);
        var order = new TrainingOrder(Path.Combine(folder, "run"), [new(real, SyntheticMix.RealShare, Vary: true), new(drawn, 1 - SyntheticMix.RealShare)], real, checkpoint, run.Steps);
        var result = await TrainAsync(job, order, new Scaled(progress, PackedShare, TrainedShare), ct);

        var files = new TrainedFiles(await File.ReadAllBytesAsync(result.Network, ct), await File.ReadAllBytesAsync(result.Checkpoint, ct));
        await models.PlaceAsync(files, ct);
        var score = await reader.CompareAsync(packed.HeldOut, start?.EngineId ?? WordNetworks.ShippedId, WordModel.EngineIdOf(files.Sha256), new Scaled(progress, TrainedShare, 1), ct);
        await registry.RegisterAsync(job, files, score, ct);
    }

    private async Task<TrainingResult> TrainAsync(HeldJob job, TrainingOrder order, IProgress<double> progress, CancellationToken ct)
    {
        var curve = new List<TrainingPoint>();
        var reports = new SynchronousProgress(report =>
        {
            lock (curve)
                curve.Add(new(report.Step, report.Loss, report.Accuracy));
            progress.Report((double)report.Step / order.Steps);
        });
        var training = trainer.TrainAsync(order, reports, ct);
        var drawn = 0;
        while (!training.IsCompleted)
        {
            await Task.WhenAny(training, Task.Delay(DrawInterval, clock, ct));
            TrainingPoint[] points;
            lock (curve)
                points = [.. curve];
            if (points.Length == drawn)
                continue;
            drawn = points.Length;
            await SaveAsync(job, stored => stored.Draw(points), ct);
        }
        return await training;
    }

    private async Task<(TrainingRun Run, Dataset Dataset, WordModel? Start)> LoadAsync(TrainingRunId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.TrainingRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new JobFailedException("The run was deleted.");
        return (run, await db.Datasets.AsNoTracking().SingleAsync(d => d.Id == run.DatasetId, ct), await db.WordModels.AsNoTracking().SingleOrDefaultAsync(m => m.Id == run.BaseModelId, ct));
    }

    /// <summary>Neither cancelled nor taken over by another server.</summary>
    private async Task<bool> IsHeldAsync(HeldJob job)
    {
        var id = new TrainingRunId(job.Subject.Id);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return await db.TrainingRuns.AnyAsync(r => r.Id == id && r.State.Lease == job.Lease, CancellationToken.None);
    }

    private async Task SaveAsync(HeldJob job, Action<TrainingRun> change, CancellationToken ct)
    {
        var id = new TrainingRunId(job.Subject.Id);
        await using var db = await databases.CreateDbContextAsync(ct);
        change(await db.TrainingRuns.SingleAsync(r => r.Id == id, ct));
        await db.SaveHeldAsync(job, ct);
    }

    /// <summary>A part of the whole job's progress.</summary>
    private sealed class Scaled(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (to - from) * value);
    }

    /// <summary>In the order the reports come, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class SynchronousProgress(Action<TrainingReport> onReport) : IProgress<TrainingReport>
    {
        public void Report(TrainingReport value) => onReport(value);
    }
}
