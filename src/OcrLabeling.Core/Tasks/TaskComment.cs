using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>Something said about a task, between one worker and the team. Other workers do not see it: they are to judge for themselves.</summary>
public sealed class TaskComment
{
    public const int MaxTextLength = 1000;

    private TaskComment() { }

    /// <param name="by">The account that writes; of the team where it is not the worker's.</param>
    public TaskComment(TaskId taskId, BatchId batchId, WorkerId workerId, Guid by, bool isFromTeam, string text, DateTime now)
    {
        Id = Guid.CreateVersion7();
        TaskId = taskId;
        BatchId = batchId;
        WorkerId = workerId;
        By = by;
        IsFromTeam = isFromTeam;
        Text = text;
        WrittenAt = now;
    }

    public Guid Id { get; private set; }
    public TaskId TaskId { get; private set; }
    public BatchId BatchId { get; private set; }

    /// <summary>Whose talk with the team it belongs to.</summary>
    public WorkerId WorkerId { get; private set; }

    public Guid By { get; private set; }
    public bool IsFromTeam { get; private set; }
    public string Text { get; private set; } = "";
    public DateTime WrittenAt { get; private set; }
}

internal sealed class TaskCommentConfiguration : IEntityTypeConfiguration<TaskComment>
{
    public void Configure(EntityTypeBuilder<TaskComment> builder)
    {
        builder.Property(c => c.Text).HasMaxLength(TaskComment.MaxTextLength);
        builder.HasOne<LabelingTask>().WithMany().HasForeignKey(c => c.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(c => c.WorkerId).OnDelete(DeleteBehavior.Restrict);
        // one talk, and what the team has not answered in a batch
        builder.HasIndex(c => new { c.TaskId, c.WorkerId, c.WrittenAt });
        builder.HasIndex(c => new { c.BatchId, c.WrittenAt });
    }
}
