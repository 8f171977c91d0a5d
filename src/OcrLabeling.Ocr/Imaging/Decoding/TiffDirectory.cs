using System.Buffers.Binary;

namespace OcrLabeling.Ocr.Imaging.Decoding;

/// <summary>One page of a TIFF, as its directory states it.</summary>
/// <param name="Index">Place of the directory in the file, from 0; reduced-resolution images and masks are counted too.</param>
/// <param name="Size">Upright.</param>
/// <param name="Colours">Samples of a pixel that are colour: 1, 3 or 4.</param>
/// <param name="HasAlpha">The sample behind the colours says that it is transparency (ExtraSamples 1 or 2).</param>
/// <param name="LabAt">Where the file says that the colours are 8-bit CIE L*a*b*; null when they are not.</param>
internal readonly record struct TiffPage(int Index, PageSize Size, int Colours, bool HasAlpha, int? LabAt);

/// <summary>
/// The chain of directories of a TIFF (TIFF 6.0, section 2) or BigTIFF file, without its pixels. Images that are a smaller copy of a page or a mask of it (NewSubfileType bits 0 and 2, SubfileType 2)
/// are no pages, unless there is nothing else.
/// </summary>
internal static class TiffDirectory
{
    private const ushort NewSubfileType = 254, SubfileType = 255, Width = 256, Height = 257, BitsPerSample = 258, Photometric = 262, Orientation = 274, SamplesPerPixel = 277, ExtraSamples = 338;
    private const int ReducedOrMask = 0b101, OldReduced = 2, AssociatedAlpha = 1, UnassociatedAlpha = 2, Lab = 8;

    /// <summary>At most <paramref name="most"/> directories are read.</summary>
    /// <exception cref="ImageRefusedException">The chain leads out of the file, or holds no page.</exception>
    public static IReadOnlyList<TiffPage> Read(ReadOnlySpan<byte> file, int most)
    {
        var reader = new TiffReader(file);
        var pages = new List<TiffPage>();
        var copies = new List<TiffPage>();
        var at = reader.FirstDirectory;
        var seen = new HashSet<long>();
        for (var index = 0; at != 0 && index < most && seen.Add(at); index++)
        {
            var entries = reader.Entries(at, out at);
            var page = PageOf(index, entries);
            var isCopy = (entries.GetValueOrDefault(NewSubfileType).Value & ReducedOrMask) != 0 || entries.GetValueOrDefault(SubfileType).Value == OldReduced;
            (isCopy ? copies : pages).Add(page);
        }
        return pages.Count > 0 ? pages : copies.Count > 0 ? copies : throw new ImageRefusedException(RefusalReason.Empty, "The TIFF file holds no image.");
    }

    private static TiffPage PageOf(int index, Dictionary<ushort, Entry> entries)
    {
        var stored = (Width: Side(Value(Width)), Height: Side(Value(Height)));
        var lies = Value(Orientation) is >= 5 and <= 8;
        // grey, palette and mask; four inks; red-green-blue, YCbCr and Lab
        var colours = Value(Photometric) switch { 0 or 1 or 3 or 4 => 1, 5 => 4, _ => 3 };
        var hasAlpha = Value(SamplesPerPixel) > colours && Value(ExtraSamples) is AssociatedAlpha or UnassociatedAlpha;
        var labAt = Value(Photometric) == Lab && Value(BitsPerSample) == 8 ? entries[Photometric].At : (int?)null;
        return new TiffPage(index, lies ? new(stored.Height, stored.Width) : new(stored.Width, stored.Height), colours, hasAlpha, labAt);

        long Value(ushort tag) => entries.GetValueOrDefault(tag).Value;
    }

    private static int Side(long pixels) => (int)Math.Clamp(pixels, 0, int.MaxValue);

    /// <param name="At">Where its bytes begin.</param>
    private readonly record struct Entry(long Value, int At);

    /// <summary>Numbers of either byte order, of either kind of file.</summary>
    private readonly ref struct TiffReader
    {
        private const int MostEntries = 4096;

        private readonly ReadOnlySpan<byte> file;
        private readonly bool isBigEndian, isBigTiff;

        public TiffReader(ReadOnlySpan<byte> file)
        {
            this.file = file;
            isBigEndian = file[0] == 'M';
            isBigTiff = Number(2, 2) == 43;
            FirstDirectory = isBigTiff ? Number(8, 8) : Number(4, 4);
        }

        public long FirstDirectory { get; }

        /// <summary>The first value of each entry that is a whole number.</summary>
        public Dictionary<ushort, Entry> Entries(long at, out long next)
        {
            var (countBytes, entryBytes, valueAt, valueBytes) = isBigTiff ? (8, 20, 12, 8) : (2, 12, 8, 4);
            var count = Number(at, countBytes);
            if (count is < 0 or > MostEntries)
                throw new ImageRefusedException(RefusalReason.Corrupt, "The TIFF file is damaged or of an unsupported kind: a directory has too many entries.");
            var entries = new Dictionary<ushort, Entry>();
            for (var i = 0; i < count; i++)
            {
                var entry = at + countBytes + i * entryBytes;
                var size = Number(entry + 2, 2) switch { 1 => 1, 3 => 2, 4 => 4, 16 => 8, _ => 0 };
                var values = Number(entry + 4, isBigTiff ? 8 : 4);
                if (size == 0 || values <= 0)
                    continue;
                var isInside = values <= valueBytes / size;
                var place = isInside ? entry + valueAt : Number(entry + valueAt, valueBytes);
                // what lies elsewhere is looked at by the decoder, where it matters
                if (isInside || (place >= 0 && place <= file.Length - size))
                    entries.TryAdd((ushort)Number(entry, 2), new Entry(Number(place, size), (int)place));
            }
            next = Number(at + countBytes + count * entryBytes, valueBytes);
            return entries;
        }

        private long Number(long at, int bytes)
        {
            if (at < 0 || at > file.Length - bytes)
                throw new ImageRefusedException(RefusalReason.Truncated, "The TIFF file is cut off: a directory lies beyond its end.");
            var place = file.Slice((int)at, bytes);
            return bytes switch
            {
                1 => place[0],
                2 => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(place) : BinaryPrimitives.ReadUInt16LittleEndian(place),
                4 => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(place) : BinaryPrimitives.ReadUInt32LittleEndian(place),
                _ => isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(place) : BinaryPrimitives.ReadInt64LittleEndian(place),
            };
        }
    }
}
