using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Tests.Quality;

/// <summary>A worker and the team talk about a task.</summary>
public abstract class TaskCommentsContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task A_worker_asks_and_the_team_replies_and_no_other_worker_hears_of_it()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1, overlap: 2);
        var comments = new TaskComments(floor.Transaction, database, floor.Activity, floor.Clock);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        var other = (await floor.ClaimAsync(floor.Workers[1])).Single();
        Assert.IsType<CommentOutcome.Written>(await comments.WriteAsync(floor.Workers[0], card.AssignmentId, "Is the\u200B dot a comma?\r\nI took the comma.", default));
        var open = await comments.OpenAsync(floor.Batch.Id, 10, default);
        Assert.Equal((1, "Worker 0", "Is the dot a comma?\nI took the comma."), (open.Total, open.Items[0].Worker, open.Items[0].Text));
        floor.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.IsType<CommentOutcome.Written>(await comments.ReplyAsync(card.TaskId, floor.Workers[0], "A comma.", Guid.NewGuid(), default));
        Assert.Equal(0, (await comments.OpenAsync(floor.Batch.Id, 10, default)).Total);
        Assert.Equal([(false, "Is the dot a comma?\nI took the comma."), (true, "A comma.")], (await comments.OfCardAsync(floor.Workers[0], card.AssignmentId, default)).Select(c => (c.IsFromTeam, c.Text)));
        Assert.Empty(await comments.OfCardAsync(floor.Workers[1], other.AssignmentId, default));
        Assert.Empty(await comments.OfCardAsync(floor.Workers[1], card.AssignmentId, default));
        Assert.Equal(2, (await comments.OfTaskAsync(card.TaskId, default)).Count);
    }

    [DatabaseFact]
    public async Task Only_about_cards_one_has_had_and_not_without_a_text()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 1);
        var comments = new TaskComments(floor.Transaction, database, floor.Activity, floor.Clock);
        var card = (await floor.ClaimAsync(floor.Workers[0])).Single();
        Assert.IsType<CommentOutcome.Refused>(await comments.WriteAsync(floor.Workers[1], card.AssignmentId, "Hello", default));
        Assert.IsType<CommentOutcome.Refused>(await comments.ReplyAsync(card.TaskId, floor.Workers[1], "Hello", Guid.NewGuid(), default));
        Assert.IsType<CommentOutcome.Refused>(await comments.WriteAsync(floor.Workers[0], card.AssignmentId, " \u200B ", default));
        Assert.IsType<CommentOutcome.Refused>(await comments.WriteAsync(floor.Workers[0], card.AssignmentId, new string('x', TaskComment.MaxTextLength + 1), default));
        Assert.Empty(await comments.OfTaskAsync(card.TaskId, default));
    }
}

public sealed class SqliteTaskCommentsTests(SqliteDatabaseFixture database) : TaskCommentsContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlTaskCommentsTests(PostgreSqlDatabaseFixture database) : TaskCommentsContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerTaskCommentsTests(SqlServerDatabaseFixture database) : TaskCommentsContract(database), IClassFixture<SqlServerDatabaseFixture>;
