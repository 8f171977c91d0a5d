namespace OcrLabeling.Ocr.Imaging;

/// <summary>An 8-bit grey (1 channel) or BGR (3 channels) image in native memory. Not thread-safe; dispose it.</summary>
public sealed class Image : IDisposable
{
    public int Width { get; }
    public int Height { get; }
    public int Channels { get; }

    public void Dispose() { }
}
