using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Native;

namespace OcrLabeling.Ocr.Engines.Tesseract;

/// <summary>How Tesseract looks for text on an image (its <c>--psm</c>).</summary>
internal enum PageSegmentation { Automatic = 3, SingleBlock = 6, SingleLine = 7, SingleWord = 8, SparseText = 11, RawLine = 13 }

/// <summary>One word of a pass; the box in pixels of the image that was read, the line numbered in Tesseract's order, where lines without text leave gaps.</summary>
internal sealed record TesseractWord(string Text, double Confidence, Box Box, int Line);

/// <summary>One initialised Tesseract; reads one image at a time on the calling thread. Not thread-safe.</summary>
internal sealed unsafe class TesseractPass : IDisposable
{
    private readonly TesseractHandle api;

    /// <param name="dataFolder">Holds <c>eng.traineddata</c>.</param>
    public TesseractPass(string dataFolder)
    {
        PngOwner.ClaimForTesseract();
        api = TesseractLibrary.Create();
        if (TesseractLibrary.Initialize(api, dataFolder, "eng", TesseractLibrary.LstmOnly) == 0)
        {
            TesseractLibrary.SetVariable(api, "debug_file", "/dev/null"); // its remarks on layout are no use in a log
            return;
        }
        api.Dispose();
        throw new EngineUnavailableException("tesseract", $"Tesseract cannot load eng.traineddata from '{dataFolder}'; install tesseract-ocr-eng or set the tessdata folder.");
    }

    public static string Version => Marshal.PtrToStringUTF8(TesseractLibrary.Version()) ?? "";

    /// <summary>Reads an image, grey or BGR.</summary>
    public IReadOnlyList<TesseractWord> Read(Image image, PageSegmentation segmentation, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TesseractLibrary.SetOpenMpLevels(0);
        using var gray = image.Channels == 1 ? null : image.ToGray();
        var source = gray ?? image;
        TesseractLibrary.SetPageSegmentation(api, (int)segmentation);
        TesseractLibrary.SetImage(api, source.Data, source.Width, source.Height, 1, source.Stride);
        try
        {
            Recognize(ct);
            return ReadWords();
        }
        finally
        {
            TesseractLibrary.Clear(api);
        }
    }

    public void Dispose() => api.Dispose();

    private void Recognize(CancellationToken ct)
    {
        var monitor = TesseractLibrary.CreateMonitor();
        var token = GCHandle.Alloc(ct);
        try
        {
            TesseractLibrary.SetCancelArgument(monitor, GCHandle.ToIntPtr(token));
            TesseractLibrary.SetCancelFunction(monitor, &IsCancelled);
            var status = TesseractLibrary.Recognize(api, monitor);
            ct.ThrowIfCancellationRequested();
            if (status != 0)
                throw new InvalidOperationException($"Tesseract failed with status {status}.");
        }
        finally
        {
            token.Free();
            TesseractLibrary.DeleteMonitor(monitor);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsCancelled(nint token, int wordsDone) => ((CancellationToken)GCHandle.FromIntPtr(token).Target!).IsCancellationRequested ? (byte)1 : (byte)0;

    private List<TesseractWord> ReadWords()
    {
        var words = new List<TesseractWord>();
        var iterator = TesseractLibrary.GetIterator(api);
        if (iterator == 0)
            return words;
        try
        {
            var page = TesseractLibrary.AsPageIterator(iterator);
            var line = -1;
            do
            {
                if (line < 0 || TesseractLibrary.IsAtBeginningOf(page, TesseractLibrary.LevelLine) != 0)
                    line++;
                if (TextOf(iterator) is { Length: > 0 } text && TesseractLibrary.BoundingBox(page, TesseractLibrary.LevelWord, out var left, out var top, out var right, out var bottom) != 0)
                    words.Add(new(text, TesseractLibrary.Confidence(iterator, TesseractLibrary.LevelWord) / 100, new(left, top, right, bottom), line));
            }
            while (TesseractLibrary.Next(iterator, TesseractLibrary.LevelWord) != 0);
        }
        finally
        {
            TesseractLibrary.DeleteIterator(iterator);
        }
        return words;
    }

    private static string? TextOf(nint iterator)
    {
        var text = TesseractLibrary.GetText(iterator, TesseractLibrary.LevelWord);
        if (text == 0)
            return null;
        try
        {
            return string.Concat(Marshal.PtrToStringUTF8(text)!.Normalize(NormalizationForm.FormC).Where(character => !char.IsWhiteSpace(character)));
        }
        finally
        {
            TesseractLibrary.DeleteText(text);
        }
    }
}
