using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Review;

/// <summary>
/// Brings the consensus of a batch up to date with its answers. It looks at every answered task, so it cannot drift, and takes a transaction only for
/// what changed. Two may run at once, also on two nodes: the loser of a write reads again. Thread-safe.
/// </summary>
public sealed class ConsensusResolver(IDbContextFactory<AppDb> databases, WriteTransaction transaction, TimeProvider clock)
{
    private const int TasksPerRead = 500;
    private const int TasksPerWrite = 100;

    /// <summary>Returns how many tasks changed.</summary>
    public async Task<int> ResolveAsync(BatchId batchId, CancellationToken ct)
    {
        var changed = 0;
        if (await RuleAsync(batchId, ct) is not { } rule)
            return 0;
        for (var next = 0; ;)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var sequences = await AnsweredAsync(db, batchId, next, ct);
            if (sequences.Count == 0)
                return changed;
            var (first, last) = (sequences[0], sequences[^1]);
            var stale = await FindStaleAsync(db, rule, db.Tasks.Where(t => t.BatchId == batchId && t.Sequence >= first && t.Sequence <= last), ct);
            foreach (var ids in stale.Select(s => s.TaskId).Chunk(TasksPerWrite))
                changed += await transaction.RunAsync(writer => UpdateAsync(writer, rule, batchId, ids, ct), ct);
            next = last + 1;
        }
    }

    private async Task<Rule?> RuleAsync(BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await db.Batches.Where(b => b.Id == batchId).Select(b => new { b.Template, b.AcceptPercent, b.MaxAnswers, b.Prefill, b.Status }).SingleOrDefaultAsync(ct);
        if (batch is null)
            return null;
        var skills = batch.AcceptPercent == 0 ? [] : await db.WorkTotals.GroupBy(t => t.WorkerId)
            .Select(g => new { g.Key, Right = g.Sum(t => t.GoldRight), Seen = g.Sum(t => t.Gold), Caught = g.Sum(t => t.Caught), Corrupted = g.Sum(t => t.Corrupted) })
            .ToDictionaryAsync(g => g.Key, g => WorkerSkill.Of(g.Right, g.Seen, g.Caught, g.Corrupted), ct);
        // a closed batch hands nothing out
        return new(batch.Template, batch.AcceptPercent / 100, batch.Status == BatchStatus.Closed ? 0 : batch.MaxAnswers, batch.Prefill, skills);
    }

    /// <summary>Sequences of the next answered tasks.</summary>
    private static Task<List<int>> AnsweredAsync(AppDb db, BatchId batchId, int from, CancellationToken ct) => db.Tasks
        .Where(t => t.BatchId == batchId && t.Sequence >= from && db.Answers.Any(a => a.BatchId == batchId && a.TaskId == t.Id && !a.IsSurplus))
        .OrderBy(t => t.Sequence).Select(t => t.Sequence).Take(TasksPerRead).ToListAsync(ct);

    /// <summary>Answered tasks whose consensus is not what their votes say, or counts them otherwise. The consensus is tracked.</summary>
    private static async Task<List<StaleTask>> FindStaleAsync(AppDb db, Rule rule, IQueryable<LabelingTask> tasks, CancellationToken ct)
    {
        var votes = await (
            from task in tasks
            join answer in db.Answers on new { task.BatchId, TaskId = task.Id } equals new { answer.BatchId, answer.TaskId }
            where !answer.IsSurplus
            select new TaskVote(answer.TaskId, task.Wanted, task.PreLabelText, task.PreLabelConfidence, task.BeginsBlank, answer.WorkerId, answer.Kind, answer.Text, answer.SubmittedAt, answer.PredatesTurn)).ToListAsync(ct);
        var known = await (from task in tasks join consensus in db.Consensus on task.Id equals consensus.TaskId select consensus).ToDictionaryAsync(c => c.TaskId, ct);
        return [.. votes.GroupBy(v => v.TaskId)
            .Select(task => new StaleTask(
                task.Key,
                rule.Decide([.. task.OrderBy(v => v.SubmittedAt)]),
                known.GetValueOrDefault(task.Key)) { Votes = [.. task.Where(v => !v.PredatesTurn).Select(v => v.Vote)] })
            .Where(task => task.Consensus is { IsFinal: true } decided ? decided.Count(rule.Template, task.Votes) : task.Consensus is null ? task.Verdict.Outcome != VerdictOutcome.Waiting : task.Consensus.IsStale(task.Verdict))];
    }

    private async Task<int> UpdateAsync(AppDb db, Rule rule, BatchId batchId, TaskId[] ids, CancellationToken ct)
    {
        var batch = await db.LockBatchAsync(batchId, ct);
        var changed = 0;
        var now = clock.UtcNow();
        foreach (var (taskId, verdict, consensus) in await FindStaleAsync(db, rule, db.Tasks.Where(t => ids.Contains(t.Id)), ct))
        {
            changed++;
            // counted anew by the search
            if (consensus is { IsFinal: true })
                continue;
            if (verdict.Outcome == VerdictOutcome.AskMore)
                await TaskSlots.AddOneAsync(db, batch, taskId, ct);
            if (consensus is null && verdict.Outcome is VerdictOutcome.Resolved or VerdictOutcome.Disputed)
                db.Consensus.Add(new Consensus(taskId, batchId, verdict, now));
            else if (consensus is { Status: not ConsensusStatus.SentBack } && verdict.Outcome is VerdictOutcome.Waiting or VerdictOutcome.AskMore)
                // a revised answer can undo a majority
                db.Consensus.Remove(consensus);
            else if (consensus is not null && verdict.Outcome is VerdictOutcome.Resolved or VerdictOutcome.Disputed)
                consensus.Update(verdict, now);
        }
        await db.SaveChangesAsync(ct);
        return changed;
    }

    private sealed record TaskVote(
        TaskId TaskId, int Wanted, string? PreLabelText, double? PreLabelConfidence, bool BeginsBlank, WorkerId WorkerId, AnswerKind Kind, string? Text, DateTime SubmittedAt, bool PredatesTurn)
    {
        public Vote Vote => new(Kind, Text);
    }

    /// <param name="Accept">0: strict majority.</param>
    /// <param name="Skills">By worker, from gold of every batch.</param>
    private sealed record Rule(Template Template, double Accept, int MostAnswers, bool Prefill, Dictionary<WorkerId, WorkerSkill> Skills)
    {
        /// <param name="answers">Of one task, in the order of submission; not empty.</param>
        public Verdict Decide(IReadOnlyList<TaskVote> answers)
        {
            // of those about an image as it lay before none is a vote, and another one was asked for
            var votes = answers.Where(a => !a.PredatesTurn).ToList();
            if (votes.Count == 0)
                return new Verdict(VerdictOutcome.Waiting, answers[0].Kind, null, 0, 0);
            var (task, wanted) = (votes[0], votes[0].Wanted - (answers.Count - votes.Count));
            var template = LabelingTemplate.Of(Template);
            if (Accept == 0)
                return template.Decide([.. votes.Select(v => v.Vote)], wanted);
            var machine = string.IsNullOrEmpty(task.PreLabelText) ? (MachineVote?)null : new MachineVote(task.PreLabelText, task.PreLabelConfidence ?? 0.5);
            var weighted = votes.Select(v => new WeightedVote(v.Vote, SkillOf(v.WorkerId), Prefill && !task.BeginsBlank && machine is not null));
            return template.DecideWeighted([.. weighted], machine, Accept, wanted, MostAnswers);
        }

        private WorkerSkill SkillOf(WorkerId worker) => Skills.TryGetValue(worker, out var skill) ? skill : WorkerSkill.Of(0, 0, 0, 0);
    }

    private sealed record StaleTask(TaskId TaskId, Verdict Verdict, Consensus? Consensus)
    {
        public required IReadOnlyList<Vote> Votes { get; init; }
    }
}
