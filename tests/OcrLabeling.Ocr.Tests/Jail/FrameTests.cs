using OcrLabeling.Ocr.Jail.Protocol;

namespace OcrLabeling.Ocr.Tests.Jail;

public sealed class FrameTests
{
    private static readonly FrameLimits small = new(HeaderBytes: 100, Attachments: 2, AttachmentBytes: 50);

    [Fact]
    public async Task A_frame_comes_back_as_it_was_written()
    {
        var read = await ReadAsync(await BytesAsync(new Frame("header"u8.ToArray(), [new byte[] { 1, 2 }, Array.Empty<byte>()])));
        Assert.NotNull(read);
        Assert.Equal("header"u8.ToArray(), read.Header.ToArray());
        Assert.Equal([[1, 2], []], read.Attachments.Select(attachment => attachment.ToArray()));
    }

    [Fact]
    public async Task A_pipe_closed_between_frames_is_the_end() => Assert.Null(await ReadAsync([]));

    [Fact]
    public async Task A_frame_that_stops_anywhere_is_refused()
    {
        var whole = await BytesAsync(new Frame("header"u8.ToArray(), [new byte[] { 1, 2, 3 }]));
        for (var length = 1; length < whole.Length; length++)
            await Assert.ThrowsAsync<ProtocolException>(() => ReadAsync(whole[..length]));
    }

    [Theory]
    [InlineData(101, 0, new int[0])]
    [InlineData(-1, 0, new int[0])]
    [InlineData(1, 3, new int[0])]
    [InlineData(1, -1, new int[0])]
    [InlineData(1, 1, new[] { 51 })]
    [InlineData(1, 2, new[] { 30, 30 })]
    [InlineData(1, 2, new[] { -30, 60 })]
    [InlineData(1, 1, new[] { int.MaxValue })]
    public async Task Lengths_beyond_the_limits_are_refused_before_anything_is_allocated(int headerBytes, int count, int[] lengths)
    {
        byte[] frame = ["OCRJ"u8[0], "OCRJ"u8[1], "OCRJ"u8[2], "OCRJ"u8[3], .. BitConverter.GetBytes(headerBytes), .. BitConverter.GetBytes(count), .. lengths.SelectMany(BitConverter.GetBytes)];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = Assert.ThrowsAsync<ProtocolException>(() => ReadAsync(frame));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        await reading;
    }

    [Fact]
    public async Task Random_bytes_are_refused()
    {
        var random = new Random(11);
        for (var round = 0; round < 1000; round++)
        {
            var garbage = new byte[random.Next(1, 200)];
            random.NextBytes(garbage);
            await Assert.ThrowsAsync<ProtocolException>(() => ReadAsync(garbage));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"reply":"no such reply"}""")]
    [InlineData("""{"reply":"done","more":1}""")]
    [InlineData("""{"reply":"pageRead"}""")]
    [InlineData("""{"reply":"probed","outcome":null}""")]
    [InlineData("""{"reply":"probed","outcome":"a","outcome":"b"}""")]
    [InlineData("""{"reply":"probed","outcome":"\ud800"}""")]
    [InlineData("""{"reply":"cropRead","engine":{"id":"e","version":"1"},"reading":{"text":"a","confidence":NaN},"seconds":0,"cpuSeconds":0}""")]
    public void Headers_that_are_no_reply_are_refused(string header) =>
        Assert.Throws<ProtocolException>(() => ProtocolJson.ReadReply(new Frame(System.Text.Encoding.UTF8.GetBytes(header), [])));

    private static async Task<byte[]> BytesAsync(Frame frame)
    {
        using var stream = new MemoryStream();
        await frame.WriteAsync(stream, CancellationToken.None);
        return stream.ToArray();
    }

    private static async Task<Frame?> ReadAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await Frame.ReadAsync(stream, small, CancellationToken.None);
    }
}
