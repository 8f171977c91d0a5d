using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Accounts;

/// <summary>Reads the audit log, with the names of who did what. Thread-safe.</summary>
public sealed class AuditTrail(IDbContextFactory<AppDb> databases)
{
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
