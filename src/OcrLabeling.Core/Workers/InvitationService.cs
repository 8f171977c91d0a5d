using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Workers;

/// <summary>Makes invitations, shows and revokes them, and lets people in by them. Thread-safe.</summary>
public sealed class InvitationService(WriteTransaction transaction, IDbContextFactory<AppDb> databases, AccountDirectory accounts, AuditLog audit, TimeProvider clock)
{
    public async Task<InviteOutcome> CreateAsync(PoolId poolId, int days, int uses, string? note, Guid by, CancellationToken ct)
    {
        note = TextRules.IsBlank(note) ? null : TextRules.Clean(note!);
        if (days is < 1 or > Invitation.MostDays)
            return new InviteOutcome.Refused($"It can last 1 to {Invitation.MostDays} days.");
        if (uses is < 1 or > Invitation.MostUses)
            return new InviteOutcome.Refused($"It can be for 1 to {Invitation.MostUses} people.");
        if (note?.Length > Invitation.MaxNoteLength)
            return new InviteOutcome.Refused($"The note can have {Invitation.MaxNoteLength} characters.");
        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await db.Pools.AnyAsync(p => p.Id == poolId, ct))
            return new InviteOutcome.Refused("There is no such pool.");
        var (code, now) = (InvitationCode.New(), clock.UtcNow());
        db.AddRange(
            new Invitation(code, poolId, note, uses, now.AddDays(days), by, now),
            audit.Entry(by, "invitation.create", $"invitation:{code.Id}", $"pool:{poolId}, {uses} uses, {days} days{(note is null ? null : $", {note}")}"));
        await db.SaveChangesAsync(ct);
        return new InviteOutcome.Created(code);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> ListAsync(PoolId poolId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow();
        var rows = await db.Invitations.AsNoTracking().Where(i => i.PoolId == poolId).OrderByDescending(i => i.CreatedAt).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var uses = (await (from u in db.InvitationUses
                           join w in db.Workers on u.WorkerId equals w.Id
                           where ids.Contains(u.InvitationId)
                           orderby u.UsedAt
                           select new { u.InvitationId, w.DisplayName }).ToListAsync(ct)).ToLookup(u => u.InvitationId, u => u.DisplayName);
        return [.. rows.Select(i => new InvitationRow(i.Id, i.Note, StateOf(i, now), i.Uses, i.MaxUses, i.CreatedAt, i.ExpiresAt, [.. uses[i.Id]]))];
    }

    /// <summary>Its link lets nobody in any more; who came in stays.</summary>
    public async Task RevokeAsync(InvitationId id, Guid by, CancellationToken ct) => await transaction.RunAsync(async db =>
    {
        var now = clock.UtcNow();
        if (await db.Invitations.Where(i => i.Id == id && i.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.RevokedAt, now), ct) == 1)
            db.Add(audit.Entry(by, "invitation.revoke", $"invitation:{id}"));
        return await db.SaveChangesAsync(ct);
    }, ct);

    /// <summary>What a link leads to. A wrong secret and an invitation that never was are the same.</summary>
    public async Task<OpenOutcome> OpenAsync(string? code, CancellationToken ct)
    {
        if (InvitationCode.Parse(code) is not { } parsed)
            return new OpenOutcome.Unknown();
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await (from i in db.Invitations join p in db.Pools on i.PoolId equals p.Id where i.Id == parsed.Id select new { Invitation = i, Pool = p }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (found is null || !parsed.Fits(found.Invitation.SecretHash))
            return new OpenOutcome.Unknown();
        return StateOf(found.Invitation, clock.UtcNow()) is var state and not InvitationState.Open
            ? new OpenOutcome.Closed(state)
            : new OpenOutcome.Open(found.Invitation.Id, found.Pool.Id, found.Pool.Name, found.Pool.NdaVersion is not null);
    }

    /// <summary>Makes the account, its worker and the membership, or nothing of it.</summary>
    public async Task<AccountOutcome> SignUpAsync(string? code, string name, string email, string password, CancellationToken ct) =>
        await OpenAsync(code, ct) is OpenOutcome.Open open
            ? await accounts.CreateAsync(new NewAccount(name, email, Role.Worker, password, new PoolEntry(open.PoolId, open.Id)), by: null, ct)
            : new AccountOutcome.Refused(["This invitation is no longer valid."]);

    /// <summary>False when it does not hold any more. A member already is a member, and no use is spent.</summary>
    public async Task<bool> JoinAsync(string? code, WorkerId workerId, CancellationToken ct)
    {
        if (await OpenAsync(code, ct) is not OpenOutcome.Open open)
            return false;
        return await transaction.RunAsync(async db =>
        {
            await db.LockWorkerAsync(workerId, ct);
            if (await db.PoolMembers.AnyAsync(m => m.PoolId == open.PoolId && m.WorkerId == workerId, ct))
                return true;
            if (!await SpendAsync(db, open.Id, workerId, clock.UtcNow(), ct))
                return false;
            var account = await db.Workers.Where(w => w.Id == workerId).Select(w => w.AccountId).SingleAsync(ct);
            db.AddRange(new PoolMember(open.PoolId, workerId, clock.UtcNow()), audit.Entry(account, "pool.join", $"pool:{open.PoolId}", $"worker:{workerId}, invitation:{open.Id}"));
            await db.SaveChangesAsync(ct);
            return true;
        }, ct);
    }

    /// <summary>One use, if there is one left; part of the caller's transaction.</summary>
    internal static async Task<bool> SpendAsync(AppDb db, InvitationId id, WorkerId workerId, DateTime now, CancellationToken ct)
    {
        var spent = await db.Invitations.Where(i => i.Id == id && i.RevokedAt == null && i.ExpiresAt > now && i.Uses < i.MaxUses)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.Uses, i => i.Uses + 1), ct) == 1;
        // somebody who left the pool and comes back by the same link is named once
        if (spent && !await db.InvitationUses.AnyAsync(u => u.InvitationId == id && u.WorkerId == workerId, ct))
            db.InvitationUses.Add(new InvitationUse(id, workerId, now));
        return spent;
    }

    private static InvitationState StateOf(Invitation invitation, DateTime now) =>
        invitation.RevokedAt is not null ? InvitationState.Revoked
        : invitation.Uses >= invitation.MaxUses ? InvitationState.UsedUp
        : invitation.ExpiresAt <= now ? InvitationState.Expired
        : InvitationState.Open;
}

public enum InvitationState { Open, UsedUp, Expired, Revoked }

/// <param name="Workers">Who came in by it.</param>
public sealed record InvitationRow(InvitationId Id, string? Note, InvitationState State, int Uses, int MaxUses, DateTime CreatedAt, DateTime ExpiresAt, IReadOnlyList<string> Workers);

public abstract record InviteOutcome
{
    private InviteOutcome() { }

    /// <param name="Code">Cannot be shown again.</param>
    public sealed record Created(InvitationCode Code) : InviteOutcome;

    /// <summary>The reason is for people.</summary>
    public sealed record Refused(string Reason) : InviteOutcome;
}

public abstract record OpenOutcome
{
    private OpenOutcome() { }

    public sealed record Open(InvitationId Id, PoolId PoolId, string Pool, bool HasNda) : OpenOutcome;

    /// <summary>The link is right, but leads nowhere any more.</summary>
    public sealed record Closed(InvitationState State) : OpenOutcome;

    public sealed record Unknown : OpenOutcome;
}
