using Microsoft.AspNetCore.Components;

namespace OcrLabeling.Web.Templates;

/// <summary>What a template asks of a new batch beyond what every batch has, as it stands on the screen.</summary>
public abstract class TemplateSettings
{
    /// <summary>What the batch would get.</summary>
    public abstract string Json { get; }

    /// <summary>Takes over what a batch has; instructions that stand in its settings are given back, for they belong to the batch.</summary>
    public abstract string? Read(string formJson);

    /// <param name="sample">The address of an image that the batch would show; null: none is known.</param>
    /// <param name="faults">What is wrong with the settings, drawn where it belongs.</param>
    public abstract RenderFragment Editor(string? sample, RenderFragment faults);
}
