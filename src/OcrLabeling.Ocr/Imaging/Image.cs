using OcrLabeling.Ocr.Native;
using OpenCvSharp;

namespace OcrLabeling.Ocr.Imaging;

/// <summary>An 8-bit grey (1 channel) or BGR (3 channels) image in native memory. Not thread-safe; dispose it.</summary>
public sealed unsafe class Image : IDisposable
{
    /// <summary>For <see cref="Pad"/>: new pixels repeat the nearest one of the edge.</summary>
    public const int RepeatEdge = -1;

    private readonly NativeImage native;

    /// <summary>A black image.</summary>
    /// <param name="channels">1 (grey) or 3 (BGR).</param>
    /// <exception cref="OutOfMemoryException">There is no room for its pixels.</exception>
    public Image(int width, int height, int channels)
    {
        if (width <= 0 || height <= 0 || channels is not (1 or 3))
            throw new ArgumentException($"An image has positive sides and 1 or 3 channels, not {width} x {height} x {channels}.");
        (Width, Height, Channels) = (width, height, channels);
        native = new NativeImage((long)width * height * channels);
    }

    /// <summary>Width in pixels, at least 1.</summary>
    public int Width { get; }

    /// <summary>Height in pixels, at least 1.</summary>
    public int Height { get; }

    /// <summary>1 (grey) or 3 (blue, green, red).</summary>
    public int Channels { get; }

