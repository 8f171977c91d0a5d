using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>Open batches are handed out; Paused and Closed ones are not, and their held cards go back. An answer that was under way is kept and marked late.</summary>
public enum BatchStatus { Preparing, Open, Paused, Closed }

/// <summary>Tasks of one template for one pool.</summary>
public sealed class Batch : IInProject
{
    public const int MaxOverlap = 9;
    public const int MaxLeaseMinutes = 24 * 60;
    public const int MaxNameLength = 120;
    public const int MaxInstructionsLength = 10_000;
    public const int MaxPreparationNoteLength = 4000;

    private Batch() => Preparation = null!;

    public Batch(
        string name, Template template, Pool pool, int overlap, int leaseMinutes, string instructions, bool prefill, Privacy privacy, string sourceJson,
        Guid createdBy, DateTime createdAt, string formJson = "{}")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(overlap, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(overlap, MaxOverlap);
        ArgumentOutOfRangeException.ThrowIfLessThan(leaseMinutes, 1);
        if (!pool.MaySee(privacy))
            throw new ArgumentException($"The pool {pool.Name} may not see {privacy} documents.", nameof(pool));
        Id = BatchId.New();
        Name = name;
        Template = template;
        PoolId = pool.Id;
        Overlap = overlap;
        LeaseMinutes = leaseMinutes;
        HoldMinutes = BatchSettings.UsualHoldMinutes(leaseMinutes);
        CardCeilingMilliseconds = LabelingTemplate.Of(template).CardCeiling;
        Instructions = instructions;
        Prefill = prefill;
        Privacy = privacy;
        // the line around a word tells more of a private document than the word
        ShowsContext = privacy == Privacy.Public;
        SourceJson = sourceJson;
        FormJson = formJson;
        CreatedBy = createdBy;
        CreatedAt = createdAt;
        Preparation = new JobState(createdAt);
    }

    public BatchId Id { get; private set; }
    public ProjectId ProjectId { get; init; } = Project.DefaultId;
    public string Name { get; private set; } = "";
    public Template Template { get; private set; }
    public PoolId PoolId { get; private set; }

    /// <summary>Answers asked for per task, 1..9, each from another worker; can change while the batch runs.</summary>
    public int Overlap { get; private set; }

    public int LeaseMinutes { get; private set; }

    /// <summary>From the claim on; then a card goes back, however often it was renewed. At least <see cref="LeaseMinutes"/>.</summary>
    public int HoldMinutes { get; private set; }

    /// <summary>Pages of cards one worker may hold at a time, 1..<see cref="BatchSettings.MaxHeldPages"/>.</summary>
    public int HeldPages { get; private set; } = BatchSettings.UsualHeldPages;

    /// <summary>Workers may look at a word within its line of the page.</summary>
    public bool ShowsContext { get; private set; }

    /// <summary>Active time one card may be paid for without other evidence, in milliseconds.</summary>
    public long CardCeilingMilliseconds { get; private set; }
    public string Instructions { get; private set; } = "";

    /// <summary>Workers see the pre-label.</summary>
    public bool Prefill { get; private set; }

    /// <summary>The strictest of its documents.</summary>
    public Privacy Privacy { get; private set; }

    public BatchStatus Status { get; private set; } = BatchStatus.Preparing;

    /// <summary>Higher is handed out first.</summary>
    public int Priority { get; private set; }

    /// <summary>What the tasks are made from (chosen documents and filter, or the uploaded folder); read by the preparation job.</summary>
    public string SourceJson { get; private set; } = "";

    /// <summary>Settings of the template's <see cref="Templates.AnswerForm"/>; <c>{}</c> where it has none.</summary>
    public string FormJson { get; private set; } = "";

    public JobState Preparation { get; private set; }

    /// <summary>What was left out while preparing, for people; null when nothing was.</summary>
    public string? PreparationNote { get; private set; }
    public int TaskCount { get; private set; }

    /// <summary>Slots of the N asked for over all tasks; kept by whatever makes or withdraws slots.</summary>
    public int AssignmentCount { get; private set; }

    /// <summary>How many of a hundred cards are gold, as far as there are gold tasks a worker has not had.</summary>
    public int GoldPercent { get; private set; }

    /// <summary>A worker whose accuracy on gold is below it with 95 % confidence is paused; 0: nobody is.</summary>
    public int GoldFloorPercent { get; private set; }

    /// <summary>From which probability on a truth is accepted, in percent; 0: by strict majority of the answers asked for.</summary>
    public double AcceptPercent { get; private set; }

