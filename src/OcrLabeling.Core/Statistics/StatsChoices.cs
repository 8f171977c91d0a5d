using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

public sealed record BatchChoice(BatchId Id, string Name);

public sealed record PoolChoice(PoolId Id, string Name);

public sealed record StatsChoiceLists(IReadOnlyList<BatchChoice> Batches, IReadOnlyList<PoolChoice> Pools);

/// <summary>What the filters of the stats page offer. Thread-safe.</summary>
public sealed class StatsChoices(IDbContextFactory<AppDb> databases)
{
    public async Task<StatsChoiceLists> ReadAsync(ProjectScope reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return new(
            await db.Batches.Visible(db, reader).OrderByDescending(b => b.CreatedAt).Select(b => new BatchChoice(b.Id, b.Name)).ToListAsync(ct),
            await db.Pools.OrderBy(p => p.Name).Select(p => new PoolChoice(p.Id, p.Name)).ToListAsync(ct));
    }
}
