using System.Globalization;
using System.Text;

namespace OcrLabeling.Core.Templates;

/// <summary>The name of a field in answers and exports, made from what people read.</summary>
internal static class FieldName
{
    /// <summary>Small letters, digits and _, beginning with a letter; “field” where the label has none of them.</summary>
    public static string Of(string label)
    {
        var name = new StringBuilder();
        // letters with marks come apart into the letter and the mark
        foreach (var letter in label.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(char.ToLowerInvariant))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                name.Append(letter);
            else if (name.Length > 0 && name[^1] != '_')
                name.Append('_');
        }
        var trimmed = name.ToString().Trim('_');
        var whole = trimmed switch { "" => "field", [>= 'a' and <= 'z', ..] => trimmed, _ => "field_" + trimmed };
        return whole[..Math.Min(whole.Length, CustomSchema.MaxNameLength)].TrimEnd('_');
    }
}
