using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Notifications;

/// <summary>What the team is told of, what each has read of it, and what is mailed.</summary>
public abstract class NotificationsContract(DatabaseFixture database) : IAsyncLifetime
{
    public Task InitializeAsync() => database.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_dispute_is_told_until_it_is_decided()
    {
        using var floor = await DisputedAsync();
        var told = Assert.Single(await FeedOf(floor).ReadAsync(ProjectScope.Everything, default));
        Assert.Equal(new Notification(NotificationKind.DisputedTasks, new NotifiedBatch(floor.Batch.Id, floor.Batch.Name), null, 1, floor.Clock.Now), told);
        await using (var db = floor.CreateDbContext())
        {
            (await db.Consensus.SingleAsync()).Adjudicate(AnswerKind.Transcribed, "Total", Guid.NewGuid(), floor.Clock.Now);
            await db.SaveChangesAsync();
        }
        Assert.Equal([NotificationKind.FinishedBatch], (await FeedOf(floor).ReadAsync(ProjectScope.Everything, default)).Select(n => n.Kind));
    }

    [DatabaseFact]
    public async Task Skips_and_disputed_checks_are_told_of_each_batch_apart_newest_first()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 3);
        using var other = await LabelingFloor.OpenAsync(database, tasks: 1);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        await using (var db = floor.CreateDbContext())
        {
            db.Add(new Skip(cards[0].TaskId, floor.Batch.Id, floor.Workers[0], SkipReason.BrokenImage, null, floor.Clock.Now));
            db.Add(new Skip(cards[1].TaskId, floor.Batch.Id, floor.Workers[0], SkipReason.Other, null, floor.Clock.Now.AddMinutes(2)));
            db.Add(new GoldDispute((await db.Tasks.SingleAsync(t => t.BatchId == other.Batch.Id)).Id, other.Batch.Id, other.Workers[0], null, floor.Clock.Now.AddMinutes(1)));
            await db.SaveChangesAsync();
        }
        Assert.Equal(
            [(NotificationKind.SkippedTasks, floor.Batch.Name, 2, floor.Clock.Now.AddMinutes(2)), (NotificationKind.DisputedChecks, other.Batch.Name, 1, floor.Clock.Now.AddMinutes(1))],
            (await FeedOf(floor).ReadAsync(ProjectScope.Everything, default)).Select(n => (n.Kind, n.Batch!.Name, n.Count, n.LatestAt)));
        await floor.SetStatusAsync(BatchStatus.Closed);
        Assert.Equal([NotificationKind.DisputedChecks], (await FeedOf(floor).ReadAsync(ProjectScope.Everything, default)).Select(n => n.Kind));
    }

    [DatabaseFact]
    public async Task A_batch_is_finished_with_its_last_answer_and_told_until_it_is_closed()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 2);
        var cards = await floor.ClaimAsync(floor.Workers[0]);
        await floor.SubmitAsync(floor.Workers[0], cards[0].AssignmentId);
        Assert.Empty(await FeedOf(floor).ReadAsync(ProjectScope.Everything, default));
        floor.Clock.Move(TimeSpan.FromMinutes(1));
        await floor.SubmitAsync(floor.Workers[0], cards[1].AssignmentId, timing: new AnswerTiming(floor.Clock.Now, floor.Clock.Now, 0, null));
        var told = Assert.Single(await FeedOf(floor).ReadAsync(ProjectScope.Everything, default));
        Assert.Equal((NotificationKind.FinishedBatch, 2, floor.Clock.Now), (told.Kind, told.Count, told.LatestAt));
        await floor.SetStatusAsync(BatchStatus.Closed);
        Assert.Empty(await FeedOf(floor).ReadAsync(ProjectScope.Everything, default));
    }

    [DatabaseFact]
    public async Task Failed_jobs_are_told_by_kind_and_for_a_fortnight()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 0);
        await using (var db = floor.CreateDbContext())
        {
            foreach (var name in new[] { "One", "Two" })
            {
                var dataset = new Dataset(name, 1, Privacy.Public, null, null, new BlobId(new string('b', BlobId.Length)), Guid.NewGuid(), floor.Clock.Now);
                dataset.Import.Start(floor.Clock.Now);
                dataset.Import.Fail("no such image", floor.Clock.Now);
                db.Add(dataset);
            }
            await db.SaveChangesAsync();
        }
        Assert.Equal([new Notification(NotificationKind.FailedJobs, null, JobKind.ImportDataset, 2, floor.Clock.Now)], await FeedOf(floor).ReadAsync(ProjectScope.Everything, default));
        floor.Clock.Move(NotificationFeed.FailuresKept);
        Assert.Empty(await FeedOf(floor).ReadAsync(ProjectScope.Everything, default));
    }

    [DatabaseFact]
    public async Task What_was_shown_is_read_and_what_came_meanwhile_stays_new()
    {
        using var floor = await DisputedAsync();
        var service = DeskOf(floor);
        var account = await AccountAsync(floor, "sue", Role.Scientist);
        var shown = await service.OpenAsync(Of(account), default);
        Assert.Equal((1, "sue@example.org", MailFrequency.Daily), (shown.NewCount, shown.Address, shown.Mail));
        floor.Clock.Move(TimeSpan.FromMinutes(1));
        await using (var db = floor.CreateDbContext())
        {
            db.Add(new Skip((await db.Tasks.FirstAsync()).Id, floor.Batch.Id, floor.Workers[0], SkipReason.Other, null, floor.Clock.Now));
            await db.SaveChangesAsync();
        }
        await service.ReadAsync(account, shown, default);
        var now = await service.OpenAsync(Of(account), default);
        Assert.Equal([(NotificationKind.SkippedTasks, true), (NotificationKind.DisputedTasks, false)], now.Notifications.Select(n => (n.Kind, now.IsNew(n))));
        // an older window closes later: what was read stays read
        await service.ReadAsync(account, now, default);
        await service.ReadAsync(account, shown, default);
        Assert.Equal(0, (await service.OpenAsync(Of(account), default)).NewCount);
        Assert.Equal(2, (await service.OpenAsync(Of(await AccountAsync(floor, "ann", Role.Admin)), default)).NewCount);
    }

    [DatabaseFact]
    public async Task What_a_project_hides_is_told_to_its_members_and_administrators_only()
    {
        using var floor = await DisputedAsync();
        var (member, stranger, admin) = (await AccountAsync(floor, "meg", Role.Scientist), await AccountAsync(floor, "sue", Role.Scientist), await AccountAsync(floor, "ann", Role.Admin));
        await using (var db = floor.CreateDbContext())
        {
            var project = new Project("Closed", "", member, floor.Clock.Now);
            db.AddRange(project, new ProjectMember(project.Id, member, floor.Clock.Now));
            await db.SaveChangesAsync();
            await db.Batches.Where(b => b.Id == floor.Batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.ProjectId, project.Id));
        }
        var service = DeskOf(floor);
        Assert.Single((await service.OpenAsync(Of(member), default)).Notifications);
        Assert.Empty((await service.OpenAsync(Of(stranger), default)).Notifications);
        Assert.Single((await service.OpenAsync(new ProjectScope(admin, SeesAll: true), default)).Notifications);
        Assert.Equal(["ann@example.org", "meg@example.org"], (await service.TakeDueAsync(default)).Select(d => d.Address).Order());
    }

    [DatabaseFact]
    public async Task A_mail_is_due_once_for_each_of_the_team_however_many_servers_ask()
    {
        using var floor = await DisputedAsync();
        foreach (var (name, role) in new[] { ("sue", Role.Scientist), ("ann", Role.Admin), ("will", Role.Worker) })
            await AccountAsync(floor, name, role);
        var servers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => DeskOf(floor).TakeDueAsync(default))));
        Assert.Equal(["ann@example.org", "sue@example.org"], servers.SelectMany(d => d).Select(d => d.Address).Order());
        floor.Clock.Move(TimeSpan.FromDays(1));
        // nothing is told twice
        Assert.Empty(await DeskOf(floor).TakeDueAsync(default));
    }

    [DatabaseFact]
    public async Task Mails_keep_their_distance_and_those_who_want_none_get_none()
    {
        using var floor = await DisputedAsync();
        var service = DeskOf(floor);
        var (hourly, never, read) = (await AccountAsync(floor, "hal", Role.Scientist), await AccountAsync(floor, "nell", Role.Scientist), await AccountAsync(floor, "rea", Role.Scientist));
        await service.AskAsync(hourly, MailFrequency.Hourly, default);
        await service.AskAsync(never, MailFrequency.Never, default);
        await service.ReadAsync(read, await service.OpenAsync(Of(read), default), default);
        Assert.Equal(["hal@example.org"], (await service.TakeDueAsync(default)).Select(d => d.Address));
        floor.Clock.Move(TimeSpan.FromMinutes(59));
        await using (var db = floor.CreateDbContext())
        {
            db.Add(new Skip((await db.Tasks.FirstAsync()).Id, floor.Batch.Id, floor.Workers[0], SkipReason.Other, null, floor.Clock.Now));
            await db.SaveChangesAsync();
        }
        // who has had no mail yet does not wait for one
        Assert.Equal(["rea@example.org"], (await service.TakeDueAsync(default)).Select(d => d.Address));
        floor.Clock.Move(TimeSpan.FromMinutes(1));
        var due = Assert.Single(await service.TakeDueAsync(default));
        Assert.Equal(("hal@example.org", NotificationKind.SkippedTasks), (due.Address, Assert.Single(due.Notifications).Kind));
    }

    [DatabaseFact]
    public async Task A_mail_that_was_not_taken_is_due_again()
    {
        using var floor = await DisputedAsync();
        await AccountAsync(floor, "sue", Role.Scientist);
        var digest = Assert.Single(await DeskOf(floor).TakeDueAsync(default));
        Assert.Empty(await DeskOf(floor).TakeDueAsync(default));
        await DeskOf(floor).HandBackAsync(digest, default);
        Assert.Equal(digest.Notifications, Assert.Single(await DeskOf(floor).TakeDueAsync(default)).Notifications);
    }

    private async Task<LabelingFloor> DisputedAsync()
    {
        var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        foreach (var (worker, text) in floor.Workers.Zip(["Total", "TOTAL"]))
            await floor.SubmitAsync(worker, (await floor.ClaimAsync(worker)).Single().AssignmentId, text);
        await new ConsensusResolver(database, floor.Transaction, floor.Clock).ResolveAsync(floor.Batch.Id, default);
        return floor;
    }

    private static ProjectScope Of(Guid account) => new(account, SeesAll: false);

    private NotificationFeed FeedOf(LabelingFloor floor) => new(database, EveryJob.Tables, floor.Clock);

    private NotificationService DeskOf(LabelingFloor floor) => new(database, floor.Transaction, FeedOf(floor), floor.Clock);

    private static async Task<Guid> AccountAsync(LabelingFloor floor, string name, Role role)
    {
        await using var db = floor.CreateDbContext();
        var account = new Account(name, $"{name}@example.org", role, floor.Clock.Now);
        db.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }
}

public sealed class SqliteNotificationsTests(SqliteDatabaseFixture database) : NotificationsContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlNotificationsTests(PostgreSqlDatabaseFixture database) : NotificationsContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerNotificationsTests(SqlServerDatabaseFixture database) : NotificationsContract(database), IClassFixture<SqlServerDatabaseFixture>;
