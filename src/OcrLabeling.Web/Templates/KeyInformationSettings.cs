using Microsoft.AspNetCore.Components;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Web.Templates;

/// <summary>The fields to be found on a document, a line each.</summary>
public sealed class KeyInformationSettings : TemplateSettings
{
    /// <summary>A field in each line; empty lines say nothing.</summary>
    public string Lines { get; set; } = "vendor\ndate\ntotal";

    public override string Json => KeyInformationForm.WriteSettings(Lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    public override string? Read(string formJson)
    {
        if (KeyInformationForm.Create(formJson, out _) is { } form)
            Lines = string.Join('\n', form.FieldNames);
        return null;
    }

    public override RenderFragment Editor(string? sample, RenderFragment faults) =>
        TemplateView.Draw<KeyInformationSettingsEditor>((nameof(KeyInformationSettingsEditor.Settings), this), (nameof(KeyInformationSettingsEditor.Faults), faults));
}
