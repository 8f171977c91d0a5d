using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace OcrLabeling.Web.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity { StartTls, Tls, None }

/// <summary>Section <c>Mail</c> of the configuration: the server that mail is handed to by SMTP.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    /// <summary>Name or address of the mail server. Empty: no mail is sent.</summary>
    public string Server { get; set; } = "";

    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Empty: the mail server asks for none.</summary>
    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Who mail is from, such as <c>OcrLabeling &lt;labels@example.org&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>How readers of a mail reach this server, such as <c>https://labels.example.org</c>.</summary>
    public string PublicAddress { get; set; } = "";

    public bool IsConfigured => Server.Length > 0;

    /// <summary>The address of a page.</summary>
    /// <param name="path">From the root of the application, without a slash in front.</param>
    public Uri AddressOf(string path) => new(new Uri(PublicAddress.TrimEnd('/') + "/"), path);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured)
            yield break;
        if (!MailboxAddress.TryParse(From, out _))
            yield return new ValidationResult("is needed where mail is sent: a sender such as OcrLabeling <labels@example.org>.", [nameof(From)]);
        if (!Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            yield return new ValidationResult("is needed where mail is sent: how readers reach this server, such as https://labels.example.org.", [nameof(PublicAddress)]);
        if (Password.Length > 0 && Security == MailSecurity.None)
            yield return new ValidationResult("A password is sent over StartTls or Tls only.", [nameof(Security)]);
    }
}
