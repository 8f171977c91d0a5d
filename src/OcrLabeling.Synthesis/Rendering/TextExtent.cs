using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>Where text stands after drawing or measuring it.</summary>
/// <param name="Ink">
/// The exact box around the outlines (around the dots for <see cref="TextRendering.Dots"/>), in pixels of the image; null when nothing is visible.
/// </param>
/// <param name="AdvancePixels">How far the pen moved to the right.</param>
/// <param name="MissingGlyphs">Code points the font lacks, drawn as its "no such glyph" box.</param>
public readonly record struct TextExtent(Box? Ink, double AdvancePixels, int MissingGlyphs);

/// <summary>Vertical measures of a font at one size, in pixels above (descender: below) the baseline.</summary>
/// <param name="LinePixels">Baseline to baseline as the font's designer meant it.</param>
/// <param name="CapPixels">Height of the letter H.</param>
/// <param name="XPixels">Height of the letter x.</param>
public readonly record struct FontMetrics(double AscenderPixels, double DescenderPixels, double LinePixels, double CapPixels, double XPixels);
