namespace OcrLabeling.Web.Mail;

internal static class MailHosting
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<MailOptions>(MailOptions.Section);
        builder.Services.AddSingleton<Mailer>();
    }
}
