using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Accounts;

namespace OcrLabeling.Core.Notifications;

/// <summary>How often what is new comes by mail, where the server sends mail.</summary>
public enum MailFrequency { Never, Hourly, Daily }

/// <summary>How far one account has read, and how it wants to be told. An account without a row has read nothing and wants <see cref="MailFrequency.Daily"/>.</summary>
public sealed class NotificationReader
{
    private NotificationReader() { }

    public NotificationReader(Guid accountId) => AccountId = accountId;

    public Guid AccountId { get; private set; }

    /// <summary>What came after it is new; null: everything is.</summary>
    public DateTime? ReadAt { get; private set; }

    public MailFrequency Mail { get; private set; } = MailFrequency.Daily;

    /// <summary>When the last mail was composed; null: none was. Competing servers settle by it who sends the next.</summary>
    public DateTime? MailedAt { get; private set; }

    /// <summary>The newest of what was in a mail; null: none was.</summary>
    public DateTime? MailedUntil { get; private set; }

    /// <summary>Never back: another window may have read further.</summary>
    public void Read(DateTime until) => ReadAt = ReadAt > until ? ReadAt : until;

    public void Ask(MailFrequency mail) => Mail = mail;

    /// <summary>Neither read nor in a mail yet.</summary>
    internal bool WantsMailOf(Notification notification) => !(ReadAt >= notification.LatestAt) && !(MailedUntil >= notification.LatestAt);

    /// <summary>The time for another mail has come.</summary>
    internal bool IsDue(DateTime now) => Mail switch
    {
        MailFrequency.Never => false,
        MailFrequency.Hourly => !(now - MailedAt < TimeSpan.FromHours(1)),
        MailFrequency.Daily => !(now - MailedAt < TimeSpan.FromDays(1)),
        _ => throw new InvalidOperationException($"{Mail} is no frequency."),
    };
}

internal sealed class NotificationReaderConfiguration : IEntityTypeConfiguration<NotificationReader>
{
    public void Configure(EntityTypeBuilder<NotificationReader> builder)
    {
        builder.HasKey(r => r.AccountId);
        builder.HasOne<Account>().WithOne().HasForeignKey<NotificationReader>(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
