using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>What a worker said about a task. One per assignment; a later revision replaces it, an earlier or equal one changes nothing.</summary>
public sealed class Answer
{
    private Answer() { }

    public Answer(Assignment assignment, WorkerId workerId, AnswerKind kind, string? text, int revision, bool isSurplus)
    {
        Id = AnswerId.New();
        AssignmentId = assignment.Id;
        TaskId = assignment.TaskId;
        BatchId = assignment.BatchId;
        WorkerId = workerId;
        Kind = kind;
        Text = text;
        Revision = revision;
        IsSurplus = isSurplus;
    }

    public AnswerId Id { get; private set; }
    public AssignmentId AssignmentId { get; private set; }
    public TaskId TaskId { get; private set; }
    public BatchId BatchId { get; private set; }
    public WorkerId WorkerId { get; private set; }
    public AnswerKind Kind { get; private set; }

    /// <summary>In the canonical writing of the template's <see cref="Templates.AnswerForm"/>; null for a flag.</summary>
    public string? Text { get; private set; }

    /// <summary>From 1, counted by the worker's page.</summary>
    public int Revision { get; private set; }

    /// <summary>Kept and paid, but not one of the N.</summary>
    public bool IsSurplus { get; private set; }

    /// <summary>Its worker no longer had the right to hold the card when it came in, or the card's page had been turned.</summary>
    public bool IsLate { get; private set; }

    /// <summary>When its worker took it back; until it is accepted again it does not count. Null: it holds.</summary>
    public DateTime? TakenBackAt { get; private set; }

    /// <summary>It was not taken back.</summary>
    public bool Holds => TakenBackAt is null;

    /// <summary>It flags the orientation of an image that has been turned since: right when it was given, and no vote about the image as it lies now.</summary>
    public bool PredatesTurn { get; private set; }

    public PreLabelRelation Relation { get; private set; }

    /// <summary>Of a gold task: whether it says the truth; null for any other.</summary>
    public bool? IsRight { get; private set; }

    /// <summary>Of a gold task that began with a wrong reading: whether its worker did not let that pass; null for any other.</summary>
    public bool? IsCaught { get; private set; }

    /// <summary>From the pre-label to the text, of a word in characters (Levenshtein), else in the unit of the form; null without a pre-label or text.</summary>
    public int? EditDistance { get; private set; }

    public int Keystrokes { get; private set; }
    public DateTime ShownAt { get; private set; }

    /// <summary>When the worker submitted, by the server's clock; later revisions do not move it.</summary>
    public DateTime SubmittedAt { get; private set; }

    /// <summary>Milliseconds from shown to submitted, and again from an undo to the next submit, less what earlier answers of the same worker already cover: the sum over answers is Net.</summary>
    public long NetMilliseconds { get; private set; }

    /// <summary>
    /// Sum of the gaps of at most 30 s between inputs while visible; never more than the time the card was shown, after an undo again, and over a worker's answers never more than Net (a
    /// single one may be, where another card on screen has the Net of the same time).
    /// </summary>
    public long ActiveMilliseconds { get; private set; }

    /// <summary>What the page claimed as active beyond what the server saw of the work: not paid, and shown as a suspicion.</summary>
    public long UnseenMilliseconds { get; private set; }

    /// <summary>Milliseconds from shown to the first key; null when no key was pressed.</summary>
    public long? FirstKeyMilliseconds { get; private set; }

    /// <summary>Sets what is derived from the pre-label and the clock; once, at the first submit.</summary>
    public void Record(PreLabelRelation relation, int? editDistance, int keystrokes, DateTime shownAt, DateTime submittedAt, long netMilliseconds, long activeMilliseconds, long? firstKeyMilliseconds, long unseenMilliseconds = 0)
    {
        Relation = relation;
        EditDistance = editDistance;
        Keystrokes = keystrokes;
        ShownAt = shownAt;
        SubmittedAt = submittedAt;
        NetMilliseconds = Math.Max(0, netMilliseconds);
        ActiveMilliseconds = Math.Clamp(activeMilliseconds, 0, (long)(submittedAt - shownAt).TotalMilliseconds);
        FirstKeyMilliseconds = firstKeyMilliseconds;
        UnseenMilliseconds = Math.Max(0, unseenMilliseconds);
    }

