using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Workers;

/// <summary>What a pool tells its workers and what they promise it. Thread-safe.</summary>
public sealed class PoolRules(WriteTransaction transaction, IDbContextFactory<AppDb> databases, IHeldCards cards, AuditLog audit, TimeProvider clock)
{
    /// <summary>Null when there is no such pool.</summary>
    public async Task<PoolRulesView?> FindAsync(PoolId poolId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Pools.AsNoTracking().SingleOrDefaultAsync(p => p.Id == poolId, ct) is not { } pool)
            return null;
        var versions = await (from n in db.PoolNdas
                              where n.PoolId == poolId
                              orderby n.Version descending
                              select new NdaVersionRow(n.Version, n.Text, n.TextHash, n.PublishedAt, db.Users.Where(u => u.Id == n.PublishedBy).Select(u => u.DisplayName).FirstOrDefault(),
                                  db.NdaAcceptances.Count(a => a.PoolId == poolId && a.Version == n.Version))).ToListAsync(ct);
        return new(pool.Id, pool.Name, pool.Kind, pool.Instructions, pool.NdaVersion, versions) { Rate = pool.Rate };
    }

    /// <param name="known">What whoever changes them has seen: when somebody else was faster nothing is done.</param>
    public async Task<RulesOutcome> InstructAsync(PoolId poolId, string instructions, string known, Guid by, CancellationToken ct)
    {
        instructions = instructions.ReplaceLineEndings("\n").Trim();
        if (instructions.Length > Pool.MaxInstructionsLength)
            return new RulesOutcome.Refused($"At most {Pool.MaxInstructionsLength:N0} characters.");
        return await transaction.RunAsync<RulesOutcome>(async db =>
        {
            if (await db.Pools.SingleOrDefaultAsync(p => p.Id == poolId, ct) is not { } pool)
                return new RulesOutcome.Refused("There is no such pool.");
            if (pool.Instructions == instructions)
                return new RulesOutcome.Unchanged();
            if (pool.Instructions != known)
                return new RulesOutcome.Overtaken();
            pool.Instruct(instructions);
            db.Add(audit.Entry(by, "pool.instructions", $"pool:{poolId}"));
            await db.SaveChangesAsync(ct);
            return new RulesOutcome.Changed();
        }, ct);
    }

    /// <summary>What workers are told they earn, also for what they have done already.</summary>
    /// <param name="known">What whoever changes it has seen: when somebody else was faster nothing is done.</param>
    public async Task<RulesOutcome> PayAsync(PoolId poolId, PayRate rate, PayRate known, Guid by, CancellationToken ct)
    {
        rate = rate.Basis == PayBasis.None ? PayRate.None : rate with { Currency = rate.Currency.Trim().ToUpperInvariant() };
        if (rate.Fault is { } fault)
            return new RulesOutcome.Refused(fault);
        return await transaction.RunAsync<RulesOutcome>(async db =>
        {
            if (await db.Pools.SingleOrDefaultAsync(p => p.Id == poolId, ct) is not { } pool)
                return new RulesOutcome.Refused("There is no such pool.");
            var before = pool.Rate;
            if (before != known)
                return new RulesOutcome.Overtaken();
            pool.Rate = rate;
            if (pool.Rate == before)
                return new RulesOutcome.Unchanged();
            db.Add(audit.Entry(by, "pool.rate", $"pool:{poolId}", rate.Basis == PayBasis.None ? "none" : string.Create(CultureInfo.InvariantCulture, $"{rate.Amount:0.####} {rate.Currency} {rate.Basis}")));
            await db.SaveChangesAsync(ct);
            return new RulesOutcome.Changed();
        }, ct);
    }

    /// <summary>Asks for a text from now on: nobody gets another card before they have accepted it. The text that holds already is not asked for again; an empty one asks for none.</summary>
    /// <param name="known">The version that whoever publishes has seen as the one asked for: when somebody else was faster nothing is done.</param>
    public async Task<RulesOutcome> PublishNdaAsync(PoolId poolId, string text, int? known, Guid by, CancellationToken ct)
    {
        text = text.ReplaceLineEndings("\n").Trim();
        if (text.Length > PoolNda.MaxTextLength)
            return new RulesOutcome.Refused($"At most {PoolNda.MaxTextLength:N0} characters.");
        return await transaction.RunAsync<RulesOutcome>(async db =>
        {
            if (await db.Pools.SingleOrDefaultAsync(p => p.Id == poolId, ct) is not { } pool)
                return new RulesOutcome.Refused("There is no such pool.");
            var last = await db.PoolNdas.Where(n => n.PoolId == poolId).OrderByDescending(n => n.Version).FirstOrDefaultAsync(ct);
            if (text.Length == 0 ? pool.NdaVersion is null : last?.Version == pool.NdaVersion && last?.Text == text)
                return new RulesOutcome.Unchanged();
            if (pool.NdaVersion != known)
                return new RulesOutcome.Overtaken();
            if (text.Length == 0 && await cards.AreOfDonatedAsync(db, poolId, ct))
                return new RulesOutcome.Refused("A batch of donated documents is given to this pool, so it needs an agreement. Close the batch first.");
            var nda = text.Length == 0 ? null : new PoolNda(poolId, (last?.Version ?? 0) + 1, text, by, clock.UtcNow());
            if (nda is not null)
                db.PoolNdas.Add(nda);
            pool.AskFor(nda);
            if (nda is not null)
                // nobody has accepted the new text yet
                await cards.RecallAsync(db, poolId, ct);
            db.Add(audit.Entry(by, nda is null ? "nda.withdraw" : "nda.publish", $"pool:{poolId}", nda is null ? null : $"version {nda.Version}, sha256 {nda.TextHash}"));
            await db.SaveChangesAsync(ct);
            return new RulesOutcome.Changed();
        }, ct);
    }

    /// <summary>Every acceptance, newest first, and after them the members who have accepted none of what is asked for now.</summary>
    public async Task<IReadOnlyList<NdaAcceptanceRow>> AcceptancesAsync(PoolId poolId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var current = await db.Pools.Where(p => p.Id == poolId).Select(p => p.NdaVersion).SingleOrDefaultAsync(ct);
        var accepted = await (from a in db.NdaAcceptances
                              join w in db.Workers on a.WorkerId equals w.Id
                              where a.PoolId == poolId
                              orderby a.AcceptedAt descending, w.DisplayName
                              select new NdaAcceptanceRow(w.Id, w.DisplayName, a.Version, a.TextHash, a.AcceptedAt, a.Version == current)).ToListAsync(ct);
        if (current is null)
            return accepted;
        var missing = await (from m in db.PoolMembers
                             join w in db.Workers on m.WorkerId equals w.Id
                             where m.PoolId == poolId && !db.NdaAcceptances.Any(a => a.PoolId == poolId && a.Version == current && a.WorkerId == m.WorkerId)
                             orderby w.DisplayName
                             select new NdaAcceptanceRow(w.Id, w.DisplayName, null, null, null, false)).ToListAsync(ct);
        return [.. accepted, .. missing];
    }

    /// <summary>What a member is asked to accept; null when they are no member or nothing is asked.</summary>
    public async Task<NdaToAccept?> FindNdaAsync(WorkerId workerId, PoolId poolId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (from p in db.Pools
                      join n in db.PoolNdas on new { PoolId = p.Id, Version = p.NdaVersion } equals new { n.PoolId, Version = (int?)n.Version }
                      where p.Id == poolId && db.PoolMembers.Any(m => m.PoolId == poolId && m.WorkerId == workerId)
                      select new NdaToAccept(p.Id, p.Name, n.Version, n.Text,
                          db.NdaAcceptances.Where(a => a.PoolId == poolId && a.Version == n.Version && a.WorkerId == workerId).Select(a => (DateTime?)a.AcceptedAt).FirstOrDefault()))
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>False when that version is not the one that is asked for (any more), or the worker is no member. Accepting twice is accepting once.</summary>
    public Task<bool> AcceptAsync(WorkerId workerId, PoolId poolId, int version, CancellationToken ct) => transaction.RunAsync(async db =>
    {
        await db.LockWorkerAsync(workerId, ct);
        var asked = await (from p in db.Pools
                           join n in db.PoolNdas on p.Id equals n.PoolId
                           where p.Id == poolId && p.NdaVersion == version && n.Version == version && db.PoolMembers.Any(m => m.PoolId == poolId && m.WorkerId == workerId)
                           select n).SingleOrDefaultAsync(ct);
        if (asked is null)
            return false;
        if (await db.NdaAcceptances.AnyAsync(a => a.PoolId == poolId && a.Version == version && a.WorkerId == workerId, ct))
            return true;
        var account = await db.Workers.Where(w => w.Id == workerId).Select(w => w.AccountId).SingleAsync(ct);
        db.AddRange(new NdaAcceptance(asked, workerId, clock.UtcNow()), audit.Entry(account, "nda.accept", $"pool:{poolId}", $"version {version}, sha256 {asked.TextHash}"));
        await db.SaveChangesAsync(ct);
        return true;
    }, ct);
}

