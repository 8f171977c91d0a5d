using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;

namespace OcrLabeling.Web.Texts;

/// <summary>What the modules of the worker's page are handed to speak the reader's language: <c>labeling/texts.js</c> reads it.</summary>
internal sealed class ScriptTexts(IStringLocalizer<WorkScriptTexts> texts)
{
    // letters as they are, but nothing that could end a script element
    private static readonly JsonSerializerOptions json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>JSON by English text; null when the reader's language is English.</summary>
    public string? ToJson() =>
        Language.Current == Language.English ? null : JsonSerializer.Serialize(texts.GetAllStrings(includeParentCultures: false).ToDictionary(t => t.Name, t => t.Value), json);
}
