using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Migrations.Sqlite;
using OcrLabeling.Tests.Documents;

namespace OcrLabeling.Tests.Data;

/// <summary>What becomes of rows that an older version wrote.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_refused_answer_of_an_older_version_stands_under_the_latest_claim_of_its_card()
    {
        var builder = new DbContextOptionsBuilder<AppDb>();
        builder.UseSqliteDatabase($"Data Source={Path.Combine(folder.Path, "old.db")};Pooling=False");
        await using var db = new AppDb(builder.Options);
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        var (task, worker, batch, early, late, others) = (TaskId.New(), Guid.NewGuid(), BatchId.New(), AssignmentId.New(), AssignmentId.New(), AssignmentId.New());
        await db.Database.OpenConnectionAsync();
        // batch, task and worker are not what is looked at
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF");
        foreach (var (assignment, claimer, at) in new[] { (early, worker, "2026-01-01 10:00:00"), (late, worker, "2026-01-02 10:00:00"), (others, Guid.NewGuid(), "2026-01-03 10:00:00") })
            await db.Database.ExecuteSqlAsync(
                $"insert into Claims (Id, AssignmentId, TaskId, BatchId, WorkerId, ClaimedAt, Ending) values ({Guid.NewGuid()}, {assignment.Value}, {task.Value}, {batch.Value}, {claimer}, {at}, 'Held')");
        await db.Database.ExecuteSqlAsync(
            $"insert into RefusedAnswers (TaskId, WorkerId, BatchId, Kind, Text, Reason, Revision, RefusedAt) values ({task.Value}, {worker}, {batch.Value}, 'Transcribed', 'long', 'No.', 3, '2026-01-02 11:00:00')");
        Assert.Null(await SchemaUpdate.ApplyAsync(db, default));
        var kept = await db.RefusedAnswers.AsNoTracking().SingleAsync();
        Assert.Equal((late, 3, "long", null), (kept.AssignmentId, kept.Revision, kept.Text, kept.DismissedAt));
    }
}
