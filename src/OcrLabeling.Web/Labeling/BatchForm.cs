using OcrLabeling.Core.Access;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Projects;

namespace OcrLabeling.Web.Labeling;

/// <summary>The fields of the new-batch page as they stand on the screen.</summary>
public sealed class BatchForm
{
    // of the batch it is a copy of
    private BatchSettings? like;

    private readonly Dictionary<Template, TemplateSettings?> settings = [];

    public Template Template { get; set; } = LabelingTemplate.All[0].Id;
    public string Name { get; set; } = "";
    public string PoolId { get; set; } = "";
    public int Overlap { get; set; } = 3;
    public int LeaseMinutes { get; set; } = 15;
    public string Instructions { get; set; } = "";

    public bool Prefill { get; set; } = true;

    /// <summary>Nobody gets cards before the batch is opened by hand.</summary>
    public bool StartsPaused { get; set; }

    /// <summary>What the chosen template asks besides; null when it asks nothing. What was set for another one is kept until the page is left.</summary>
    public TemplateSettings? Settings
    {
        get
        {
            if (!settings.TryGetValue(Template, out var known))
                settings[Template] = known = TemplateView.Of(Template).NewSettings();
            return known;
        }
    }

    /// <summary>Word images of one's own; only words are asked of those.</summary>
    public bool FromImages { get; set; }

    /// <summary>Where a template takes both: words, not pages.</summary>
    public bool ChoosesWords { get; set; }

    /// <summary>Each card is a word, not a page.</summary>
    public bool OfWords => Asked.Shows switch { CardImage.Word => true, CardImage.Page => false, _ => ChoosesWords };

    public LabelingTemplate Asked => LabelingTemplate.Of(Template);

    /// <summary>Where the batch and its documents are.</summary>
    public ProjectId Project { get; set; } = Core.Access.Project.DefaultId;

    /// <summary>Null: all documents.</summary>
    public HashSet<DocumentId>? Documents { get; set; }

    public DocumentCategory? Category { get; set; }
    public string EngineId { get; set; } = "";
    public int FromPercent { get; set; }
    public int ToPercent { get; set; } = 100;

    /// <summary>Word images of one's own, once they are uploaded.</summary>
    public TakenWords? Uploaded { get; private set; }

    public WordFolder? Folder => Uploaded?.Folder;

    /// <summary>Takes the place of an earlier upload.</summary>
    public void Take(TakenWords? uploaded)
    {
        Uploaded?.Dispose();
        Uploaded = uploaded;
    }
    public DocumentCategory ImageCategory { get; set; } = DocumentCategory.Other;
    public Privacy ImagePrivacy { get; set; }
    public string ConsentNote { get; set; } = "";
    public bool UseTexts { get; set; } = true;

    /// <summary>Reads the images of one's own; empty: nothing does.</summary>
    public string ImageEngineId { get; set; } = "";

    /// <summary>Null while nothing is chosen.</summary>
    public TaskSelection? Selection => Chosen is { } chosen ? chosen with { Project = Project } : null;

    private TaskSelection? Chosen => (FromImages, Folder, Documents) switch
    {
        (_, _, { Count: 0 }) when !OfWords => null,
        _ when !OfWords => new TaskSelection.DocumentPages(Documents?.ToList(), Category, Asked.BeginsWithWords && EngineId.Length > 0 ? EngineId : null),
        (true, null, _) or (false, _, { Count: 0 }) => null,
        (true, { } folder, _) => new TaskSelection.WordImages(folder, ImageCategory, ImagePrivacy, ConsentNote.Trim(), UseTexts, ImageEngineId.Length > 0 ? ImageEngineId : null),
        _ => new TaskSelection.DocumentWords(Documents?.ToList(), Category, EngineId, FromPercent / 100.0, ToPercent / 100.0),
    };

    public BatchDraft ToDraft() => new()
    {
        Template = Template,
        Name = Name,
        PoolId = Guid.TryParse(PoolId, out var pool) ? new PoolId(pool) : null,
        Overlap = Overlap,
        LeaseMinutes = LeaseMinutes,
        Instructions = Instructions,
        Prefill = Prefill,
        StartsPaused = StartsPaused,
        FormJson = Settings?.Json ?? "{}",
        Selection = Selection,
        Like = like,
    };

    /// <summary>Takes over what the address says; whatever it does not say keeps its default.</summary>
    public void Read(string? documents, string? category, string engineId, int? fromPercent, int? toPercent)
    {
        Documents = documents?.Split(',').Where(d => Guid.TryParse(d, out _)).Select(d => new DocumentId(Guid.Parse(d))).ToHashSet();
        Category = DocumentCategories.TryParse(category, out var known) ? known : null;
        EngineId = engineId;
        FromPercent = fromPercent ?? FromPercent;
        ToPercent = toPercent ?? ToPercent;
    }

    /// <summary>Begins with the settings of a batch there is, and with what it labels as far as that can be chosen again; otherwise with nothing, never with more than it had.</summary>
    public void Read(BatchDetail like, SelectionOfBatch? source)
    {
        Documents = source is null ? [] : [.. source.Documents];
        Category = null;
        (FromImages, ChoosesWords) = (source is { IsOfImages: true }, source is { IsOfWords: true });
        if (source is { Documents.Count: > 0 })
            (EngineId, FromPercent, ToPercent) = (source.EngineId ?? EngineId, (int)Math.Round(100 * source.MinConfidence), (int)Math.Round(100 * source.MaxConfidence));
        (Template, Name, PoolId) = (like.Row.Template, NameOfCopy(like.Row.Name), like.PoolId.ToString());
        this.like = like.Settings;
        (Overlap, LeaseMinutes, Instructions, Prefill) = (like.Settings.Overlap, like.LeaseMinutes, like.Instructions, like.Prefill);
        Instructions = string.Join("\n\n", new[] { Instructions, Settings?.Read(like.FormJson) }.Where(i => !string.IsNullOrWhiteSpace(i)));
    }

    private static string NameOfCopy(string name)
    {
        const string Ending = " (copy)";
        return (name.Length + Ending.Length > Batch.MaxNameLength ? name[..(Batch.MaxNameLength - Ending.Length)] : name) + Ending;
    }

    public Dictionary<string, object?> ToQuery() => new()
    {
        [CurrentProject.Parameter] = Project == Core.Access.Project.DefaultId ? null : Project.Value,
        ["documents"] = Documents is null ? null : string.Join(',', Documents),
        ["category"] = Category?.ToName(),
        ["engine"] = EngineId,
        ["from"] = FromPercent == 0 ? null : FromPercent,
        ["to"] = ToPercent == 100 ? null : ToPercent,
    };
}
