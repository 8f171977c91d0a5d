using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Detection;

/// <summary>A place on the page that holds a piece of a text line.</summary>
/// <param name="Quad">A rectangle, possibly turned, in pixels of the page; the upper left corner of the page comes first.</param>
/// <param name="Score">Mean text probability inside, 0..1.</param>
public readonly record struct TextRegion(Quad Quad, double Score);
