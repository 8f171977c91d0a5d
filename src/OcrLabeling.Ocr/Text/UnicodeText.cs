using System.Text;

namespace OcrLabeling.Ocr.Text;

/// <summary>The text foldings that readings use, the same on every machine and in every culture.</summary>
public static class UnicodeText
{
    /// <summary>Normalisation form KC: letters joined with their marks, and full-width, ligature, superscript and other presentation forms folded to the plain ones.</summary>
    public static string ComposeCompatible(string text) => text.Normalize(NormalizationForm.FormKC);
}
