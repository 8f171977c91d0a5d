using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using OcrLabeling.Web.Mail;

namespace OcrLabeling.Tests.Mail;

public sealed class MailerTests
{
    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        using var server = new LoopbackMailServer();
        await MailerOf(server.Options()).SendAsync("zoë@example.org", "Zoë", "3 tasks – now", "Line one\nLíne two\n", default);
        var mail = Assert.Single(server.Taken);
        Assert.Equal(("3 tasks – now", "\"OcrLabeling\" <labels@example.org>", "Zoë", "auto-generated"),
            (mail.Subject, mail.From.ToString(), mail.To.Mailboxes.Single().Name, mail.Headers["Auto-Submitted"]));
        Assert.Equal("Line one\nLíne two", mail.TextBody?.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task A_server_that_takes_no_mail_or_is_not_there_is_named_with_its_reason()
    {
        using var server = new LoopbackMailServer { IsFull = true };
        var full = await Assert.ThrowsAsync<MailException>(() => MailerOf(server.Options()).SendAsync("a@example.org", "A", "s", "t", default));
        Assert.Contains($"127.0.0.1:{server.Port} did not take the mail: the box is full", full.Message, StringComparison.Ordinal);
        var options = server.Options();
        options.Port = 1;
        var absent = await Assert.ThrowsAsync<MailException>(() => MailerOf(options).SendAsync("a@example.org", "A", "s", "t", default));
        Assert.StartsWith("The mail server 127.0.0.1:1 did not take the mail: ", absent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_server_whose_certificate_nobody_vouches_for_or_that_offers_no_protection()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var selfSigned = new LoopbackMailServer(certificate);
        using var plain = new LoopbackMailServer();
        foreach (var server in new[] { selfSigned, plain })
        {
            await Assert.ThrowsAsync<MailException>(() => MailerOf(server.Options(MailSecurity.StartTls)).SendAsync("a@example.org", "A", "s", "t", default));
            Assert.Empty(server.Taken);
        }
    }

    [Fact]
    public void Settings_that_cannot_send_are_told_and_none_are_needed_without_a_server()
    {
        Assert.Empty(FaultsOf(new MailOptions()));
        Assert.Equal(["From", "PublicAddress"], FaultsOf(new MailOptions { Server = "mail", PublicAddress = "labels.example.org" }));
        Assert.Equal(["Security"], FaultsOf(new MailOptions
        {
            Server = "mail", From = "a@example.org", PublicAddress = "https://labels.example.org", Security = MailSecurity.None, UserName = "a", Password = "secret",
        }));
    }

    private static Mailer MailerOf(MailOptions options) => new(Options.Create(options));

    private static List<string> FaultsOf(MailOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return [.. faults.SelectMany(f => f.MemberNames)];
    }
}
