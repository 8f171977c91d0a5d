namespace OcrLabeling.Ocr.Jail.Sandbox;

/// <summary>What a jailed program says, made fit for logs and screens.</summary>
internal static class UntrustedText
{
    /// <summary>At most so many characters, the last an ellipsis where there were more; no control characters but line breaks.</summary>
    public static string Clean(string text, int maxCharacters) =>
        string.Create(Math.Min(text.Length, maxCharacters), text, (cleaned, source) =>
        {
            for (var i = 0; i < cleaned.Length; i++)
                cleaned[i] = char.IsControl(source[i]) && source[i] != '\n' ? ' ' : source[i];
            if (source.Length > cleaned.Length && cleaned.Length > 0)
                cleaned[^1] = '…';
        });
}
