using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("OcrLabeling.OcrWorker")]
[assembly: InternalsVisibleTo("OcrLabeling.Synthesis")]
[assembly: InternalsVisibleTo("OcrLabeling.Ocr.Tests")]
