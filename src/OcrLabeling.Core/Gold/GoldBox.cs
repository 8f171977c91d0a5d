using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Gold;

/// <param name="From">A batch of the same template whose settled tasks are taken: adjudicated ones, and those that two or more people answered alike. The batch itself, too: such checks are of its own
/// documents, stand in their places, and are told from no other card; their originals are not asked for any more.</param>
/// <param name="CorruptedPercent">Share that begins with a wrong reading.</param>
/// <param name="BlankPercent">Share of word cards that begins with none; the rest begins with the right one, and so do cards of other templates: a whole page is nothing to hide a blank one among.</param>
public sealed record GoldDraft(BatchId From, int Count, int CorruptedPercent, int BlankPercent);

public abstract record AddGoldOutcome
{
    private AddGoldOutcome() { }

    /// <param name="Count">Fewer than asked for when the source has no more.</param>
    public sealed record Added(int Count) : AddGoldOutcome;

    public sealed record Refused(string Reason) : AddGoldOutcome;
}

/// <summary>Puts tasks whose truth is known into batches, also while they run. Thread-safe.</summary>
public sealed class GoldBox(WriteTransaction transaction, AuditLog audit, LabelingActivity activity)
{
    public const int MostAtOnce = 1000;

    /// <summary>Taken where the share of checks among the cards is not set yet.</summary>
    private const int UsualGoldPercent = 10;

    /// <summary>Prime to 1,000: neighbours are scattered. Times the largest sequence it still is a 32-bit number.</summary>
    private const int Scatter = 7919;

    public async Task<AddGoldOutcome> AddAsync(BatchId batchId, GoldDraft draft, Guid accountId, CancellationToken ct)
    {
        if (FaultOf(draft) is { } fault)
            return new AddGoldOutcome.Refused(fault);
        var outcome = await transaction.RunAsync(db => AddAsync(db, batchId, draft, accountId, ct), ct);
        if (outcome is AddGoldOutcome.Added)
            activity.Publish(batchId);
        return outcome;
    }

    /// <summary>What is wrong with a draft whatever the batches are; null when nothing is.</summary>
    internal static string? FaultOf(GoldDraft draft) =>
        draft.Count is < 1 or > MostAtOnce ? $"1 to {MostAtOnce} at a time."
        : draft is { CorruptedPercent: < 0 } or { BlankPercent: < 0 } || draft.CorruptedPercent + draft.BlankPercent > 100 ? "The shares are percentages, 100 at most together."
        : null;

