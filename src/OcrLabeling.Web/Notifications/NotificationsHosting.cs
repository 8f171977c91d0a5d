using OcrLabeling.Core.Notifications;

namespace OcrLabeling.Web.Notifications;

internal static class NotificationsHosting
{
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NotificationFeed>();
        builder.Services.AddSingleton<NotificationService>();
        builder.Services.AddScoped<NotificationInbox>();
        builder.Services.AddHostedService<DigestService>();
    }
}
