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
}
