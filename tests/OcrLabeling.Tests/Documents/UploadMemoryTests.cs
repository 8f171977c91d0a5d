using Microsoft.Extensions.Options;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Tests.Documents;

public sealed class UploadMemoryTests
{
    private const long Megabyte = 1024 * 1024;

    private readonly UploadMemory memory = new(Options.Create(new UploadOptions { MemoryMegabytes = 64 }));

    [Fact]
    public async Task Who_finds_too_little_waits_until_there_is_room()
    {
        var first = await memory.TakeAsync(40 * Megabyte, default);
        var second = memory.TakeAsync(40 * Megabyte, default);
        Assert.False(second.IsCompleted);
        first.Dispose();
        using (await second)
            Assert.Equal(40 * Megabyte, memory.TakenBytes);
        Assert.Equal(0, memory.TakenBytes);
    }

    [Fact]
    public async Task A_small_wish_does_not_overtake_a_large_one()
    {
        var first = await memory.TakeAsync(60 * Megabyte, default);
        var large = memory.TakeAsync(60 * Megabyte, default);
        var small = memory.TakeAsync(Megabyte, default);
        Assert.False(small.IsCompleted);
        first.Dispose();
        (await large).Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task A_wish_for_more_than_there_is_gets_all_of_it() => Assert.NotNull(await memory.TakeAsync(1000 * Megabyte, default));

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_line()
    {
        var first = await memory.TakeAsync(64 * Megabyte, default);
        using var patience = new CancellationTokenSource();
        var waiting = memory.TakeAsync(Megabyte, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.Dispose();
        Assert.Equal(0, memory.TakenBytes);
        (await memory.TakeAsync(64 * Megabyte, default)).Dispose();
    }

    [Fact]
    public async Task Room_given_back_twice_counts_once()
    {
        var room = await memory.TakeAsync(Megabyte, default);
        using var other = await memory.TakeAsync(Megabyte, default);
        room.Dispose();
        room.Dispose();
        Assert.Equal(Megabyte, memory.TakenBytes);
    }
}
