using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Notifications;
using OcrLabeling.Core.Projects;
using OcrLabeling.Core.Provenance;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Training;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Projects;

/// <summary>Every list that the team looks at, read by somebody who is no member of the one project there is something in, by its member and by an administrator.</summary>
public abstract class ProjectVisibilityContract(DatabaseFixture database) : IAsyncLifetime
{
    private static readonly ProjectScope stranger = new(Guid.CreateVersion7(), false);

    private readonly ManualClock clock = new();
    private HiddenProject hidden = null!;

    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        hidden = await HiddenProject.SeedAsync(database);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task A_stranger_sees_nothing_of_it_in_any_list_or_count_a_member_and_an_administrator_do()
    {
        foreach (var (what, count) in Counts())
        {
            Assert.Equal((what, 0), (what, await count(stranger)));
            Assert.Equal((what, 0), (what, await count(stranger with { Only = hidden.Id })));
            foreach (var reader in new[] { new ProjectScope(hidden.Member, false), new ProjectScope(Guid.NewGuid(), true), ProjectScope.Everything })
            {
                Assert.True(await count(reader) > 0, what);
                Assert.True(await count(reader with { Only = hidden.Id }) > 0, what);
                Assert.Equal((what, 0), (what, await count(reader with { Only = Project.DefaultId })));
            }
        }
    }

    [DatabaseFact]
    public async Task Nothing_of_it_opens_by_its_key_to_a_stranger_and_nobody_can_tell_that_from_nothing()
    {
        var gate = new ProjectGate(database);
        foreach (var subject in Enum.GetValues<ProjectSubject>())
        {
            Assert.False(await gate.OpensAsync(subject, hidden.KeyOf(subject), stranger, default), subject.ToString());
            Assert.True(await gate.OpensAsync(subject, hidden.KeyOf(subject), new ProjectScope(hidden.Member, false), default), subject.ToString());
            Assert.True(await gate.OpensAsync(subject, hidden.KeyOf(subject), ProjectScope.Everything, default), subject.ToString());
            Assert.False(await gate.OpensAsync(subject, Guid.NewGuid(), ProjectScope.Everything, default), subject.ToString());
        }
    }

