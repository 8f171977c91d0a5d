using OcrLabeling.Core.Access;
using OcrLabeling.Core.Documents;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Reading;

/// <summary>What became of one uploaded file.</summary>
public abstract record IntakeOutcome
{
    private IntakeOutcome() { }

    /// <summary>Stored; its pages are queued for reading.</summary>
    public sealed record Added(DocumentId Id, int PageCount) : IntakeOutcome;

    /// <summary>The same bytes are in the project already, under <paramref name="FileName"/>. Nothing was changed.</summary>
    /// <param name="KeepsConsent">It is Donated, as asked for: the consent recorded first stands and the one given now is not stored.</param>
    public sealed record Duplicate(DocumentId Of, string FileName, bool KeepsConsent = false) : IntakeOutcome;

    /// <summary>The same bytes were here already as Public; the document is Donated now, with the consent given here.</summary>
    public sealed record Restricted(DocumentId Of, string FileName) : IntakeOutcome;

    /// <summary>Not taken in; the reason names what is wrong and the limit it broke.</summary>
    public sealed record Refused(string Reason) : IntakeOutcome;
}

/// <summary>What is said once about all files of an upload.</summary>
/// <param name="ConsentNote">How the donor's consent is recorded; needed with <see cref="Privacy.Donated"/>.</param>
public sealed record IntakeChoices(DocumentCategory Category, Privacy Privacy, string? ConsentNote)
{
    public const int MaxConsentNoteLength = 2000;

    /// <summary>Shared by the files that were dropped at once or came in one archive, which take turns with other uploads as one; null: this file is an upload of its own.</summary>
    public Guid? UploadId { get; init; }

    /// <summary>Where the files go.</summary>
    public ProjectId Project { get; init; } = Access.Project.DefaultId;

    /// <summary>What is missing or wrong; null when nothing is.</summary>
    public string? Fault => Privacy == Privacy.Donated && TextRules.IsBlank(ConsentNote) ? "Donated documents need a note of the donor's consent."
        : ConsentNote?.Length > MaxConsentNoteLength ? $"The consent note has {ConsentNote.Length:N0} characters; it can have at most {MaxConsentNoteLength:N0}."
        : null;
}

/// <summary>A file of an upload and what became of it.</summary>
public sealed record FileOutcome(string Name, IntakeOutcome Outcome);
