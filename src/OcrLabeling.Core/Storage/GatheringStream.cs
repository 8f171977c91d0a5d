namespace OcrLabeling.Core.Storage;

/// <summary>
/// Write-only. What is written is gathered and passed on in large pieces, always asynchronously: the zip library still writes synchronously when it closes an
/// entry, which the body of a response does not allow. Flush it asynchronously at the end; does not own <paramref name="output"/>.
/// </summary>
internal sealed class GatheringStream(Stream output) : Stream
{
    private const int PieceBytes = 64 * 1024;

    private readonly MemoryStream gathered = new();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(ReadOnlySpan<byte> buffer) => gathered.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => gathered.Write(buffer, offset, count);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        gathered.Write(buffer.Span);
        if (gathered.Length >= PieceBytes)
            await PassOnAsync(cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Nothing: only <see cref="FlushAsync"/> reaches the output.</summary>
    public override void Flush()
    {
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await PassOnAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            gathered.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask PassOnAsync(CancellationToken ct)
    {
        await output.WriteAsync(gathered.GetBuffer().AsMemory(0, (int)gathered.Length), ct);
        gathered.SetLength(0);
    }
}
