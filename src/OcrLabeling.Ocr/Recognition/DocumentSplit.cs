using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>Which documents are never learned from, so that a model can be chosen and scored by them: 15 in 100, by the hash of their name.</summary>
public static class DocumentSplit
{
    /// <summary>With fewer documents a split by document would hold out far too much or nothing; then words are split by their own names.</summary>
    public const int FewestDocuments = 8;

    private const int ValidationPercent = 15;

    /// <param name="source">Name of the document; the same name falls on the same side everywhere and for ever.</param>
    public static bool IsValidation(string source) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(source))) % 100 < ValidationPercent;
}
