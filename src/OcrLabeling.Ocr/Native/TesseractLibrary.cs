using System.Runtime.InteropServices;

namespace OcrLabeling.Ocr.Native;

/// <summary>libtesseract.so.5 of Debian through its own flat C API (tesseract/capi.h, 5.x).</summary>
internal static unsafe partial class TesseractLibrary
{
    private const string Library = "libtesseract.so.5";

    /// <summary><c>OEM_LSTM_ONLY</c>.</summary>
    internal const int LstmOnly = 1;

    /// <summary><c>RIL_TEXTLINE</c> and <c>RIL_WORD</c>.</summary>
    internal const int LevelLine = 2, LevelWord = 3;

    [LibraryImport(Library, EntryPoint = "TessVersion")]
    internal static partial nint Version();

    [LibraryImport(Library, EntryPoint = "TessBaseAPICreate")]
    internal static partial TesseractHandle Create();

    [LibraryImport(Library, EntryPoint = "TessBaseAPIDelete")]
    internal static partial void Delete(nint api);

    [LibraryImport(Library, EntryPoint = "TessBaseAPIInit2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Initialize(TesseractHandle api, string dataFolder, string language, int engineMode);

    [LibraryImport(Library, EntryPoint = "TessBaseAPISetVariable", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetVariable(TesseractHandle api, string name, string value);

    [LibraryImport(Library, EntryPoint = "TessBaseAPISetPageSegMode")]
    internal static partial void SetPageSegmentation(TesseractHandle api, int mode);

    [LibraryImport(Library, EntryPoint = "TessBaseAPISetImage")]
    internal static partial void SetImage(TesseractHandle api, byte* data, int width, int height, int bytesPerPixel, int bytesPerLine);

    [LibraryImport(Library, EntryPoint = "TessBaseAPIRecognize")]
    internal static partial int Recognize(TesseractHandle api, nint monitor);

    [LibraryImport(Library, EntryPoint = "TessBaseAPIClear")]
    internal static partial void Clear(TesseractHandle api);

    [LibraryImport(Library, EntryPoint = "TessBaseAPIGetIterator")]
    internal static partial nint GetIterator(TesseractHandle api);

    [LibraryImport(Library, EntryPoint = "TessResultIteratorDelete")]
    internal static partial void DeleteIterator(nint iterator);

    [LibraryImport(Library, EntryPoint = "TessResultIteratorNext")]
    internal static partial int Next(nint iterator, int level);

    [LibraryImport(Library, EntryPoint = "TessResultIteratorGetUTF8Text")]
    internal static partial nint GetText(nint iterator, int level);

    [LibraryImport(Library, EntryPoint = "TessDeleteText")]
    internal static partial void DeleteText(nint text);

    [LibraryImport(Library, EntryPoint = "TessResultIteratorConfidence")]
    internal static partial float Confidence(nint iterator, int level);

    /// <summary>The same object seen as a page iterator; not to be deleted on its own.</summary>
    [LibraryImport(Library, EntryPoint = "TessResultIteratorGetPageIterator")]
    internal static partial nint AsPageIterator(nint iterator);

    [LibraryImport(Library, EntryPoint = "TessPageIteratorBoundingBox")]
    internal static partial int BoundingBox(nint pageIterator, int level, out int left, out int top, out int right, out int bottom);

    [LibraryImport(Library, EntryPoint = "TessPageIteratorIsAtBeginningOf")]
    internal static partial int IsAtBeginningOf(nint pageIterator, int level);

    [LibraryImport(Library, EntryPoint = "TessMonitorCreate")]
    internal static partial nint CreateMonitor();

    [LibraryImport(Library, EntryPoint = "TessMonitorDelete")]
    internal static partial void DeleteMonitor(nint monitor);

    [LibraryImport(Library, EntryPoint = "TessMonitorSetCancelFunc")]
    internal static partial void SetCancelFunction(nint monitor, delegate* unmanaged[Cdecl]<nint, int, byte> cancel);

    [LibraryImport(Library, EntryPoint = "TessMonitorSetCancelThis")]
    internal static partial void SetCancelArgument(nint monitor, nint argument);

    /// <summary>
    /// Of the OpenMP run time. 0 makes loops started by the calling thread serial; Tesseract asks for four threads by name, so that
    /// <c>omp_set_num_threads</c> does not hold it, and the four spin.
    /// </summary>
    [LibraryImport("libgomp.so.1", EntryPoint = "omp_set_max_active_levels")]
    internal static partial void SetOpenMpLevels(int levels);
}

/// <summary>Owns one <c>TessBaseAPI</c>.</summary>
internal sealed class TesseractHandle : SafeHandle
{
    public TesseractHandle() : base(0, ownsHandle: true) { }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TesseractLibrary.Delete(handle);
        return true;
    }
}
