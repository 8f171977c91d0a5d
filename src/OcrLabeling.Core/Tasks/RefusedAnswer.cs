using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>
/// An answer that could not be taken, as it was sent, with the reason: of each card the latest revision. The worker's page keeps it too until it is put right; an answer to the same task that
/// is taken removes all of them.
/// </summary>
public sealed class RefusedAnswer
{
    public const int MaxReasonLength = 400;

    /// <summary>Characters; of a text that reaches it only the beginning is kept, for the team. The whole stays on the page that sent it.</summary>
    public const int MaxTextLength = 100_000;

    private RefusedAnswer() { }

    public RefusedAnswer(TaskId taskId, BatchId batchId, WorkerId workerId, SubmittedAnswer answer, string reason, DateTime now)
    {
        TaskId = taskId;
        BatchId = batchId;
        WorkerId = workerId;
        AssignmentId = answer.AssignmentId;
        Revision = answer.Revision;
        Kind = answer.Kind;
        Text = Storable(answer.Text is { Length: > MaxTextLength } longer ? longer[..MaxTextLength] : answer.Text);
        Reason = BriefText.Of(reason, MaxReasonLength);
        RefusedAt = now;
    }

    public TaskId TaskId { get; private set; }
    public BatchId BatchId { get; private set; }
    public WorkerId WorkerId { get; private set; }

    /// <summary>Under which it was sent; a worker who was handed the task again counts revisions from 1 again.</summary>
    public AssignmentId AssignmentId { get; private set; }

    /// <summary>From 1, counted by the worker's page.</summary>
    public int Revision { get; private set; }

    public AnswerKind Kind { get; private set; }
    public string? Text { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTime RefusedAt { get; private set; }

    /// <summary>When its worker gave it up; the team still sees it. Null: it waits to be put right.</summary>
    public DateTime? DismissedAt { get; private set; }

    /// <summary>What it says, on the turned image.</summary>
    internal void Turn(ImageTurn turn, AnswerForm form) => Text = Text is { } text ? form.Turned(text, turn) : null;

    // half a surrogate pair and the zero character cannot be stored everywhere
    private static string? Storable(string? text) => text is null ? null : string.Concat(text.EnumerateRunes().Select(r => r.Value == 0 ? "\uFFFD" : r.ToString()));
}

internal sealed class RefusedAnswerConfiguration : IEntityTypeConfiguration<RefusedAnswer>
{
    public void Configure(EntityTypeBuilder<RefusedAnswer> builder)
    {
        // a revision sent again is the same
        builder.HasKey(r => new { r.TaskId, r.WorkerId, r.AssignmentId, r.Revision });
        builder.Property(r => r.Text).HasMaxLength(-1);
        builder.Property(r => r.Reason).HasMaxLength(RefusedAnswer.MaxReasonLength);
        builder.HasOne<LabelingTask>().WithMany().HasForeignKey(r => r.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(r => r.WorkerId).OnDelete(DeleteBehavior.Restrict);
        // the team's list of a batch, newest first
        builder.HasIndex(r => new { r.BatchId, r.RefusedAt });
    }
}
