namespace OcrLabeling.Core.Templates;

/// <summary>The job type: what a worker is asked for.</summary>
public enum Template { WordTranscription, RectSelect, DocumentTranscription, PageOrientation, DocumentCorners, Custom }

/// <summary>What is the same for every batch of a template.</summary>
public static class TemplateCards
{
    /// <summary>Cards of one page of work.</summary>
    public static int CardsPerPage(this Template template) => template switch
    {
        Template.WordTranscription or Template.PageOrientation => 10,
        Template.Custom => 5,
        _ => 1,
    };

    /// <summary>Active time that one card may be paid for before the batch has answers that tell, in milliseconds.</summary>
    public static long CardCeiling(this Template template) => template switch
    {
        Template.WordTranscription or Template.PageOrientation => 60_000,
        Template.DocumentCorners => 2 * 60_000,
        Template.RectSelect or Template.Custom => 10 * 60_000,
        _ => 60 * 60_000,
    };
}
