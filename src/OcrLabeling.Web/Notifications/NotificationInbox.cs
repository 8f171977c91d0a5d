using OcrLabeling.Core.Notifications;
using OcrLabeling.Web.Accounts;

namespace OcrLabeling.Web.Notifications;

/// <summary>The inbox of the account of one circuit: the bell and the page show the same.</summary>
internal sealed class NotificationInbox(NotificationService service, CurrentUserSource users)
{
    /// <summary>Something was read here.</summary>
    public event Action? Changed;

    public async Task<Inbox> OpenAsync(CancellationToken ct) => await service.OpenAsync((await users.GetAsync()).Reader, ct);

    public async Task ReadAsync(Inbox shown, CancellationToken ct)
    {
        await service.ReadAsync((await users.GetAsync()).AccountId, shown, ct);
        Changed?.Invoke();
    }

    public async Task AskAsync(MailFrequency mail, CancellationToken ct) => await service.AskAsync((await users.GetAsync()).AccountId, mail, ct);
}