    /// <summary>Address of the first row, 8 bits a channel, rows <see cref="Stride"/> bytes apart; valid until <see cref="Dispose"/>.</summary>
    internal byte* Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(native.IsClosed, this);
            return native.Data;
        }
    }

    /// <summary>Bytes of a row, without a gap to the next.</summary>
    internal int Stride => Width * Channels;

    /// <summary>How many threads OpenCV may use in this process; a worker that shares its machine sets 1.</summary>
    public static void SetThreads(int threads) => OpenCv.SetThreads(threads);

    /// <summary>Reads format and page sizes from the header of a JPEG, PNG, TIFF or WebP file.</summary>
    /// <exception cref="ImageRefusedException">The bytes are none of these, damaged, or beyond a limit, which the message names.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file, ImageLimits limits) => ImageReader.ReadHeader(file, limits);

    /// <summary>
    /// Decodes one page (from 0) to 8-bit grey or BGR, upright by its EXIF or TIFF orientation, transparency laid over the ground that shows the ink (<see cref="Decoding.TransparentGround"/>).
    /// Sizes are checked from the header before pixels are allocated; a cut or damaged file is refused, never half decoded.
    /// </summary>
    /// <exception cref="ImageRefusedException">As <see cref="ReadHeader"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The file has no such page.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, int page, ImageLimits limits) => ImageReader.Decode(file, page, limits);

    /// <summary>Copies rows of <paramref name="width"/> x <paramref name="channels"/> bytes without gaps between them.</summary>
    public static Image FromPixels(int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
        var bytes = (long)width * height * channels;
        if (pixels.Length != bytes)
            throw new ArgumentException($"{width} x {height} x {channels} needs {bytes} bytes, not {pixels.Length}.", nameof(pixels));
        var image = new Image(width, height, channels);
        pixels.CopyTo(new Span<byte>(image.Data, pixels.Length));
        return image;
    }

    /// <summary>The bytes of row <paramref name="y"/>: <see cref="Width"/> x <see cref="Channels"/>, writable, valid until <see cref="Dispose"/>.</summary>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return new Span<byte>(Data + (long)y * Stride, Stride);
    }

    /// <summary>A grey copy (ITU-R BT.601 weights).</summary>
    public Image ToGray()
    {
        var gray = new Image(Width, Height, 1);
        for (var y = 0; y < Height; y++)
            GrayLevels.Of(Row(y), Channels, gray.Row(y));
        return gray;
    }

    /// <summary>A three-channel copy.</summary>
    public Image ToBgr() => Channels == 3 ? Crop(new(0, 0, Width, Height)) : OpenCv.Make(this, Width, Height, 3, static (gray, bgr) => Cv2.CvtColor(gray, bgr, ColorConversionCodes.GRAY2BGR));

    /// <summary>A copy of exactly this size in pixels.</summary>
    public Image Resize(int width, int height, Interpolation interpolation) => OpenCv.Make(this, width, height, Channels, (from, to) => Cv2.Resize(from, to, to.Size(), 0, 0, interpolation switch
    {
        Interpolation.Nearest => InterpolationFlags.Nearest,
        Interpolation.Linear => InterpolationFlags.Linear,
        Interpolation.Cubic => InterpolationFlags.Cubic,
        Interpolation.Area => InterpolationFlags.Area,
        _ => throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Unknown interpolation."),
    }));

    /// <summary>A copy of the part inside <paramref name="box"/>, its sides rounded outwards to whole pixels and clipped to the image.</summary>
    /// <exception cref="ArgumentException">Nothing of the box lies inside the image.</exception>
    public Image Crop(Box box)
    {
        var left = (int)Math.Clamp(Math.Floor(box.X0), 0, Width);
        var top = (int)Math.Clamp(Math.Floor(box.Y0), 0, Height);
        var right = (int)Math.Clamp(Math.Ceiling(box.X1), 0, Width);
        var bottom = (int)Math.Clamp(Math.Ceiling(box.Y1), 0, Height);
        if (right <= left || bottom <= top)
            throw new ArgumentException($"Nothing of {box} lies inside an image of {Width} x {Height}.", nameof(box));
        var crop = new Image(right - left, bottom - top, Channels);
        for (var y = 0; y < crop.Height; y++)
            Row(top + y).Slice(left * Channels, crop.Stride).CopyTo(crop.Row(y));
        return crop;
    }

    /// <summary>
    /// Cuts the quadrilateral out and turns it upright by a perspective map, as wide and high as its longer opposite sides (at least 1 pixel),
    /// with <paramref name="paddingPixels"/> of its surroundings on every side; beyond the image its edge is repeated.
    /// </summary>
    /// <exception cref="ArgumentException">A corner is not a number, or the quad is larger than the image's sides together.</exception>
    public Image CutQuad(Quad quad, int paddingPixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(paddingPixels);
        var width = Math.Max(quad.TopLeft.DistanceTo(quad.TopRight), quad.BottomLeft.DistanceTo(quad.BottomRight));
        var height = Math.Max(quad.TopLeft.DistanceTo(quad.BottomLeft), quad.TopRight.DistanceTo(quad.BottomRight));
        if (!(width <= Width + Height && height <= Width + Height))
            throw new ArgumentException($"A quad of {width:0} x {height:0} pixels does not lie on an image of {Width} x {Height}.", nameof(quad));
        if (!quad.Corners.All(corner => double.IsFinite(corner.X) && double.IsFinite(corner.Y)))
            throw new ArgumentException("A corner of the quad is not a number.", nameof(quad));
        var cutWidth = Math.Max(1, (int)Math.Round(width)) + 2 * paddingPixels;
        var cutHeight = Math.Max(1, (int)Math.Round(height)) + 2 * paddingPixels;
        // OpenCV counts from pixel centres, a quad from the outer corner of the first pixel: half a pixel apart on both sides
        const float half = 0.5f;
        var from = quad.Corners.Select(corner => new Point2f((float)corner.X - half, (float)corner.Y - half));
        var (near, right, below) = (paddingPixels - half, cutWidth - paddingPixels - half, cutHeight - paddingPixels - half);
        return OpenCv.Make(this, cutWidth, cutHeight, Channels, (page, cut) =>
        {
            using var map = Cv2.GetPerspectiveTransform(from, [new(near, near), new(right, near), new(right, below), new(near, below)]);
            Cv2.WarpPerspective(page, cut, map, cut.Size(), InterpolationFlags.Cubic, BorderTypes.Replicate);
        });
    }

    /// <summary>A copy turned clockwise by this many quarter turns; negative turns it the other way.</summary>
    public Image Rotate(int quarterTurns)
    {
        var turns = (quarterTurns % 4 + 4) % 4;
        if (turns == 0)
            return Crop(new(0, 0, Width, Height));
        var (width, height) = turns == 2 ? (Width, Height) : (Height, Width);
        return OpenCv.Make(this, width, height, Channels, (from, to) => Cv2.Rotate(from, to, turns switch
        {
            1 => RotateFlags.Rotate90Clockwise,
            2 => RotateFlags.Rotate180,
            _ => RotateFlags.Rotate90Counterclockwise,
        }));
    }

    /// <summary>A copy with this many pixels more on every side, of the grey value 0..255 or with the edge repeated.</summary>
    /// <param name="value">0..255, or <see cref="RepeatEdge"/>.</param>
    public Image Pad(int left, int top, int right, int bottom, int value)
    {
        if (left < 0 || top < 0 || right < 0 || bottom < 0 || value > byte.MaxValue)
            throw new ArgumentException("Padding is not negative, its value at most 255.");
        var padded = new Image(left + Width + right, top + Height + bottom, Channels);
        for (var y = 0; y < padded.Height; y++)
        {
            var row = padded.Row(y);
            var isBeside = y >= top && y < top + Height;
            if (value >= 0)
                row.Fill((byte)value);
            if (value < 0 || isBeside)
                FillRow(row, Row(Math.Clamp(y - top, 0, Height - 1)), left * Channels, repeatEnds: value < 0);
        }
        return padded;
    }

    /// <summary>All rows one after the other, <see cref="Width"/> x <see cref="Channels"/> bytes each: what <see cref="FromPixels"/> takes.</summary>
    public byte[] ToPixels() => new ReadOnlySpan<byte>(Data, checked((int)((long)Stride * Height))).ToArray();

    /// <summary>At a low level: a third of the time of the usual one for some 5 % more bytes.</summary>
    public byte[] EncodePng() => Encode(".png", new ImageEncodingParam(ImwriteFlags.PngCompression, 3));

    /// <param name="quality">1..100; 90 keeps text crisp.</param>
    public byte[] EncodeJpeg(int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
    }

    public void Dispose() => native.Dispose();

    private byte[] Encode(string kind, ImageEncodingParam parameter)
    {
        byte[] bytes = [];
        OpenCv.Run(() =>
        {
            using var pixels = OpenCv.View(this);
            Cv2.ImEncode(kind, pixels, out bytes, parameter);
        });
        GC.KeepAlive(this);
        return bytes;
    }

    private void FillRow(Span<byte> row, ReadOnlySpan<byte> source, int left, bool repeatEnds)
    {
        source.CopyTo(row[left..]);
        for (var i = left - 1; repeatEnds && i >= 0; i--)
            row[i] = row[i + Channels];
        for (var i = left + source.Length; repeatEnds && i < row.Length; i++)
            row[i] = row[i - Channels];
    }
}
