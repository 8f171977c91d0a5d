using OpenCvSharp;
using Image = OcrLabeling.Ocr.Imaging.Image;

namespace OcrLabeling.Ocr.Native;

/// <summary>
/// All calls of OpenCvSharp start here. It works on the pixels of an <see cref="Image"/> in place: a Mat here is a header over them, never their owner. Its decoders are not used; see docs/adr/0014-decoding.md.
/// In a process of Tesseract the first use fails (<see cref="PngOwner"/>).
/// </summary>
internal static unsafe class OpenCv
{
    static OpenCv()
    {
        PngOwner.ClaimForOpenCv();
        // Intel's primitives ask the processor for its maker on each call, which costs some 20 microseconds on a virtual machine, and round cubic scaling otherwise
        Linux.SetEnvironmentVariable("OPENCV_IPP", "disabled");
        Cv2.SetLogLevel(LogLevel.SILENT);
    }

    /// <summary>How many threads it may use in this process.</summary>
    public static void SetThreads(int threads) => Cv2.SetNumThreads(threads);

    /// <summary>A header over the image's own pixels; the image must outlive it.</summary>
    public static Mat View(Image image) => Mat.FromPixelData(image.Height, image.Width, image.Channels == 1 ? MatType.CV_8UC1 : MatType.CV_8UC3, (nint)image.Data);

    /// <summary>A new image of this size, filled by the operation.</summary>
    public static Image Make(Image source, int width, int height, int channels, Action<Mat, Mat> operation)
    {
        var made = new Image(width, height, channels);
        try
        {
            Into(source, made, operation);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>Runs an operation from one image into another of the size and channels it makes.</summary>
    public static void Into(Image source, Image target, Action<Mat, Mat> operation)
    {
        Run(() =>
        {
            using Mat from = View(source), to = View(target);
            operation(from, to);
            if (to.Data != (nint)target.Data)
                throw new InvalidOperationException($"OpenCV made an image of {to.Cols} x {to.Rows} where one of {target.Width} x {target.Height} was expected.");
        });
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    /// <exception cref="InsufficientMemoryException">There is no room for what the call needs.</exception>
    public static void Run(Action call)
    {
        try
        {
            call();
        }
        catch (OpenCVException fault) when (fault.Status == ErrorCode.StsNoMem)
        {
            throw new InsufficientMemoryException(fault.Message, fault);
        }
    }
}
