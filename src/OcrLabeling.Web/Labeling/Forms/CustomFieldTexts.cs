using OcrLabeling.Core.Templates;

namespace OcrLabeling.Web.Labeling.Forms;

/// <summary>How the editor of custom forms names things.</summary>
internal static class CustomFieldTexts
{
    public static string TitleOf(CustomFieldKind kind) => kind switch
    {
        CustomFieldKind.Text => "Text",
        CustomFieldKind.Choice => "Single choice",
        CustomFieldKind.MultiChoice => "Multiple choice",
        CustomFieldKind.Number => "Number",
        CustomFieldKind.Boxes => "Boxes",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What it is, in one line.</summary>
    public static string HintOf(CustomFieldKind kind) => kind switch
    {
        CustomFieldKind.Text => "Typed text: one line or several, with a pattern if needed",
        CustomFieldKind.Choice => "Exactly one of several options",
        CustomFieldKind.MultiChoice => "Any number of several options",
        CustomFieldKind.Number => "A number, with limits and a step if needed",
        CustomFieldKind.Boxes => "Rectangles drawn on the image",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>How sentences call a field.</summary>
    public static string NameOf(CustomFieldDraft field) => field.Label.Length > 0 ? $"“{field.Label}”" : "The field without a label";
}
