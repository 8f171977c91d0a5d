using OcrLabeling.Ocr.Native;

namespace OcrLabeling.Ocr.Imaging;

/// <summary>An 8-bit grey (1 channel) or BGR (3 channels) image in native memory. Not thread-safe; dispose it.</summary>
public sealed unsafe class Image : IDisposable
{
    /// <summary>For <see cref="Pad"/>: new pixels repeat the nearest one of the edge.</summary>
    public const int RepeatEdge = -1;

    private readonly NativeImage native;
    private readonly ShimView view;

    private Image(NativeImage native)
    {
        this.native = native;
        Shim.Check(Shim.ViewImage(native, out view));
    }

    /// <summary>A black image.</summary>
    /// <param name="channels">1 (grey) or 3 (BGR).</param>
    public Image(int width, int height, int channels) : this(Create(width, height, channels)) { }

    /// <summary>Width in pixels, at least 1.</summary>
    public int Width => view.Width;

    /// <summary>Height in pixels, at least 1.</summary>
    public int Height => view.Height;

    /// <summary>1 (grey) or 3 (blue, green, red).</summary>
    public int Channels => view.Channels;

    internal NativeImage Handle => native;

    /// <summary>Address of the first row, 8 bits a channel, rows <see cref="Stride"/> bytes apart; valid until <see cref="Dispose"/>.</summary>
    internal byte* Data => (byte*)view.Data;

    internal int Stride => checked((int)view.Stride);

    /// <summary>How many threads OpenCV may use in this process; a worker that shares its machine sets 1.</summary>
    public static void SetThreads(int threads) => Shim.Check(Shim.SetThreads(threads));

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
        var image = new Image(width, height, channels);
        var rowBytes = width * channels;
        if (pixels.Length != (long)rowBytes * height)
        {
            image.Dispose();
            throw new ArgumentException($"{width} x {height} x {channels} needs {(long)rowBytes * height} bytes, not {pixels.Length}.", nameof(pixels));
        }
        for (var y = 0; y < height; y++)
            pixels.Slice(y * rowBytes, rowBytes).CopyTo(image.Row(y));
        return image;
    }

    /// <summary>The bytes of row <paramref name="y"/>: <see cref="Width"/> x <see cref="Channels"/>, writable, valid until <see cref="Dispose"/>.</summary>
    public Span<byte> Row(int y)
    {
        ObjectDisposedException.ThrowIf(native.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return new Span<byte>(Data + y * view.Stride, Width * Channels);
    }

    /// <summary>A grey copy (ITU-R BT.601 weights).</summary>
    public Image ToGray()
    {
        Shim.Check(Shim.ToGray(native, out var gray));
        return new(gray);
    }

    /// <summary>A three-channel copy.</summary>
    public Image ToBgr()
    {
        Shim.Check(Shim.ToBgr(native, out var bgr));
        return new(bgr);
    }

    /// <summary>A copy of exactly this size in pixels.</summary>
    public Image Resize(int width, int height, Interpolation interpolation)
    {
        Shim.Check(Shim.Resize(native, width, height, (int)interpolation, out var resized));
        return new(resized);
    }

    /// <summary>A copy of the part inside <paramref name="box"/>, its sides rounded outwards to whole pixels and clipped to the image.</summary>
    /// <exception cref="ArgumentException">Nothing of the box lies inside the image.</exception>
    public Image Crop(Box box)
    {
        var left = (int)Math.Clamp(Math.Floor(box.X0), 0, Width);
        var top = (int)Math.Clamp(Math.Floor(box.Y0), 0, Height);
        var right = (int)Math.Clamp(Math.Ceiling(box.X1), 0, Width);
        var bottom = (int)Math.Clamp(Math.Ceiling(box.Y1), 0, Height);
        Shim.Check(Shim.Crop(native, left, top, right - left, bottom - top, out var crop));
        return new(crop);
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
        double* corners = stackalloc double[]
        {
            quad.TopLeft.X, quad.TopLeft.Y, quad.TopRight.X, quad.TopRight.Y, quad.BottomRight.X, quad.BottomRight.Y, quad.BottomLeft.X, quad.BottomLeft.Y,
        };
        var cutWidth = Math.Max(1, (int)Math.Round(width)) + 2 * paddingPixels;
        var cutHeight = Math.Max(1, (int)Math.Round(height)) + 2 * paddingPixels;
        Shim.Check(Shim.CutQuad(native, corners, paddingPixels, cutWidth, cutHeight, out var cut));
        return new(cut);
    }

    /// <summary>A copy turned clockwise by this many quarter turns; negative turns it the other way.</summary>
    public Image Rotate(int quarterTurns)
    {
        Shim.Check(Shim.Rotate(native, quarterTurns, out var rotated));
        return new(rotated);
    }

    /// <summary>A copy with this many pixels more on every side, of the grey value 0..255 or with the edge repeated.</summary>
    /// <param name="value">0..255, or <see cref="RepeatEdge"/>.</param>
    public Image Pad(int left, int top, int right, int bottom, int value)
    {
        Shim.Check(Shim.Pad(native, left, top, right, bottom, value, out var padded));
        return new(padded);
    }

    /// <summary>All rows one after the other, <see cref="Width"/> x <see cref="Channels"/> bytes each: what <see cref="FromPixels"/> takes.</summary>
    public byte[] ToPixels()
    {
        var rowBytes = Width * Channels;
        var pixels = new byte[(long)rowBytes * Height];
        for (var y = 0; y < Height; y++)
            Row(y).CopyTo(pixels.AsSpan(y * rowBytes, rowBytes));
        return pixels;
    }

    public byte[] EncodePng()
    {
        Shim.Check(Shim.EncodePng(native, out var bytes, out var length));
        return Take(bytes, length);
    }

    /// <param name="quality">1..100; 90 keeps text crisp.</param>
    public byte[] EncodeJpeg(int quality)
    {
        Shim.Check(Shim.EncodeJpeg(native, quality, out var bytes, out var length));
        return Take(bytes, length);
    }

    public void Dispose() => native.Dispose();

    private static NativeImage Create(int width, int height, int channels)
    {
        Shim.Check(Shim.CreateImage(width, height, channels, out var created));
        return created;
    }

    private static byte[] Take(byte* bytes, long length)
    {
        try
        {
            return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
        }
        finally
        {
            Shim.FreeBuffer(bytes);
        }
    }
}
