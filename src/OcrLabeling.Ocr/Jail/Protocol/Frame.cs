using System.Buffers.Binary;

namespace OcrLabeling.Ocr.Jail.Protocol;

/// <summary>
/// One message on a pipe. Little-endian: the bytes OCRJ, the length of the header, the number of attachments, the length of each; then the header (JSON, UTF-8) and the attachments.
/// </summary>
internal sealed record Frame(ReadOnlyMemory<byte> Header, IReadOnlyList<ReadOnlyMemory<byte>> Attachments)
{
    private const int Magic = 0x4A52434F, FixedBytes = 12;

    public async Task WriteAsync(Stream stream, CancellationToken ct)
    {
        var prefix = new byte[FixedBytes + 4 * Attachments.Count];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(4), Header.Length);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(8), Attachments.Count);
        for (var i = 0; i < Attachments.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(FixedBytes + 4 * i), Attachments[i].Length);
        await stream.WriteAsync((byte[])[.. prefix, .. Header.Span], ct);
        foreach (var attachment in Attachments)
            await stream.WriteAsync(attachment, ct);
        await stream.FlushAsync(ct);
    }

    /// <summary>The next frame, or null when the other side closed the pipe between two frames. Nothing is allocated before its length was checked.</summary>
    /// <exception cref="ProtocolException">Not a frame, larger than the limits, or cut off.</exception>
    public static async Task<Frame?> ReadAsync(Stream stream, FrameLimits limits, CancellationToken ct)
    {
        var prefix = new byte[FixedBytes];
        var read = await stream.ReadAtLeastAsync(prefix, FixedBytes, throwOnEndOfStream: false, ct);
        if (read == 0)
            return null;
        if (read < FixedBytes || BinaryPrimitives.ReadInt32LittleEndian(prefix) != Magic)
            throw new ProtocolException("what arrived is not a frame");
        var headerBytes = Checked(BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(4)), limits.HeaderBytes, "bytes of header");
        var count = Checked(BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(8)), limits.Attachments, "attachments");

        var lengths = await FillAsync(stream, 4 * count, ct);
        var remaining = limits.AttachmentBytes;
        for (var i = 0; i < count; i++)
            remaining -= Checked(BinaryPrimitives.ReadInt32LittleEndian(lengths.AsSpan(4 * i)), remaining, "bytes of attachments");

        var header = await FillAsync(stream, headerBytes, ct);
        var attachments = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
            attachments[i] = await FillAsync(stream, BinaryPrimitives.ReadInt32LittleEndian(lengths.AsSpan(4 * i)), ct);
        return new Frame(header, attachments);
    }

    private static int Checked(int value, long limit, string what) =>
        value >= 0 && value <= limit ? value : throw new ProtocolException($"a frame with {value} {what}, allowed are {limit}");

    private static async Task<byte[]> FillAsync(Stream stream, int length, CancellationToken ct)
    {
        var bytes = new byte[length];
        if (await stream.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, ct) < length)
            throw new ProtocolException("the frame was cut off");
        return bytes;
    }
}

/// <summary>What a reader of frames accepts.</summary>
internal readonly record struct FrameLimits(int HeaderBytes, int Attachments, long AttachmentBytes)
{
    /// <summary>Header: some 40,000 words with their corners. Attachments: the largest file, or what a worker makes of it, with room to spare.</summary>
    public static readonly FrameLimits Default = new(8 * 1024 * 1024, 10_000, 64 * 1024 * 1024);

    /// <summary>Pixels of a rendered page of a PDF at most: uncompressed in colour they pass through a worker's managed memory.</summary>
    public const int RenderedPixels = 64_000_000;

    /// <summary>What a worker accepts from us.</summary>
    public static readonly FrameLimits Requests = Default with { AttachmentBytes = 3L * RenderedPixels };
}

/// <summary>The other side of a pipe does not keep to the protocol.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