    [DatabaseFact]
    public async Task Names_of_batches_in_other_projects_are_not_told_where_a_document_is_used_by_them()
    {
        await using (var db = database.CreateDbContext())
        {
            db.Add(new LabelingTask(hidden.Batch.Id, 7, DocumentCategory.Other, new BlobId(new string('c', 64)), "image/png", 10, 10, new PreLabel("a", 1, "tesseract", "5"), "x", pageId: hidden.Document.Pages[0].Id));
            await db.SaveChangesAsync();
            await db.Documents.Where(d => d.Id == hidden.Document.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.ProjectId, Project.DefaultId));
        }
        using var lifetime = new BlobLifetime(new Documents.MemoryBlobStore(), database, EveryBlob.Uses);
        var deletion = new DocumentDeletion(database, lifetime, new Pipeline.RecordingJobQueue(), new Core.Audit.AuditLog(database, clock));
        Assert.Equal(["a batch of another project"], (await deletion.PlanAsync(stranger, [hidden.Document.Id], default)).Batches);
        Assert.Equal(["Hidden batch"], (await deletion.PlanAsync(new ProjectScope(hidden.Member, false), [hidden.Document.Id], default)).Batches);
        Assert.Equal(["a batch of another project"], Assert.IsType<DeletionOutcome.InUse>(await deletion.DeleteAsync(hidden.Document.Id, stranger.AccountId, default)).Batches);
    }

    private IEnumerable<(string What, Func<ProjectScope, Task<int>> Count)> Counts()
    {
        yield return ("documents", async r => (await new DocumentList(database).PageAsync(r, new DocumentFilter(), 0, 10, default)).Total);
        yield return ("documents found", async r => (await new DocumentList(database).PageAsync(r, new DocumentFilter(Name: "hidden"), 0, 10, default)).Items.Count);
        yield return ("a document's project", async r => await new DocumentList(database).ProjectOfAsync(r, hidden.Document.Id, default) is null ? 0 : 1);
        yield return ("tags", async r => (await new DocumentLabels(database, null!, null!).ListTagsAsync(r, default)).Count);
        yield return ("batches", async r => (await new BatchList(database).ListAsync(r, null, "", 0, 10, default)).Total);
        yield return ("datasets", async r => (await new DatasetList(database).ListAsync(r, 0, 10, default)).Total);
        yield return ("datasets to choose", async r => (await new DatasetList(database).ListCompleteAsync(r, default)).Count);
        yield return ("one dataset", async r => await new DatasetList(database).FindAsync(r, hidden.Dataset.Id, default) is null ? 0 : 1);
        yield return ("evaluations", async r => (await new EvaluationList(database).ListAsync(r, null, 0, 10, default)).Total);
        yield return ("evaluations of a dataset", async r => (await new EvaluationList(database).ListAsync(r, hidden.Dataset.Id, 0, 10, default)).Items.Count);
        yield return ("one evaluation", async r => await new EvaluationList(database).FindAsync(r, hidden.Evaluation.Id, default) is null ? 0 : 1);
        yield return ("engines evaluated", async r => (await new EvaluationList(database).EnginesAsync(r, default)).Count);
        yield return ("training runs", async r => (await new TrainingList(database).ListAsync(r, 0, 10, default)).Total);
        yield return ("waiting: disputed", async r => (await new WaitingList(database).TotalAsync(r, default)).Disputed);
        yield return ("waiting: skipped", async r => (await new WaitingList(database).TotalAsync(r, default)).Skipped);
        yield return ("notifications", async r => (await new NotificationFeed(database, EveryJob.Tables, clock).ReadAsync(r, default)).Count);
        yield return ("disputed batches", async r => (await Queue.BatchesAsync(r, default)).Count);
        yield return ("the next disputed task", async r => await Queue.NextAsync(r, null, [], default) is null ? 0 : 1);
        yield return ("the next disputed task of the batch", async r => await Queue.NextAsync(r, hidden.Batch.Id, [], default) is null ? 0 : 1);
        yield return ("annotations of the batch", async r => (await new AnnotationGallery(database).ReadAsync(r, new GalleryFilter(hidden.Batch.Id), 0, 10, default)).Total);
        yield return ("annotations of the worker", async r => (await new AnnotationGallery(database).ReadAsync(r, new GalleryFilter(WorkerId: hidden.Worker), 0, 10, default)).Tasks.Count);
        yield return ("live: the batch", async r => (await new LiveMonitor(database, clock).ReadAsync(r, hidden.Batch.Id, null, 10, default))?.Stream.Count ?? 0);
        yield return ("live: the worker's answers", async r => (await new LiveMonitor(database, clock).ReadAsync(r, null, hidden.Worker, 10, default))!.Stream.Count);
        yield return ("live: the worker's rows", async r => (await new LiveMonitor(database, clock).ReadAsync(r, null, hidden.Worker, 10, default))!.Rows.Count);
        yield return ("live: the worker's pace", async r => (await new LiveMonitor(database, clock).ReadAsync(r, null, hidden.Worker, 10, default))!.Pace.Sum(p => p.Submissions));
        yield return ("stats: batches", async r => (await Statistics.ReadAsync(Filter(r), default)).Batches.Count);
        yield return ("stats: workers", async r => (await Statistics.ReadAsync(Filter(r), default)).Workers.Count);
        yield return ("stats: activity", async r => (await new ActivityOverTime(database).ReadHoursAsync(Filter(r), clock.Now.AddDays(-1), default)).Sum(h => h.Submissions));
        yield return ("stats: choices", async r => (await new StatsChoices(database).ReadAsync(r, default)).Batches.Count);
        foreach (var kind in Enum.GetValues<JobKind>())
            yield return ($"jobs: {kind}", async r => (await new JobList(database, EveryJob.Tables).CountAsync(r, default, kind)).Values.Sum());
        yield return ("failed jobs", async r => (await new JobList(database, EveryJob.Tables).SubjectsAsync(r, JobList.StatusesOf(JobTab.Failed), default)).Count);
        yield return ("failed jobs shown", async r => (await new JobList(database, EveryJob.Tables).PageAsync(r, JobTab.Failed, 0, 10, default)).Count);
        yield return ("projects", async r => (await new ProjectList(database).ListAsync(r, "Hidden", 0, 10, default)).Total);
        yield return ("one project", async r => await new ProjectList(database).FindAsync(r, hidden.Id, default) is null ? 0 : 1);
        yield return ("members", async r => (await new ProjectList(database).MembersAsync(r, hidden.Id, default)).Count);
    }

    private AdjudicationQueue Queue => new(database, new AnnotationGallery(database));

    private LabelingStatistics Statistics => new(database, clock);

    private static StatsFilter Filter(ProjectScope reader) => new([], [], [], reader);
}

public sealed class SqliteProjectVisibilityTests(SqliteDatabaseFixture database) : ProjectVisibilityContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlProjectVisibilityTests(PostgreSqlDatabaseFixture database) : ProjectVisibilityContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerProjectVisibilityTests(SqlServerDatabaseFixture database) : ProjectVisibilityContract(database), IClassFixture<SqlServerDatabaseFixture>;
