using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Web.Templates;

/// <summary>The labels of a classification, a line each.</summary>
public sealed class ClassificationSettings : TemplateSettings
{
    /// <summary>A label in each line; empty lines say nothing.</summary>
    public string Lines { get; set; } = "";

    public bool Several { get; set; }

    public IReadOnlyList<string> Labels => Lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public override string Json => ClassificationForm.WriteSettings(Labels, Several);

    public override string? Read(string formJson)
    {
        if (ClassificationForm.Create(formJson, out _) is { } form)
            (Lines, Several) = (string.Join('\n', form.Labels), form.Several);
        return null;
    }

    public override RenderFragment Editor(string? sample, RenderFragment faults) =>
        TemplateView.Draw<ClassificationSettingsEditor>((nameof(ClassificationSettingsEditor.Settings), this), (nameof(ClassificationSettingsEditor.Faults), faults));
}
