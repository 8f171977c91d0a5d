using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>What the tables of a font say and Skia does not ask them (OpenType 1.9: name, OS/2, cmap).</summary>
internal sealed class FontTables(SKTypeface typeface)
{
    private const int Windows = 3, Macintosh = 1, UnicodePlatform = 0, English = 9, PrimaryLanguage = 0x3ff;

    /// <summary>Names of the style, the more exact first: by weight, width and slope; typographic; of a family of four.</summary>
    private static readonly int[] styleNames = [22, 17, 2];

    /// <summary>Fonts of fixed bitmaps only have none.</summary>
    public bool HasOutlines => typeface.GetTableTags().Any(tag => tag == Tag("glyf") || tag == Tag("CFF ") || tag == Tag("CFF2"));

    /// <summary>100..900; null when the font does not say.</summary>
    public int? Weight => Table("OS/2") is { Length: > 6 } table ? BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(4)) : null;

    public bool HasUnicodeMap
    {
        get
        {
            var table = Table("cmap");
            for (var i = 0; table.Length >= 4 && i < BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(2)) && 12 + 8 * i <= table.Length; i++)
            {
                var (platform, encoding) = (BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(4 + 8 * i)), BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(6 + 8 * i)));
                if (platform == UnicodePlatform || (platform == Windows && encoding is 1 or 10))
                    return true;
            }
            return false;
        }
    }

    /// <summary>Such as <c>Bold Italic</c>, in English; empty when the font has no name for it.</summary>
    public string StyleName
    {
        get
        {
            var names = Names().ToArray();
            return styleNames.Select(id => names.Where(name => name.Id == id).OrderByDescending(name => name.Platform).FirstOrDefault().Text).FirstOrDefault(text => text?.Length > 0) ?? "";
        }
    }

    private IEnumerable<(int Id, int Platform, string Text)> Names()
    {
        var table = Table("name");
        if (table.Length < 6)
            yield break;
        int Number(int at) => BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(at));
        var (count, storage) = (Number(2), Number(4));
        for (var at = 6; count > 0 && at + 12 <= table.Length; at += 12, count--)
        {
            var (platform, language, id, length, start) = (Number(at), Number(at + 4), Number(at + 6), Number(at + 8), storage + Number(at + 10));
            if (start + length > table.Length)
                continue;
            if (platform == Windows && (language & PrimaryLanguage) == English)
                yield return (id, platform, Encoding.BigEndianUnicode.GetString(table, start, length));
            else if (platform == Macintosh && language == 0)
                yield return (id, platform, Encoding.ASCII.GetString(table, start, length));
        }
    }

    private byte[] Table(string tag) => typeface.TryGetTableData(Tag(tag), out var table) ? table : [];

    private static uint Tag(string tag) => BinaryPrimitives.ReadUInt32BigEndian(Encoding.ASCII.GetBytes(tag));
}
