using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Labeling;
using OcrLabeling.Tests.Mail;
using OcrLabeling.Web.Mail;
using OcrLabeling.Web.Notifications;

namespace OcrLabeling.Tests.Notifications;

public sealed class NotificationsPageTests : PageTests, IClassFixture<SqliteDatabaseFixture>
{
    private readonly SqliteDatabaseFixture database;
    private readonly MailOptions mail = new();

    public NotificationsPageTests(SqliteDatabaseFixture database) : base(database)
    {
        this.database = database;
        Services.AddSingleton(Options.Create(mail));
        Services.AddSingleton<Mailer>();
    }

    [Fact]
    public async Task The_bell_counts_what_is_new_until_the_page_was_opened()
    {
        await FinishBatchAsync();
        var bell = Render<NotificationBell>();
        Assert.Equal("1", bell.Find("[data-testid=bell-count]").TextContent);
        Assert.Equal("Notifications, 1 new", bell.Find("a").GetAttribute("aria-label"));
        var page = Render<NotificationsPage>();
        Assert.Contains("The only answer is in", page.Find("[data-testid=notification-FinishedBatch].new").TextContent, StringComparison.Ordinal);
        bell.WaitForAssertion(() => Assert.Empty(bell.FindAll("[data-testid=bell-count]")));
        Assert.Empty(Render<NotificationsPage>().FindAll(".new"));
    }

    [Fact]
    public void Where_nothing_waits_it_says_what_will_stand_there()
    {
        Assert.NotNull(Render<NotificationsPage>().Find("[data-testid=no-notifications]"));
        Assert.Empty(Render<NotificationBell>().FindAll(".count"));
    }

    [Fact]
    public async Task Mail_is_asked_for_where_the_server_sends_any_and_tried()
    {
        Assert.NotNull(Render<NotificationsPage>().Find("[data-testid=mail-off]"));
        await AddReaderAsync();
        using var server = new LoopbackMailServer();
        (mail.Server, mail.Port, mail.Security, mail.From, mail.PublicAddress) = ("127.0.0.1", server.Port, MailSecurity.None, "labels@example.org", "https://labels.example.org");
        var page = Render<NotificationsPage>();
        page.Find("[data-testid=mail-frequency]").Change(nameof(MailFrequency.Hourly));
        Assert.Equal(MailFrequency.Hourly, (await Services.GetRequiredService<NotificationService>().OpenAsync(new ProjectScope(Use.Scientist, SeesAll: false), default)).Mail);
        page.Find("[data-testid=test-mail]").Click();
        page.WaitForAssertion(() => Assert.Equal("ada@example.org", server.Taken.Single().To.Mailboxes.Single().Address));
        server.IsFull = true;
        page.Find("[data-testid=test-mail]").Click();
        page.WaitForAssertion(() => Assert.Contains("the box is full", page.Find("[data-testid=mail-fault]").TextContent, StringComparison.Ordinal));
    }

    private async Task FinishBatchAsync()
    {
        await AddReaderAsync();
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        await floor.SubmitAsync(floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0])).Single().AssignmentId);
    }

    private async Task AddReaderAsync()
    {
        await using var db = database.CreateDbContext();
        var account = new Account("Ada", "ada@example.org", Role.Scientist, Use.Clock.GetUtcNow().UtcDateTime) { Id = Use.Scientist };
        db.Add(account);
        await db.SaveChangesAsync();
    }
}
