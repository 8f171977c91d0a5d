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
}
