using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>The two calls that every worker makes all day: their time is that of their messages to the database server.</summary>
public sealed class MessageCountTests(PostgreSqlDatabaseFixture database) : IClassFixture<PostgreSqlDatabaseFixture>
{
    [DatabaseFact]
    public async Task A_usual_claim_is_six_messages_and_a_commit()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 40, overlap: 2);
        var (transaction, counter) = Counted();
        using (transaction)
        {
            var queue = new TaskQueue(transaction, floor.Sweep, floor.Activity, floor.Clock);
            await queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default);
            counter.Messages = 0;
            Assert.Equal(10, Assert.IsType<ClaimOutcome.Claimed>(await queue.ClaimAsync(floor.Workers[0], floor.Batch.Id, 10, default)).Cards.Count);
            Assert.Equal(6, counter.Messages);
        }
    }

    [DatabaseFact]
    public async Task A_usual_answer_is_seven_messages_and_a_commit()
    {
        using var floor = await LabelingFloor.OpenAsync(database, tasks: 10);
        var cards = await floor.ClaimAsync(floor.Workers[0], 10);
        var (transaction, counter) = Counted();
        using (transaction)
        {
            var intake = new AnswerIntake(transaction, floor.Activity, floor.Clock);
            foreach (var card in cards.Take(2))
            {
                counter.Messages = 0;
                floor.Clock.Move(TimeSpan.FromSeconds(2));
                var timing = new AnswerTiming(floor.Clock.Now.AddSeconds(-2), floor.Clock.Now, 1500, 300);
                await intake.SubmitAsync(floor.Workers[0], [new SubmittedAnswer(card.AssignmentId, 1, AnswerKind.Transcribed, "Total", 1, timing)], default);
            }
            Assert.Equal(7, counter.Messages);
        }
    }

    private (WriteTransaction, Counter) Counted()
    {
        var counter = new Counter();
        return (new WriteTransaction(new InterceptedDatabase(database, counter)), counter);
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public int Messages { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Messages++;
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Messages++;
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
