namespace OcrLabeling.Core.Documents;

/// <summary>Address of stored bytes: the SHA-256 of the plain bytes as 64 lower-case hexadecimal digits.</summary>
public readonly record struct BlobId(string Value)
{
    public const int Length = 64;

    public override string ToString() => Value;
}
