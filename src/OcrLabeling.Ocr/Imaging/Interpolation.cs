namespace OcrLabeling.Ocr.Imaging;

/// <summary>How <see cref="Image.Resize"/> makes new pixels: <see cref="Area"/> is right for shrinking, <see cref="Cubic"/> for enlarging text.</summary>
public enum Interpolation { Nearest, Linear, Cubic, Area }
