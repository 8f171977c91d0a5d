using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Notifications;

/// <param name="ReadAt">What came after it is new to the reader; null: everything is.</param>
/// <param name="Address">Where mail goes.</param>
public sealed record Inbox(IReadOnlyList<Notification> Notifications, DateTime? ReadAt, MailFrequency Mail, string Address)
{
    public int NewCount => Notifications.Count(IsNew);

    public bool IsNew(Notification notification) => !(ReadAt >= notification.LatestAt);
}

/// <summary>One mail to be sent.</summary>
/// <param name="MailedAt">What the reader's row says from now on.</param>
/// <param name="Before">The reader as it was.</param>
public sealed record Digest(string Address, string Name, IReadOnlyList<Notification> Notifications, DateTime MailedAt, NotificationReader Before);

/// <summary>What each account of the team has read and wants by mail. Workers have no notifications. Thread-safe.</summary>
public sealed class NotificationService(IDbContextFactory<AppDb> databases, WriteTransaction transactions, NotificationFeed feed, TimeProvider clock)
{
    /// <param name="who">And of which projects.</param>
    public async Task<Inbox> OpenAsync(ProjectScope who, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var reader = await db.NotificationReaders.AsNoTracking().SingleOrDefaultAsync(r => r.AccountId == who.AccountId, ct) ?? new NotificationReader(who.AccountId);
        var address = await db.Users.Where(u => u.Id == who.AccountId).Select(u => u.Email).SingleOrDefaultAsync(ct);
        return new Inbox(await feed.ReadAsync(who, ct), reader.ReadAt, reader.Mail, address ?? "");
    }

    /// <summary>Everything up to and with the newest of what was shown has been read; what came meanwhile stays new.</summary>
    public Task ReadAsync(Guid accountId, Inbox shown, CancellationToken ct) => shown.NewCount == 0
        ? Task.CompletedTask
        : ChangeAsync(accountId, reader => reader.Read(shown.Notifications.Max(n => n.LatestAt)), ct);

    public Task AskAsync(Guid accountId, MailFrequency mail, CancellationToken ct) => ChangeAsync(accountId, reader => reader.Ask(mail), ct);

    /// <summary>
    /// The mails that are due now, each given out once, however many servers ask. What cannot be sent is handed back by <see cref="HandBackAsync"/>. A server that is killed in between loses
    /// one mail; what it told of still stands in the product.
    /// </summary>
    public async Task<IReadOnlyList<Digest>> TakeDueAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var team = await (from account in db.Users.AsNoTracking().NotLocked()
                          where account.Role != Role.Worker && account.Email != null
                          join reader in db.NotificationReaders on account.Id equals reader.AccountId into readers
                          from reader in readers.DefaultIfEmpty()
                          select new { account.Id, account.Role, account.Email, account.DisplayName, Reader = reader }).ToListAsync(ct);
        var due = team.Select(m => (Account: m, Reader: m.Reader ?? new NotificationReader(m.Id))).Where(m => m.Reader.IsDue(now)).ToList();
        var digests = new List<Digest>();
        foreach (var (account, reader) in due)
        {
            var wanted = (await feed.ReadAsync(new ProjectScope(account.Id, account.Role == Role.Admin), ct)).Where(reader.WantsMailOf).ToList();
            if (wanted.Count > 0 && await TakeAsync(reader, now, wanted.Max(n => n.LatestAt), ct))
                digests.Add(new Digest(account.Email!, account.DisplayName, wanted, now, reader));
        }
        return digests;
    }

    /// <summary>The mail was not sent: it is due again, unless another was composed since.</summary>
    public async Task HandBackAsync(Digest digest, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.NotificationReaders.Where(r => r.AccountId == digest.Before.AccountId && r.MailedAt == digest.MailedAt)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.MailedAt, digest.Before.MailedAt).SetProperty(r => r.MailedUntil, digest.Before.MailedUntil), ct);
    }

    /// <summary>False: another server was first.</summary>
    private Task<bool> TakeAsync(NotificationReader before, DateTime now, DateTime until, CancellationToken ct) => transactions.RunAsync(async db =>
    {
        await ReaderAsync(db, before.AccountId, ct);
        await db.SaveChangesAsync(ct);
        return await db.NotificationReaders.Where(r => r.AccountId == before.AccountId && r.MailedAt == before.MailedAt)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.MailedAt, now).SetProperty(r => r.MailedUntil, until), ct) == 1;
    }, ct);

    private Task<int> ChangeAsync(Guid accountId, Action<NotificationReader> change, CancellationToken ct) => transactions.RunAsync(async db =>
    {
        change(await ReaderAsync(db, accountId, ct));
        return await db.SaveChangesAsync(ct);
    }, ct);

    private static async Task<NotificationReader> ReaderAsync(AppDb db, Guid accountId, CancellationToken ct) =>
        await db.NotificationReaders.FindAsync([accountId], ct) ?? db.Add(new NotificationReader(accountId)).Entity;
}