    /// <summary>Part of the caller's transaction.</summary>
    internal async Task<AddGoldOutcome> AddAsync(AppDb db, BatchId batchId, GoldDraft draft, Guid accountId, CancellationToken ct)
    {
        // the source too: a page of it is not turned meanwhile
        var locked = new Dictionary<BatchId, LockedBatch>();
        foreach (var either in new[] { batchId, draft.From }.Distinct().OrderBy(b => b.Value))
            locked[either] = await db.LockBatchAsync(either, ct);
        var batch = await db.Batches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId, ct);
        var source = await db.Batches.AsNoTracking().Visible(db, await ProjectScope.OfAsync(db, accountId, ct)).SingleOrDefaultAsync(b => b.Id == draft.From, ct);
        if (batch is null || source is null)
            return new AddGoldOutcome.Refused("Choose a batch to take them from.");
        if (source.Template != batch.Template)
            return new AddGoldOutcome.Refused("Both batches must be of the same job type.");
        if (source.FormJson != batch.FormJson)
            return new AddGoldOutcome.Refused("Both batches must ask for the same: these have other settings of their job type.");
        if (source.Privacy == Privacy.Donated && batch.Privacy != Privacy.Donated)
            return new AddGoldOutcome.Refused("Donated images stay in batches of donated documents.");
        var isOwn = batchId == draft.From;
        var settled = await (
            from consensus in db.Consensus
            join task in db.Tasks on consensus.TaskId equals task.Id
            where consensus.BatchId == draft.From && !task.IsGold
                && (consensus.Status == ConsensusStatus.Adjudicated || consensus.Status == ConsensusStatus.Resolved && consensus.Votes > 1 && consensus.Votes == consensus.AgreeingVotes)
                && !db.Tasks.Any(own => own.BatchId == batchId && own.Image == task.Image && (own.IsGold || !isOwn))
            orderby task.Sequence
            select new { Task = task, consensus.Kind, consensus.Text }).AsNoTracking().Take(isOwn ? MostAtOnce : draft.Count).ToListAsync(ct);
        // of its own tasks some from everywhere, so that checks lie along the whole way
        if (isOwn && settled.Count > draft.Count)
            settled = [.. Enumerable.Range(0, draft.Count).Select(i => settled[(int)((long)i * settled.Count / draft.Count)])];
        if (settled.Count == 0)
            return new AddGoldOutcome.Refused("That batch has no task that was adjudicated, or answered alike by two workers or more, and is not gold here already.");
        // checks begin as the other cards of the batch do, or could be told from them; a qualification is checks alone
        var beginsFilled = batch.Prefill && await db.Tasks.AnyAsync(t => t.BatchId == (batch.IsQualification ? draft.From : batchId) && !t.IsGold && t.PreLabelText != null, ct);
        var lowest = Math.Min(0, await db.Tasks.Where(t => t.BatchId == batchId).MinAsync(t => (int?)t.Sequence, ct) ?? 0);
        var random = new Random(lowest);
        var gold = settled.Select((s, i) => Gold(s.Task, batch, lowest - 1 - i, beginsFilled ? KindOf(i, settled.Count, draft, batch) : GoldKind.Blank, s.Kind, s.Text, random)).ToList();
        // one that has nothing to begin with would be told by that
        if (beginsFilled && !(MayBeginBlank(batch) && (batch.IsQualification || draft.BlankPercent > 0)))
            gold.RemoveAll(g => g.Gold!.Kind == GoldKind.Blank);
        if (gold.Count == 0)
            return new AddGoldOutcome.Refused("The cards of this batch begin with the machine's reading, and no settled task of that batch has one.");
        db.Tasks.AddRange(gold);
        if (isOwn)
            await StopAskingAsync(db, locked[batchId], [.. gold.Select(g => g.CopyOf!.Value)], ct);
        if (beginsFilled && LabelingTemplate.Of(batch.Template).MayBeginBlank && !batch.IsQualification)
            await BeginBlankAsync(db, batch, draft.BlankPercent, ct);
        db.AuditEntries.Add(audit.Entry(accountId, "batch.gold", $"batch:{batchId}", $"{gold.Count} from batch:{draft.From}"));
        await db.SaveChangesAsync(ct);
        return new AddGoldOutcome.Added(gold.Count);
    }

    /// <summary>A worker who meets the copy must not meet the original, too. Those who hold it may answer it.</summary>
    private static async Task StopAskingAsync(AppDb db, LockedBatch batch, List<TaskId> originals, CancellationToken ct)
    {
        var open = await db.Assignments.Where(a => originals.Contains(a.TaskId) && a.Status == AssignmentStatus.Open).Select(a => a.Id).ToListAsync(ct);
        await db.WithdrawAsync(batch, open, ct);
        await db.Tasks.Where(t => originals.Contains(t.Id)).ExecuteUpdateAsync(
            s => s.SetProperty(t => t.Wanted, t => db.Assignments.Count(a => a.TaskId == t.Id && (a.Status == AssignmentStatus.Claimed || a.Status == AssignmentStatus.Submitted))), ct);
    }

    /// <summary>
    /// Some cards that nobody has had yet begin blank, too: as many that no more than about one of four blank cards is a check. They are scattered over the batch, and each
    /// is one reading that owes nothing to the machine.
    /// </summary>
    private static async Task BeginBlankAsync(AppDb db, Batch batch, int blankPercent, CancellationToken ct)
    {
        var gold = Math.Clamp(batch.GoldPercent == 0 ? UsualGoldPercent : batch.GoldPercent, 1, 90) / 100.0;
        var perThousand = (int)Math.Round(1000 * Math.Min(blankPercent / 100.0, 3 * gold / (1 - gold) * blankPercent / 100.0));
        await db.Tasks.Where(t => t.BatchId == batch.Id && !t.IsGold && t.PreLabelText != null && (t.Sequence * Scatter + 31) % 1000 < perThousand
                && !db.Assignments.Any(a => a.TaskId == t.Id && (a.Status == AssignmentStatus.Claimed || a.Status == AssignmentStatus.Submitted)))
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.BeginsBlank, true), ct);
    }

    private static LabelingTask Gold(LabelingTask source, Batch batch, int sequence, GoldKind kind, AnswerKind answer, string? text, Random random)
    {
        if (kind == GoldKind.Blank)
            return LabelingTask.OfGold(source, batch.Id, sequence, null, new GoldTruth(kind, answer, text));
        var template = LabelingTemplate.Of(batch.Template);
        var form = template.Form(batch.FormJson);
        var right = AsMachine(text);
        var wrong = kind == GoldKind.Corrupted && right is not null ? AsMachine(template.Corrupt(form, text!, new PixelSize(source.Width, source.Height), random, source.PreLabelText)) : null;
        // what no machine reads right, as a flag, begins with what it read
        var begun = wrong ?? right ?? (source.PreLabelText is { } read && form.IsEmpty(read) && text is not null && !form.IsEmpty(text) ? null : source.PreLabelText);
        var actual = begun is null ? GoldKind.Blank : begun == right || begun == text ? GoldKind.Plain : GoldKind.Corrupted;
        return LabelingTask.OfGold(source, batch.Id, sequence, begun, new GoldTruth(actual, answer, text));

        string? AsMachine(string? said) => string.IsNullOrEmpty(said) ? null : form.AsMachine(said, source.PreLabelText);
    }

    /// <summary>Where blank cards occur among the others (<see cref="BeginBlankAsync"/>), or where there are no others.</summary>
    private static bool MayBeginBlank(Batch batch) => LabelingTemplate.Of(batch.Template).MayBeginBlank || batch.IsQualification;

    /// <summary>Spread evenly: of a hundred in a row each kind has its share.</summary>
    private static GoldKind KindOf(int index, int count, GoldDraft draft, Batch batch)
    {
        var place = (index * 37 + 11) % Math.Max(1, count) * 100.0 / count;
        return place < draft.CorruptedPercent ? GoldKind.Corrupted : place < draft.CorruptedPercent + draft.BlankPercent && MayBeginBlank(batch) ? GoldKind.Blank : GoldKind.Plain;
    }
}
