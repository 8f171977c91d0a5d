using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Storage;

/// <summary>
/// Blobs are shared by content, so one is deleted only when no row names it. Whoever puts blobs and stores their addresses afterwards holds
/// <see cref="KeepAsync"/> in between: within that time nothing is deleted. Thread-safe; one per process.
/// </summary>
public sealed class BlobLifetime(IBlobStore blobs, IDbContextFactory<AppDb> databases, IEnumerable<IBlobUses> uses) : IDisposable
{
    private const int MaxKeepers = 64;
    private const int CandidatesPerQuery = 500;

    private readonly SemaphoreSlim keepers = new(MaxKeepers);
    private readonly SemaphoreSlim deleting = new(1);

    /// <summary>Blobs put from now on stay until the result is disposed.</summary>
    public async Task<IDisposable> KeepAsync(CancellationToken ct)
    {
        await keepers.WaitAsync(ct);
        return new Release(keepers, 1);
    }

    /// <summary>Deletes those of <paramref name="candidates"/> that no row names.</summary>
    public async Task DeleteUnusedAsync(IEnumerable<BlobId> candidates, CancellationToken ct)
    {
        using var alone = await WaitForKeepersAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var chunk in candidates.Distinct().Chunk(CandidatesPerQuery))
        {
            var used = await UsedAsync(db, chunk, ct);
            foreach (var id in chunk.Where(id => !used.Contains(id)))
                await blobs.DeleteAsync(id, ct);
        }
    }

    public void Dispose()
    {
        keepers.Dispose();
        deleting.Dispose();
    }

    private async Task<IDisposable> WaitForKeepersAsync(CancellationToken ct)
    {
        await deleting.WaitAsync(ct);
        var held = 0;
        try
        {
            for (; held < MaxKeepers; held++)
                await keepers.WaitAsync(ct);
            return new Release(keepers, held);
        }
        catch
        {
            new Release(keepers, held).Dispose();
            throw;
        }
        finally
        {
            deleting.Release();
        }
    }

    private async Task<HashSet<BlobId>> UsedAsync(AppDb db, BlobId[] ids, CancellationToken ct)
    {
        var used = new HashSet<BlobId>();
        foreach (var reference in uses.SelectMany(u => u.Of(db)))
            used.UnionWith(await reference.Where(id => ids.Contains(id)).Distinct().ToListAsync(ct));
        return used;
    }

    private sealed class Release(SemaphoreSlim gate, int count) : IDisposable
    {
        private int left = count;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 0) is > 0 and var taken)
                gate.Release(taken);
        }
    }
}
