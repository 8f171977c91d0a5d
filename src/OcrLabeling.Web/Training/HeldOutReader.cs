using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Training;
using OcrLabeling.Web.Evaluation;

namespace OcrLabeling.Web.Training;

/// <summary>Reads the words held out from a training with two engines, in the jail. Thread-safe.</summary>
internal sealed class HeldOutReader(IDbContextFactory<AppDb> databases, ItemReader reader, IOptions<PipelineOptions> options)
{
    private const int ItemsAtATime = 64;

    public async Task<HeldOutScore> CompareAsync(IReadOnlyList<DatasetItemId> heldOut, string startEngineId, string newEngineId, IProgress<double> progress, CancellationToken ct)
    {
        var (done, startRight, newRight) = (0, 0, 0);
        foreach (var chunk in heldOut.Chunk(ItemsAtATime))
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var items = await db.DatasetItems.AsNoTracking().Where(i => chunk.Contains(i.Id)).ToListAsync(ct);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = ct };
            await Parallel.ForEachAsync(items, parallel, async (item, token) =>
            {
                if (await IsRightAsync(startEngineId, item, token))
                    Interlocked.Increment(ref startRight);
                if (await IsRightAsync(newEngineId, item, token))
                    Interlocked.Increment(ref newRight);
                progress.Report((double)Interlocked.Increment(ref done) / heldOut.Count);
            });
        }
        return new(heldOut.Count, startRight, newRight);
    }

    // the same rule as a run of the scores page: right to the letter
    private async Task<bool> IsRightAsync(string engineId, DatasetItem item, CancellationToken ct) =>
        (await reader.ReadAsync(engineId, item, ct)).Score == 1;
}
