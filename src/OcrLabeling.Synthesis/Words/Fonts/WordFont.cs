using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words.Fonts;

/// <summary>A font as the audit found it.</summary>
/// <param name="Characters">What it writes legibly, the space always among it.</param>
/// <param name="Weight">How often it is drawn, relative to others.</param>
internal sealed record WordFont(FontFile File, string Characters, double Weight)
{
    public bool CanWrite(string text) => text.AsSpan().IndexOfAnyExcept(Characters) < 0;
}
