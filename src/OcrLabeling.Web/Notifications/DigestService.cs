using Microsoft.Extensions.Options;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Web.Mail;

namespace OcrLabeling.Web.Notifications;

/// <summary>Mails what is new to whom it is due, while the server runs and sends mail. Several servers may do so on the same database.</summary>
internal sealed partial class DigestService(
    NotificationService service, Mailer mailer, IOptions<MailOptions> mail, TimeProvider clock, ILogger<DigestService> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mailer.IsConfigured)
            return;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // the database may be away for a while; the next round finds what this one left
                Log.Failed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task SendDueAsync(CancellationToken ct)
    {
        foreach (var digest in await service.TakeDueAsync(ct))
        {
            try
            {
                await mailer.SendAsync(digest.Address, digest.Name, NotificationTexts.Subject(digest.Notifications), NotificationTexts.Body(digest.Name, digest.Notifications, mail.Value.AddressOf), ct);
            }
            catch (Exception e) when (e is MailException or OperationCanceledException)
            {
                await service.HandBackAsync(digest, CancellationToken.None);
                if (e is OperationCanceledException)
                    throw;
                Log.NotTaken(logger, digest.Before.AccountId, e.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(310, LogLevel.Warning, "Looking for mail to send failed")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(311, LogLevel.Warning, "The notifications of account {Account} were not mailed; it is tried again in a minute. {Reason}")]
        public static partial void NotTaken(ILogger logger, Guid account, string reason);
    }
}
