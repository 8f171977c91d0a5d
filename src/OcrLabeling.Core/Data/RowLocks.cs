namespace OcrLabeling.Core.Data;

/// <summary>Locks until the end of the transaction, always in the order worker, batch.</summary>
internal static class RowLocks
{
    private static readonly DatabaseLock administrators = new("administrators");

    /// <summary>Changes of roles and locks run one after the other, so that two administrators cannot demote each other at the same moment.</summary>
    public static Task LockAdministratorsAsync(this AppDb db, CancellationToken ct) => db.LockAsync(administrators, null, ct);

    /// <summary>Transactions that lock the same run one after the other. Several are locked in the order given, in one message.</summary>
    public static Task LockAsync(this AppDb db, DatabaseLock first, DatabaseLock? second, CancellationToken ct) => db.Kind().LockAsync(db.Database, first, second, ct);
}
