using OcrLabeling.Core.Access;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Batches;

/// <summary>A batch somebody wants to make.</summary>
public sealed record BatchDraft
{
    public const int MaxTasks = 200_000;

    public Template Template { get; init; }
    public string Name { get; init; } = "";
    public PoolId? PoolId { get; init; }

    /// <summary>Answers per task, 1..9.</summary>
    public int Overlap { get; init; } = 3;

    /// <summary>How long a silent page keeps its cards, 1..1440.</summary>
    public int LeaseMinutes { get; init; } = 15;

    public string Instructions { get; init; } = "";

    /// <summary>Workers start from the machine's reading.</summary>
    public bool Prefill { get; init; } = true;

    /// <summary>Once prepared it is paused and waits to be opened by hand.</summary>
    public bool StartsPaused { get; init; }

    /// <summary>Settings of the template's form.</summary>
    public string FormJson { get; init; } = "{}";

    public TaskSelection? Selection { get; init; }

    /// <summary>Of a batch that this one is a copy of: what the draft itself does not say is taken from there. Null: the usual settings.</summary>
    public BatchSettings? Like { get; init; }
}

/// <summary>What tasks are made of.</summary>
public abstract record TaskSelection
{
    private TaskSelection() { }

    /// <summary>The batch's own; documents of others are not chosen.</summary>
    public ProjectId Project { get; init; } = Access.Project.DefaultId;

    /// <summary>Words an engine read, from its latest successful run over each page.</summary>
    /// <param name="Documents">Null: all.</param>
    /// <param name="Category">Null: every category.</param>
    /// <param name="MinConfidence">0..1, inclusive.</param>
    /// <param name="MaxConfidence">0..1, inclusive.</param>
    public sealed record DocumentWords(
        IReadOnlyList<DocumentId>? Documents, DocumentCategory? Category, string EngineId, double MinConfidence, double MaxConfidence) : TaskSelection;

    /// <summary>Whole pages, rendered ones only.</summary>
    /// <param name="Documents">Null: all.</param>
    /// <param name="Category">Null: every category.</param>
    /// <param name="EngineId">Whose words are the pre-label, where the template asks for words.</param>
    public sealed record DocumentPages(IReadOnlyList<DocumentId>? Documents, DocumentCategory? Category, string? EngineId = null) : TaskSelection;

    /// <summary>Word images somebody cut out already.</summary>
    /// <param name="ConsentNote">The donor's consent; needed for Donated images.</param>
    /// <param name="UseTexts">Take the texts that came with the images as pre-labels.</param>
    /// <param name="EngineId">Reads the other images; null: their cards begin blank.</param>
    public sealed record WordImages(
        WordFolder Folder, DocumentCategory Category, Privacy Privacy, string? ConsentNote, bool UseTexts, string? EngineId = null) : TaskSelection;
}

/// <summary>What a draft would make.</summary>
/// <param name="PagesUnread">Pages chosen that the engine has not read, or that have no image yet.</param>
/// <param name="PagesBeingRead">Those of them that wait to be read or are being read: a batch made now goes without them.</param>
public sealed record BatchPreview(int Tasks, int Pages, int Documents, int PagesUnread, Privacy Privacy, int PagesBeingRead = 0)
{
    /// <summary>Pages, or words, that are left out because a task cannot hold them, by name.</summary>
    public IReadOnlyList<string> TooLarge { get; init; } = [];
}

public abstract record CreateBatchOutcome
{
    private CreateBatchOutcome() { }

    public sealed record Created(BatchId BatchId) : CreateBatchOutcome;

    /// <summary>Every fault of the draft.</summary>
    public sealed record Refused(IReadOnlyList<DraftFault> Faults) : CreateBatchOutcome;
}
