using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Accounts;

/// <summary>What goes with an account that works; each call is part of the transaction that changes the account.</summary>
public interface IWorkerAccounts
{
    /// <summary>Makes the worker. Null, or why it cannot be: a sentence for people, and the account is not made.</summary>
    Task<string?> CreateAsync(AppDb db, Account account, WorkerEntry? entry, DateTime now, CancellationToken ct);

    /// <summary>An account that was made for something else works from now on.</summary>
    Task BeginAsync(AppDb db, Account account, DateTime now, CancellationToken ct);

    Task RenameAsync(AppDb db, Guid accountId, string displayName, CancellationToken ct);

    /// <summary>The account may not work any more: it holds no cards either.</summary>
    Task EndAsync(AppDb db, Guid accountId, CancellationToken ct);
}

/// <summary>Where a new worker begins.</summary>
public abstract record WorkerEntry
{
    /// <summary>They came by themselves, and nobody else answers for the account.</summary>
    public virtual bool IsOwnDoing => false;

    /// <summary>For the audit log; empty: nothing to say.</summary>
    public virtual string Note => "";
}
