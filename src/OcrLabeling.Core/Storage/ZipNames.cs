using System.Text;

namespace OcrLabeling.Core.Storage;

/// <summary>
/// Reads the names of one zip. Those that do not say they are UTF-8 often are all the same; else they stand in the code page of the machine that packed them. APPNOTE says 437, but
/// Windows packs in its own: <see cref="Alternatives"/> tells what such a name would be in the others. It reads only. Not thread-safe.
/// </summary>
internal sealed class ZipNames : Encoding
{
    private const int Standard = 437;

    /// <summary>Western, Central European, Cyrillic; then the ANSI pages of the same.</summary>
    private static readonly int[] others = [850, 852, 866, 1252, 1250, 1251];

    private static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, byte[]> inCodePage = [];

    /// <summary>How else a name may have been meant; nothing for one that is UTF-8.</summary>
    public IEnumerable<string> Alternatives(string name) =>
        inCodePage.TryGetValue(name, out var bytes) ? others.Select(page => Page(page).GetString(bytes)).Where(other => other != name).Distinct() : [];

    public override int GetCharCount(byte[] bytes, int index, int count) => Read(bytes[index..(index + count)]).Length;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Read(bytes[byteIndex..(byteIndex + byteCount)]);
        text.CopyTo(0, chars, charIndex, text.Length);
        return text.Length;
    }

    public override int GetMaxCharCount(int byteCount) => byteCount + 1;

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => UTF8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    private static Encoding Page(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;

    private string Read(byte[] name)
    {
        try
        {
            return strict.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            var text = Page(Standard).GetString(name);
            inCodePage[text] = name;
            return text;
        }
    }
}
