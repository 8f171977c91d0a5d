using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace OcrLabeling.Web.Templates;

/// <summary>Of which words boxes are wanted.</summary>
public sealed class RectSelectSettings : TemplateSettings
{
    /// <summary>The first so many words of each page, 0 for all of them.</summary>
    public int Words { get; set; } = 5;

    public override string Json => JsonSerializer.Serialize(new { words = Words });

    public override string? Read(string formJson)
    {
        Words = JsonElement.Parse(formJson).TryGetProperty("words", out var words) ? words.GetInt32() : 0;
        return null;
    }

    public override RenderFragment Editor(string? sample, RenderFragment faults) => TemplateView.Draw<RectSelectSettingsEditor>((nameof(RectSelectSettingsEditor.Settings), this), (nameof(RectSelectSettingsEditor.Faults), faults));
}
