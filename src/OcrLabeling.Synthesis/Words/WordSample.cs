using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Synthesis.Words;

/// <summary>A made-up word image with its truth, in the form <see cref="WordShardWriter"/> takes.</summary>
/// <param name="Text">Of <see cref="WordCharset"/>; empty where nothing is to be read.</param>
/// <param name="Width">In pixels, 8 to 384.</param>
/// <param name="Pixels">32 rows of <paramref name="Width"/> grey bytes.</param>
/// <param name="Font">The family it is written in; empty where nothing is.</param>
public sealed record WordSample(string Text, int Width, byte[] Pixels, string Font);
