using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Work;

/// <summary>What became of a submitted answer.</summary>
public abstract record AnswerOutcome
{
    private AnswerOutcome() { }

    /// <summary>It is one of the N.</summary>
    public sealed record Counted : AnswerOutcome;

    /// <summary>It came late and others have the slots: kept and paid, not one of the N.</summary>
    public sealed record Surplus : AnswerOutcome;

    /// <summary>The worker may not hold the card any more, or its page was turned: kept, marked late, shown to the team; one of the N only where that was no doing of the worker's and a slot is free.</summary>
    /// <param name="Reason">A sentence for the worker.</param>
    public sealed record Late(string Reason) : AnswerOutcome;

    /// <summary>It holds no more; the card is the worker's again.</summary>
    public sealed record TakenBack : AnswerOutcome;

    /// <summary>It took the place of the same worker's earlier revision.</summary>
    public sealed record Replaced : AnswerOutcome;

    /// <summary>This or a later revision is there already and says the same.</summary>
    public sealed record Unchanged : AnswerOutcome;

    /// <summary>It says something else than a revision, <paramref name="Latest"/>, that is there already, or that was taken back: from another page, say. It can be given again above that.</summary>
    public sealed record Outdated(int Latest) : AnswerOutcome;

    /// <summary>It can never be taken, however often it is sent.</summary>
    public sealed record Refused(string Reason) : AnswerOutcome;
}

public sealed record AnswerReceipt(AssignmentId AssignmentId, int Revision, AnswerOutcome Outcome);