    /// <summary>Up to how many answers a task is given that its answers do not decide; only with <see cref="AcceptPercent"/>.</summary>
    public int MaxAnswers { get; private set; }

    /// <summary>False while tasks are still given the slots that a changed overlap asks for.</summary>
    public bool SlotsFit { get; private set; } = true;

    /// <summary>Its cards are gold only, and show whether a worker may begin with the pool's real work.</summary>
    public bool IsQualification { get; private set; }

    /// <summary>Prepared, it waits to be opened by hand: something is still to be done to it before workers see it.</summary>
    public bool StartsPaused { get; init; }

    public Guid CreatedBy { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>Lists show it only when asked for archived batches; null: not archived.</summary>
    public DateTime? ArchivedAt { get; private set; }

    /// <summary>A batch without tasks whose N answers are asked for; gold is put into it afterwards.</summary>
    public static Batch OfQualification(string name, Batch like, Pool pool, string instructions, Guid createdBy, DateTime now)
    {
        var batch = new Batch(name, like.Template, pool, 1, like.LeaseMinutes, instructions, prefill: true, like.Privacy, BatchSource.None, createdBy, now, like.FormJson) { IsQualification = true, ProjectId = like.ProjectId };
        batch.Open(batch.Preparation.Start(now), 0, [], now);
        return batch;
    }

    /// <summary>Takes over what is not said when a batch is made: priority, limits, checks and how truths are accepted. The line around a word is not shown of private documents because it was of others.</summary>
    internal void Follow(BatchSettings like)
    {
        Priority = like.Priority;
        HoldMinutes = Math.Max(LeaseMinutes, like.HoldMinutes);
        HeldPages = like.HeldPages;
        ShowsContext = like.ShowsContext && Privacy == Privacy.Public;
        (GoldPercent, GoldFloorPercent) = (like.GoldPercent, like.GoldFloorPercent);
        (AcceptPercent, MaxAnswers) = (like.AcceptPercent, like.AcceptPercent == 0 ? like.MaxAnswers : Math.Max(like.MaxAnswers, Overlap));
    }

    /// <param name="name">As <see cref="GivenName.Clean"/> gives it.</param>
    public void Rename(string name) => Name = name;

    /// <summary>Preparation is done: its tasks can be claimed. <paramref name="skipped"/> names what could not become a task.</summary>
    public void Open(JobLease lease, int taskCount, IReadOnlyCollection<string> skipped, DateTime now)
    {
        if (Status != BatchStatus.Preparing)
            throw new InvalidOperationException($"A {Status} batch cannot be opened.");
        Preparation.Succeed(lease, now);
        TaskCount = taskCount;
        AssignmentCount = taskCount * Overlap;
        PreparationNote = skipped.Count == 0 ? null : NoteOf(skipped);
        Status = StartsPaused ? BatchStatus.Paused : BatchStatus.Open;
    }

    /// <summary>As many as there is room for, and how many more there are.</summary>
    private static string NoteOf(IReadOnlyCollection<string> skipped)
    {
        const int Tail = 40;
        var note = new StringBuilder($"{skipped.Count:N0} left out: ");
        foreach (var (index, one) in skipped.Index())
        {
            var next = $"{(index == 0 ? "" : "; ")}{BriefText.Of(one, MaxPreparationNoteLength / 8)}";
            if (note.Length + next.Length > MaxPreparationNoteLength - Tail)
                return note.Append(CultureInfo.InvariantCulture, $"; and {skipped.Count - index:N0} more").ToString();
            note.Append(next);
        }
        return note.ToString();
    }
}

internal sealed class BatchConfiguration : IEntityTypeConfiguration<Batch>
{
    public void Configure(EntityTypeBuilder<Batch> builder)
    {
        builder.Property(b => b.Name).HasMaxLength(Batch.MaxNameLength);
        builder.Property(b => b.Instructions).HasMaxLength(Batch.MaxInstructionsLength);
        builder.Property(b => b.PreparationNote).HasMaxLength(Batch.MaxPreparationNoteLength);
        // lists of runs or images: no upper bound
        builder.Property(b => b.SourceJson).HasMaxLength(-1);
        builder.Property(b => b.FormJson).HasMaxLength(-1);
        builder.OwnsJobState(b => b.Preparation);
        builder.HasOne<Pool>().WithMany().HasForeignKey(b => b.PoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(b => b.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(b => new { b.ProjectId, b.Name }).IsUnique();
        // the work list asks for the open batches of a worker's pools
        builder.HasIndex(b => new { b.PoolId, b.Status });
    }
}
