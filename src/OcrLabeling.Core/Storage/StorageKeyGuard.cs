using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Storage;

/// <summary>Holds the configured key against the one this database was begun with. Thread-safe.</summary>
public sealed class StorageKeyGuard(IDbContextFactory<AppDb> databases, StorageKey key, TimeProvider time)
{
    /// <summary>Records the key at the first start of all. Null when the key is the recorded one, else a sentence that says why nothing may be stored.</summary>
    public async Task<string?> FaultAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.StorageKeyRecords.AsNoTracking().SingleOrDefaultAsync(ct) is { } record ? FaultOf(record) : await RecordAsync(db, ct);
    }

    /// <summary>Writes to the row, so that a database that cannot be written to is found out. False when there is no record.</summary>
    public async Task<bool> WriteAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.UtcNow();
        return await db.StorageKeyRecords.Where(r => r.Id == StorageKeyRecord.OnlyId).ExecuteUpdateAsync(s => s.SetProperty(r => r.WrittenAt, now), ct) == 1;
    }

    private async Task<string?> RecordAsync(AppDb db, CancellationToken ct)
    {
        db.StorageKeyRecords.Add(new StorageKeyRecord(key, time.UtcNow()));
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException)
        {
            // another server began at the same moment: its key counts
            if (await db.StorageKeyRecords.AsNoTracking().SingleOrDefaultAsync(ct) is { } first)
                return FaultOf(first);
            throw;
        }
    }

    private string? FaultOf(StorageKeyRecord record) => record.IsOf(key) ? null
        : $"The storage key is not the one that this database was begun with: it was the key with the id {record.KeyId}, given is the key with the id {Convert.ToHexStringLower(key.Id)}. " +
          "What was stored with the one cannot be read with the other. Give the first key in Storage:EncryptionKey or Storage:EncryptionKeyFile.";
}