    /// <summary>Milliseconds its card was on screen again after an undo, until the next submit.</summary>
    public long ShownAgainMilliseconds { get; private set; }

    /// <summary>It was taken back, worked on and given again; milliseconds.</summary>
    /// <param name="shown">Of which <paramref name="net"/> is a part.</param>
    public void AddRework(long shown, long net, long active, long unseen)
    {
        ShownAgainMilliseconds += shown;
        NetMilliseconds += net;
        ActiveMilliseconds += active;
        UnseenMilliseconds += unseen;
    }

    /// <summary>The worker had been sent away before it came.</summary>
    public void MarkLate() => IsLate = true;

    /// <summary>It was given again by somebody who may hold the card, about the image as it lies.</summary>
    public void MarkInTime() => IsLate = false;

    /// <summary>The image was turned, or had been when this came; see <see cref="PredatesTurn"/>.</summary>
    public void MarkPredating() => PredatesTurn = true;

    /// <summary>What it says, on the turned image.</summary>
    internal void Turn(ImageTurn turn, AnswerForm form) => Text = Text is { } text ? form.Turned(text, turn) : null;

    /// <summary>Takes it out of the count; false when <paramref name="revision"/> is not later.</summary>
    public bool TakeBack(int revision, DateTime now)
    {
        if (revision <= Revision)
            return false;
        Revision = revision;
        TakenBackAt = now;
        // a gold answer is in no count
        IsSurplus = IsRight is null;
        return true;
    }

    /// <summary>One of the N again, or for the first time.</summary>
    public void Count() => IsSurplus = false;

    /// <summary>It is in another slot by now: of its own where its slot went to others, or one that was open.</summary>
    public void MoveTo(Assignment slot) => AssignmentId = slot.Id;

    /// <summary>Judges it by what is known to be true of its gold task, see <see cref="LabelingTemplate.IsRight"/>; again after a revision.</summary>
    public void Judge(LabelingTask task, Template template)
    {
        var truth = task.Gold ?? throw new InvalidOperationException("Only answers to gold tasks are judged.");
        IsRight = LabelingTemplate.Of(template).IsRight(truth, task.PreLabelText, new Vote(Kind, Text));
        IsCaught = LabelingTemplate.Of(template).IsCaught(truth, task.PreLabelText, new Vote(Kind, Text), Relation);
    }

    /// <summary>Takes a later revision over; false when <paramref name="revision"/> is not later.</summary>
    public bool Revise(AnswerKind kind, string? text, int revision, PreLabelRelation relation, int? editDistance, int keystrokes)
    {
        if (revision <= Revision)
            return false;
        Kind = kind;
        Text = text;
        Revision = revision;
        Relation = relation;
        EditDistance = editDistance;
        Keystrokes = keystrokes;
        TakenBackAt = null;
        PredatesTurn = false;
        return true;
    }
}

/// <summary>The same in a database.</summary>
public static class HoldingAnswers
{
    /// <summary>Those that were not taken back, or were given again since.</summary>
    public static IQueryable<Answer> Holding(this IQueryable<Answer> answers) => answers.Where(a => a.TakenBackAt == null);
}

internal sealed class AnswerConfiguration : IEntityTypeConfiguration<Answer>
{
    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        // words are short, a page of boxes is not; the forms set the limits
        builder.Ignore(a => a.Holds);
        builder.Property(a => a.Text).HasMaxLength(-1);
        builder.HasOne<Assignment>().WithMany().HasForeignKey(a => a.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(a => a.WorkerId).OnDelete(DeleteBehavior.Restrict);
        // an answer sent twice is one answer
        builder.HasIndex(a => a.AssignmentId).IsUnique();
        // consensus and galleries
        builder.HasIndex(a => new { a.BatchId, a.TaskId });
        // a worker's gallery, newest first
        builder.HasIndex(a => new { a.WorkerId, a.SubmittedAt });
        // the live page
        builder.HasIndex(a => new { a.BatchId, a.SubmittedAt });
        // what a worker has done in a batch
        builder.HasIndex(a => new { a.BatchId, a.WorkerId });
    }
}
