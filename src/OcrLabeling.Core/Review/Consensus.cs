using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Review;

/// <summary>Resolved and Adjudicated have a truth. Rejected: the team wants none. SentBack: another answer is awaited.</summary>
public enum ConsensusStatus { Resolved, Disputed, Adjudicated, Rejected, SentBack }

/// <summary>
/// The truth of one task: resolved from its counted answers, or decided by a person (Adjudicated), which no later answer changes.
/// A task without a row is waiting for answers. Competing writes are settled by <see cref="Status"/> as concurrency token.
/// </summary>
public sealed class Consensus
{
    public const int MaxReasonLength = 400;

    private Consensus() { }

    /// <param name="verdict">Resolved or Disputed.</param>
    public Consensus(TaskId taskId, BatchId batchId, Verdict verdict, DateTime now)
    {
        TaskId = taskId;
        BatchId = batchId;
        Take(verdict, now);
    }

    public TaskId TaskId { get; private set; }
    public BatchId BatchId { get; private set; }
    public ConsensusStatus Status { get; private set; }

    /// <summary>The kind most votes agree on; of a Disputed task the first of the best.</summary>
    public AnswerKind Kind { get; private set; }

    public string? Text { get; private set; }

    /// <summary>Counted answers; of what a person decided those there are now.</summary>
    public int Votes { get; private set; }

    /// <summary>Those of them that say what the consensus says; of a Disputed task the size of the largest group.</summary>
    public int AgreeingVotes { get; private set; }

    public DateTime ResolvedAt { get; private set; }

    /// <summary>The account that adjudicated, corrected, rejected or sent back.</summary>
    public Guid? AdjudicatedBy { get; private set; }

    /// <summary>Why it was corrected, rejected or sent back; null where votes or an adjudication decided.</summary>
    public string? Reason { get; private set; }

    /// <summary>A person has the last word: no later answer changes it.</summary>
    public bool IsFinal => Status is ConsensusStatus.Adjudicated or ConsensusStatus.Rejected;

    /// <summary>Whether the votes say something else now. What a person has decided never is, and what was sent back only with another vote.</summary>
    public bool IsStale(Verdict verdict) =>
        !IsFinal && !(Status == ConsensusStatus.SentBack && verdict.Votes <= Votes) && verdict != new Verdict(OutcomeOf(Status), Kind, Text, Votes, AgreeingVotes);

    /// <summary>Takes over what the votes say now.</summary>
    public void Update(Verdict verdict, DateTime now)
    {
        if (IsFinal)
            throw new InvalidOperationException("What a person has decided does not follow votes.");
        // another answer was asked for because what the others agreed on was doubted: it is not outvoted by them
        if (Status == ConsensusStatus.SentBack && verdict is { Outcome: VerdictOutcome.Resolved } && verdict.AgreeingVotes < verdict.Votes)
            verdict = verdict with { Outcome = VerdictOutcome.Disputed };
        Reason = null;
        AdjudicatedBy = null;
        Take(verdict, now);
    }

    /// <summary>A person's decision, read by the template's form; may be taken again. <see cref="Count"/> follows.</summary>
    public void Adjudicate(AnswerKind kind, string? text, Guid accountId, DateTime now)
    {
        Status = ConsensusStatus.Adjudicated;
        Kind = kind;
        Text = text;
        Reason = null;
        AdjudicatedBy = accountId;
        ResolvedAt = now;
    }

    /// <summary>A reviewer's truth in place of what was there. <see cref="Count"/> follows.</summary>
    public void Correct(AnswerKind kind, string? text, string reason, Guid accountId, DateTime now)
    {
        Adjudicate(kind, text, accountId, now);
        Reason = reason;
    }

    /// <summary>Counts the answers against what a person has decided; nothing agrees with a truth that is not wanted. False when the figures were these already.</summary>
    /// <param name="votes">The counted answers.</param>
    public bool Count(Template template, IReadOnlyCollection<Vote> votes)
    {
        if (!IsFinal)
            throw new InvalidOperationException("What votes decide is counted with them.");
        var before = (Votes, AgreeingVotes);
        Votes = votes.Count;
        AgreeingVotes = Status == ConsensusStatus.Rejected ? 0 : votes.Count(vote => LabelingTemplate.Of(template).Says(new Vote(Kind, Text), vote));
        return before != (Votes, AgreeingVotes);
    }

    /// <summary>No truth is wanted of the task; kind and text stay as what was thought.</summary>
    public void Reject(string reason, Guid accountId, DateTime now) => Decide(ConsensusStatus.Rejected, reason, accountId, now);

    /// <summary>The truth waits for another vote.</summary>
    public void SendBack(string reason, Guid accountId, DateTime now) => Decide(ConsensusStatus.SentBack, reason, accountId, now);

    /// <summary>The image was turned, and what <paramref name="votes"/> of the answers do not say was said of it as it was: the truth waits for others in their place.</summary>
    public void AskAgain(int votes, string reason, Guid accountId, DateTime now)
    {
        SendBack(reason, accountId, now);
        (Votes, AgreeingVotes) = (votes, 0);
    }

    /// <summary>What was agreed on, on the turned image.</summary>
    internal void Turn(ImageTurn turn, AnswerForm form) => Text = Text is { } text ? form.Turned(text, turn) : null;

    /// <summary>Takes a person's decision back; what the votes say is brought in by the next <see cref="Update"/>.</summary>
    public void Reopen(DateTime now)
    {
        Status = ConsensusStatus.Disputed;
        AdjudicatedBy = null;
        Reason = null;
        ResolvedAt = now;
    }

    private void Decide(ConsensusStatus status, string reason, Guid accountId, DateTime now)
    {
        Status = status;
        Reason = reason;
        AdjudicatedBy = accountId;
        ResolvedAt = now;
    }

    private void Take(Verdict verdict, DateTime now)
    {
        Status = verdict.Outcome switch
        {
            VerdictOutcome.Resolved => ConsensusStatus.Resolved,
            VerdictOutcome.Disputed => ConsensusStatus.Disputed,
            _ => throw new ArgumentException("A task that waits for answers has no consensus.", nameof(verdict)),
        };
        Kind = verdict.Kind;
        Text = verdict.Text;
        Votes = verdict.Votes;
        AgreeingVotes = verdict.AgreeingVotes;
        ResolvedAt = now;
    }

    private static VerdictOutcome OutcomeOf(ConsensusStatus status) => status == ConsensusStatus.Resolved ? VerdictOutcome.Resolved : VerdictOutcome.Disputed;
}

internal sealed class ConsensusConfiguration : IEntityTypeConfiguration<Consensus>
{
    public void Configure(EntityTypeBuilder<Consensus> builder)
    {
        builder.ToTable("Consensus");
        builder.HasKey(c => c.TaskId);
        builder.Property(c => c.Status).IsConcurrencyToken();
        builder.Property(c => c.Text).HasMaxLength(-1);
        builder.Property(c => c.Reason).HasMaxLength(Consensus.MaxReasonLength);
        builder.HasOne<LabelingTask>().WithOne().HasForeignKey<Consensus>(c => c.TaskId).OnDelete(DeleteBehavior.Cascade);
        // counts of the results page and its list of disputed tasks
        builder.HasIndex(c => new { c.BatchId, c.Status });
    }
}
