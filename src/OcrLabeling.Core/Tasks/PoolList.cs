using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>Pools by name, with the number of their members and batches. Thread-safe.</summary>
public sealed class PoolList(IDbContextFactory<AppDb> databases)
{
    public async Task<IReadOnlyList<PoolRow>> ListAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Pools.AsNoTracking().OrderBy(p => p.Name)
            .Select(p => new PoolRow(p.Id, p.Name, p.Kind, db.PoolMembers.Count(m => m.PoolId == p.Id), db.Batches.Count(b => b.PoolId == p.Id)))
            .ToListAsync(ct);
    }
}

public sealed record PoolRow(PoolId Id, string Name, PoolKind Kind, int MemberCount, int BatchCount);
