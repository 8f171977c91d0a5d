using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Core.Quality;

public enum ConsensusStatus { Resolved, Disputed, Adjudicated }

/// <summary>The truth of one task, resolved from its counted answers.</summary>
public sealed class Consensus
{
    private Consensus() { }

    public Consensus(TaskId taskId, BatchId batchId, ConsensusStatus status, AnswerKind kind, string? text, int votes, int agreeingVotes, DateTime resolvedAt)
    {
        TaskId = taskId;
        BatchId = batchId;
        Status = status;
        Kind = kind;
        Text = text;
        Votes = votes;
        AgreeingVotes = agreeingVotes;
        ResolvedAt = resolvedAt;
    }

    public TaskId TaskId { get; private set; }
    public BatchId BatchId { get; private set; }
    public ConsensusStatus Status { get; private set; }

    /// <summary>The kind most votes agree on; of a Disputed task the first of the best.</summary>
    public AnswerKind Kind { get; private set; }

    public string? Text { get; private set; }
    public int Votes { get; private set; }
    public int AgreeingVotes { get; private set; }
    public DateTime ResolvedAt { get; private set; }
}

internal sealed class ConsensusConfiguration : IEntityTypeConfiguration<Consensus>
{
    public void Configure(EntityTypeBuilder<Consensus> builder)
    {
        builder.ToTable("Consensus");
        builder.HasKey(c => c.TaskId);
        builder.Property(c => c.Text).HasMaxLength(Answer.MaxTextLength);
        builder.HasOne<LabelingTask>().WithOne().HasForeignKey<Consensus>(c => c.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.BatchId, c.Status });
    }
}
