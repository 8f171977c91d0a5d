using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;
using OcrLabeling.Tests.Mail;
using OcrLabeling.Tests.Pipeline;
using OcrLabeling.Web.Mail;
using OcrLabeling.Web.Notifications;

namespace OcrLabeling.Tests.Notifications;

public sealed class DigestTests(SqliteDatabaseFixture database) : IClassFixture<SqliteDatabaseFixture>
{
    private static readonly DateTime noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private static readonly NotifiedBatch receipts = new(BatchId.New(), "Receipts");

    [Theory]
    [InlineData(NotificationKind.DisputedTasks, 1, "Receipts: 1 task is disputed", "adjudication")]
    [InlineData(NotificationKind.DisputedTasks, 1204, "Receipts: 1,204 tasks are disputed", "adjudication")]
    [InlineData(NotificationKind.DisputedChecks, 2, "Receipts: 2 checks are disputed by workers", "quality")]
    [InlineData(NotificationKind.SkippedTasks, 1, "Receipts: 1 task was skipped", "")]
    [InlineData(NotificationKind.FinishedBatch, 40, "Receipts: All 40 answers are in", "results")]
    public void A_notification_says_what_it_is_and_leads_to_where_it_is_dealt_with(NotificationKind kind, int count, string subject, string tab)
    {
        var notification = new Notification(kind, receipts, null, count, noon);
        Assert.Equal(subject, NotificationTexts.Subject([notification]));
        Assert.Equal($"batches/{receipts.Id}{(tab.Length == 0 ? "" : "/")}{tab}", NotificationTexts.Path(notification));
    }

    [Fact]
    public void A_mail_names_the_newest_in_its_subject_and_links_to_all()
    {
        Notification[] all = [new(NotificationKind.FailedJobs, null, JobKind.ReadPage, 3, noon), new(NotificationKind.SkippedTasks, receipts, null, 2, noon)];
        Assert.Equal("3 jobs failed: read page, and 1 more", NotificationTexts.Subject(all));
        var options = new MailOptions { PublicAddress = "https://labels.example.org/team" };
        Assert.Equal(
            $"""
            Hello Sue,

            this is new in OcrLabeling:

            - 3 jobs failed: read page. See why, and try again.
              https://labels.example.org/team/jobs?tab=Failed&kind=ReadPage

            - Receipts: 2 tasks were skipped. See why, and reword the instructions or drop the tasks.
              https://labels.example.org/team/batches/{receipts.Id}

            How often this mail comes, or whether it does, is set at https://labels.example.org/team/notifications

            """.ReplaceLineEndings("\n"),
            NotificationTexts.Body("Sue", all, options.AddressOf));
    }

    [Fact]
    public async Task What_the_mail_server_did_not_take_is_mailed_when_it_does()
    {
        await database.ClearAsync();
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        await using (var db = floor.CreateDbContext())
        {
            db.Add(new Account("Sue", "sue@example.org", Role.Scientist, floor.Clock.Now));
            await db.SaveChangesAsync();
        }
        await floor.SubmitAsync(floor.Workers[0], (await floor.ClaimAsync(floor.Workers[0])).Single().AssignmentId);
        using var server = new LoopbackMailServer { IsFull = true };
        await RoundAsync(floor, server);
        Assert.Empty(server.Taken);
        server.IsFull = false;
        await RoundAsync(floor, server);
        await RoundAsync(floor, server);
        var mail = Assert.Single(server.Taken);
        Assert.Equal(($"{floor.Batch.Name}: The only answer is in", "sue@example.org"), (mail.Subject, mail.To.Mailboxes.Single().Address));
    }

    /// <summary>What a server does when it starts.</summary>
    private async Task RoundAsync(LabelingFloor floor, LoopbackMailServer server)
    {
        var options = Options.Create(server.Options());
        var service = new NotificationService(database, floor.Transaction, new NotificationFeed(database, EveryJob.Tables, floor.Clock), floor.Clock);
        using var digest = new DigestService(service, new Mailer(options), options, floor.Clock, NullLogger<DigestService>.Instance);
        await digest.SendDueAsync(default);
    }
}
