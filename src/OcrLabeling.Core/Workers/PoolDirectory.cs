using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Workers;

/// <summary>Makes pools and says who belongs to them. <c>by</c> is the account that asks; null for the command line.</summary>
public sealed class PoolDirectory(IDbContextFactory<AppDb> databases, WriteTransaction transaction, IHeldCards cards, AuditLog audit, TimeProvider clock)
{
    public const int MaxNameLength = 100;

    public async Task<CreatePoolOutcome> CreateAsync(string name, PoolKind kind, Guid? by, CancellationToken ct)
    {
        if (GivenName.Clean(name, MaxNameLength) is not { } given)
            return new CreatePoolOutcome.Refused($"The name must have 1 to {MaxNameLength} characters.");
        return await transaction.RunAsync<CreatePoolOutcome>(async db =>
        {
            if (await db.Pools.AnyAsync(p => p.Name == given, ct))
                return new CreatePoolOutcome.Refused($"There is a pool named {given} already.");
            var pool = new Pool(given, kind, clock.GetUtcNow().UtcDateTime);
            db.AddRange(pool, audit.Entry(by, "pool.create", $"pool:{pool.Id}", $"{given}, {kind}"));
            await db.SaveChangesAsync(ct);
            return new CreatePoolOutcome.Created(pool.Id);
        }, ct);
    }

    public async Task<PoolId?> FindAsync(string name, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Pools.Where(p => p.Name == name).Select(p => (PoolId?)p.Id).SingleOrDefaultAsync(ct);
    }

    /// <summary>Workers and whether they are in the pool: its members first, by name.</summary>
    /// <param name="search">Looks in name and e-mail; empty: everybody.</param>
    public async Task<Rows<PoolMemberRow>> MembersAsync(PoolId poolId, string search, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var workers = from w in db.Workers.AsNoTracking()
                      join a in db.Users on w.AccountId equals a.Id
                      select new { w.Id, w.DisplayName, a.Email, IsMember = db.PoolMembers.Any(m => m.PoolId == poolId && m.WorkerId == w.Id) };
        workers = workers.WhereContains(search, w => w.DisplayName, w => w.Email);
        var rows = await workers.OrderByDescending(w => w.IsMember).ThenBy(w => w.DisplayName).ThenBy(w => w.Id).Take(take).ToListAsync(ct);
        return new([.. rows.Select(w => new PoolMemberRow(w.Id, w.DisplayName, w.Email!, w.IsMember))], await workers.CountAsync(ct));
    }

    /// <summary>Joining twice is joining once.</summary>
    public Task AddMemberAsync(PoolId poolId, WorkerId workerId, Guid? by, CancellationToken ct) => transaction.RunAsync(async db =>
    {
        if (await db.PoolMembers.AnyAsync(m => m.PoolId == poolId && m.WorkerId == workerId, ct))
            return false;
        db.AddRange(new PoolMember(poolId, workerId, clock.GetUtcNow().UtcDateTime), audit.Entry(by, "pool.join", $"pool:{poolId}", $"worker:{workerId}"));
        await db.SaveChangesAsync(ct);
        return true;
    }, ct);

    /// <summary>Cards the worker holds go back at once; answers stay counted.</summary>
    public Task RemoveMemberAsync(PoolId poolId, WorkerId workerId, Guid? by, CancellationToken ct) => transaction.RunAsync(async db =>
    {
        var worker = await db.LockWorkerAsync(workerId, ct);
        if (await db.PoolMembers.SingleOrDefaultAsync(m => m.PoolId == poolId && m.WorkerId == workerId, ct) is not { } member)
            return false;
        db.Remove(member);
        await cards.RecallAsync(db, worker, poolId, ct);
        db.Add(audit.Entry(by, "pool.leave", $"pool:{poolId}", $"worker:{workerId}"));
        await db.SaveChangesAsync(ct);
        return true;
    }, ct);
}

public sealed record PoolMemberRow(WorkerId WorkerId, string DisplayName, string Email, bool IsMember);

public abstract record CreatePoolOutcome
{
    private CreatePoolOutcome() { }

    public sealed record Created(PoolId Id) : CreatePoolOutcome;

    /// <summary>The reason is for people.</summary>
    public sealed record Refused(string Reason) : CreatePoolOutcome;
}
