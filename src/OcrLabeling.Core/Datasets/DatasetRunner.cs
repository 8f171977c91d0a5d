using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Datasets;

/// <summary>The job that fills a dataset. Idempotent: what an interrupted attempt has left is cleared first.</summary>
public sealed class DatasetRunner(IDbContextFactory<AppDb> databases, BatchSnapshot snapshot, FolderImport import) : IJobRunner
{
    public JobKind Kind => JobKind.ImportDataset;

    public async Task RunAsync(HeldJob job, IProgress<double> progress, CancellationToken ct)
    {
        var id = new DatasetId(job.Subject.Id);
        await using var db = await databases.CreateDbContextAsync(ct);
        var dataset = await db.Datasets.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new JobFailedException("The dataset was deleted.");
        if (dataset.BatchId is { } batchId)
            await snapshot.BuildAsync(job, batchId, progress, ct);
        else
            await import.RunAsync(job, dataset.Privacy, dataset.Archive!.Value, progress, ct);
    }
}
