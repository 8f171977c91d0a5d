using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using OcrLabeling.Web.Mail;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace OcrLabeling.Tests.Mail;

/// <summary>An SMTP server on a free port of this machine that keeps what it is handed.</summary>
internal sealed class LoopbackMailServer : IDisposable
{
    private readonly CancellationTokenSource closed = new();
    private readonly Box box = new();

    /// <param name="certificate">Asks for TLS where given.</param>
    public LoopbackMailServer(X509Certificate? certificate = null)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(box);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e =>
        {
            e.Endpoint(new IPEndPoint(IPAddress.Loopback, Port));
            if (certificate is not null)
                e.Certificate(certificate);
        }).Build();
        _ = new SmtpServer.SmtpServer(options, services).StartAsync(closed.Token);
    }

    public int Port { get; }

    public IReadOnlyList<MimeMessage> Taken => [.. box.Taken];

    /// <summary>It takes nothing while set.</summary>
    public bool IsFull { set => box.IsFull = value; }

    public MailOptions Options(MailSecurity security = MailSecurity.None) => new()
    {
        Server = "127.0.0.1", Port = Port, Security = security, From = "OcrLabeling <labels@example.org>", PublicAddress = "https://labels.example.org/team/",
    };

    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }

    private sealed class Box : MessageStore
    {
        public ConcurrentQueue<MimeMessage> Taken { get; } = new();
        public bool IsFull { get; set; }

        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (IsFull)
                return new SmtpResponse(SmtpReplyCode.InsufficientStorage, "the box is full");
            using var stream = new MemoryStream(buffer.ToArray());
            Taken.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            return SmtpResponse.Ok;
        }
    }
}
