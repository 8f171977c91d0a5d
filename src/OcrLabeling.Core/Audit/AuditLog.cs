using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Audit;

/// <summary>The record of who did what. A use case that writes anyway adds <see cref="Entry"/> to its own context, so that deed and record are one transaction.</summary>
public sealed class AuditLog(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    /// <param name="accountId">Null for the system itself.</param>
    /// <param name="action">Noun.verb, such as <c>document.upload</c>.</param>
    /// <param name="subject">Kind and id, such as <c>document:0198...</c>.</param>
    public AuditEntry Entry(Guid? accountId, string action, string subject, string? detail = null) =>
        new(clock.GetUtcNow().UtcDateTime, accountId, action, subject, detail);

    public async Task AppendAsync(Guid? accountId, string action, string subject, string? detail, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(Entry(accountId, action, subject, detail));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Newest first, or oldest first. <paramref name="search"/> looks in action, subject and who it was; empty means everything.</summary>
    public async Task<Rows<AuditRow>> ListAsync(string search, int skip, int take, CancellationToken ct, bool oldestFirst = false)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var entries = db.AuditEntries.AsNoTracking().WhereContains(search, e => e.Action, e => e.Subject, e => db.Users.Where(u => u.Id == e.AccountId).Select(u => u.DisplayName).FirstOrDefault());
        var sorted = oldestFirst ? entries.OrderBy(e => e.At).ThenBy(e => e.Id) : entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
        var rows = await (from entry in sorted.Skip(skip).Take(take)
                          join account in db.Users on entry.AccountId equals account.Id into accounts
                          from account in accounts.DefaultIfEmpty()
                          select new { entry.Id, Row = new AuditRow(entry.At, account == null ? null : account.DisplayName, entry.Action, entry.Subject, entry.Detail) }).ToListAsync(ct);
        var shown = oldestFirst ? rows.OrderBy(r => r.Row.At).ThenBy(r => r.Id.Value) : rows.OrderByDescending(r => r.Row.At).ThenByDescending(r => r.Id.Value);
        return new Rows<AuditRow>([.. shown.Select(r => r.Row)], await entries.CountAsync(ct));
    }
}

/// <param name="Who">Null for the system itself.</param>
public sealed record AuditRow(DateTime At, string? Who, string Action, string Subject, string? Detail);
