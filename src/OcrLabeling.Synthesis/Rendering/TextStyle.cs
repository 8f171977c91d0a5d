namespace OcrLabeling.Synthesis.Rendering;

/// <summary>
/// How glyphs become pixels: <see cref="Smooth"/> anti-aliased at any sub-pixel position (paper), <see cref="Crisp"/> with light hinting and
/// whole-pixel baselines (screens), <see cref="Dots"/> black or white dots (thermal and needle printers).
/// </summary>
public enum TextRendering { Smooth, Crisp, Dots }

/// <summary>Size and shape of text, without its font and colour.</summary>
/// <param name="SizePixels">The em height in pixels, 1..2000.</param>
/// <param name="Stretch">Width over height, 0.1..10; a printer's double-width mode is 2.</param>
/// <param name="Slant">Pixels to the right for each pixel upwards; 0.2 looks italic.</param>
/// <param name="EmboldenPixels">Pixels added to the width of each stroke.</param>
/// <param name="TrackingPixels">Pixels added after each glyph.</param>
public readonly record struct TextStyle(
    double SizePixels, TextRendering Rendering = TextRendering.Smooth, double Stretch = 1, double Slant = 0, double EmboldenPixels = 0, double TrackingPixels = 0);
