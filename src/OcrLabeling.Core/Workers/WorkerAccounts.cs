using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Workers;

/// <summary>Begins as a member of the pool.</summary>
/// <param name="Invitation">A use of it is spent with the account.</param>
public sealed record PoolEntry(PoolId Pool, InvitationId? Invitation = null) : WorkerEntry
{
    public override bool IsOwnDoing => Invitation is not null;

    public override string Note => Invitation is { } used ? $"invitation:{used}" : "";
}

/// <inheritdoc/>
public sealed class WorkerAccounts(IHeldCards cards) : IWorkerAccounts
{
    public async Task<string?> CreateAsync(AppDb db, Account account, WorkerEntry? entry, DateTime now, CancellationToken ct)
    {
        var worker = new Worker(account.Id, account.DisplayName, now);
        if (entry is PoolEntry { Invitation: { } invitation } && !await InvitationService.SpendAsync(db, invitation, worker.Id, now, ct))
            return "This invitation is no longer valid.";
        db.Add(worker);
        if (entry is PoolEntry { Pool: var pool })
            db.Add(new PoolMember(pool, worker.Id, now));
        return null;
    }

    public async Task BeginAsync(AppDb db, Account account, DateTime now, CancellationToken ct)
    {
        if (!await db.Workers.AnyAsync(w => w.AccountId == account.Id, ct))
            db.Add(new Worker(account.Id, account.DisplayName, now));
    }

    public async Task RenameAsync(AppDb db, Guid accountId, string displayName, CancellationToken ct)
    {
        if (await db.Workers.SingleOrDefaultAsync(w => w.AccountId == accountId, ct) is { } worker)
            worker.Rename(displayName);
    }

    public async Task EndAsync(AppDb db, Guid accountId, CancellationToken ct)
    {
        if (await db.Workers.Where(w => w.AccountId == accountId).Select(w => (WorkerId?)w.Id).SingleOrDefaultAsync(ct) is not { } worker)
            return;
        await cards.RecallAsync(db, await db.LockWorkerAsync(worker, ct), ct);
    }
}
