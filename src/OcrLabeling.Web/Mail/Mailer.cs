using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace OcrLabeling.Web.Mail;

/// <summary>The mail server did not take a mail. The message says why, for people.</summary>
public sealed class MailException(string message, Exception inner) : Exception(message, inner);

/// <summary>Hands plain-text mail to the configured server, one connection for each.</summary>
internal sealed class Mailer(IOptions<MailOptions> options)
{
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(30);

    public bool IsConfigured => options.Value.IsConfigured;

    /// <exception cref="MailException">The mail was not taken.</exception>
    public async Task SendAsync(string address, string name, string subject, string text, CancellationToken ct)
    {
        var mail = options.Value;
        try
        {
            using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
            message.From.Add(MailboxAddress.Parse(mail.From));
            message.To.Add(new MailboxAddress(name, address));
            // out-of-office replies to a digest help nobody
            message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
            using var client = new SmtpClient { Timeout = (int)longest.TotalMilliseconds };
            await client.ConnectAsync(mail.Server, mail.Port, SocketOptionsOf(mail.Security), ct);
            if (mail.UserName.Length > 0)
                await client.AuthenticateAsync(mail.UserName, mail.Password, ct);
            await client.SendAsync(message, ct);
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException or ProtocolException or AuthenticationException or SslHandshakeException or CommandException or ParseException
                                    or NotSupportedException)
        {
            throw new MailException($"The mail server {mail.Server}:{mail.Port} did not take the mail: {e.Message}", e);
        }
    }

    private static SecureSocketOptions SocketOptionsOf(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(security), security, "No such protection."),
    };
}
