namespace OcrLabeling.Ocr.Jail.Workers;

/// <summary>Which libraries a worker loads: OpenCvSharp and libtesseract never share a process (<see cref="Native.PngOwner"/>).</summary>
internal enum WorkerKind
{
    /// <summary>Everything but Tesseract.</summary>
    Images,

    /// <summary>Reads with Tesseract.</summary>
    Tesseract,
}
