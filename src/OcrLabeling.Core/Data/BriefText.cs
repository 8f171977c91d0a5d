namespace OcrLabeling.Core.Data;

/// <summary>Reasons and remarks that the product itself writes, for people. What a person or a machine read is never shortened.</summary>
internal static class BriefText
{
    /// <summary>At most <paramref name="maxLength"/> UTF-16 units; a longer one ends with an ellipsis, so that everybody sees that there was more.</summary>
    public static string Of(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        var end = maxLength - 1;
        return $"{text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)}…";
    }
}