/// <param name="NdaVersion">Null: none is asked for.</param>
/// <param name="Ndas">Newest first.</param>
public sealed record PoolRulesView(PoolId Id, string Name, PoolKind Kind, string Instructions, int? NdaVersion, IReadOnlyList<NdaVersionRow> Ndas)
{
    public PayRate Rate { get; init; }

    /// <summary>The text that is asked for; empty for none.</summary>
    public string NdaText => Ndas.FirstOrDefault(n => n.Version == NdaVersion)?.Text ?? "";
}

public sealed record NdaVersionRow(int Version, string Text, string TextHash, DateTime PublishedAt, string? PublishedBy, int Accepted);

/// <param name="Version">Null: they have not accepted what is asked for now.</param>
public sealed record NdaAcceptanceRow(WorkerId WorkerId, string Worker, int? Version, string? TextHash, DateTime? AcceptedAt, bool IsCurrent);

/// <param name="AcceptedAt">Null: not yet.</param>
public sealed record NdaToAccept(PoolId PoolId, string Pool, int Version, string Text, DateTime? AcceptedAt);

public abstract record RulesOutcome
{
    private RulesOutcome() { }

    public sealed record Changed : RulesOutcome;

    public sealed record Unchanged : RulesOutcome;

    /// <summary>Somebody else has saved another text meanwhile.</summary>
    public sealed record Overtaken : RulesOutcome;

    /// <summary>The reason is for people.</summary>
    public sealed record Refused(string Reason) : RulesOutcome;
}
