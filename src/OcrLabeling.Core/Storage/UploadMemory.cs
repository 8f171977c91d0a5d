using Microsoft.Extensions.Options;

namespace OcrLabeling.Core.Storage;

/// <summary>The memory that all uploads of this process share: who finds too little left waits in line, first come first served. Thread-safe; one per process.</summary>
public sealed class UploadMemory(IOptions<UploadOptions> limits)
{
    private readonly Lock changing = new();
    private readonly LinkedList<Waiter> line = [];
    private long taken;

    /// <summary>Bytes held at this moment.</summary>
    public long TakenBytes => Interlocked.Read(ref taken);

    /// <summary>Room for so many bytes until the result is disposed; a wish for more than there is counts as all of it.</summary>
    public async Task<IDisposable> TakeAsync(long bytes, CancellationToken ct)
    {
        var waiter = new Waiter(Math.Min(bytes, limits.Value.MemoryBytes));
        lock (changing)
        {
            line.AddLast(waiter);
            LetIn();
        }
        try
        {
            await waiter.Entered.Task.WaitAsync(ct);
        }
        catch
        {
            GiveBack(waiter);
            throw;
        }
        return new Room(this, waiter);
    }

    private void LetIn()
    {
        while (line.First is { Value: var next } && taken + next.Bytes <= limits.Value.MemoryBytes)
        {
            line.RemoveFirst();
            taken += next.Bytes;
            next.Entered.SetResult();
        }
    }

    private void GiveBack(Waiter waiter)
    {
        lock (changing)
        {
            if (!line.Remove(waiter))
                taken -= waiter.Bytes;
            LetIn();
        }
    }

    private sealed record Waiter(long Bytes)
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // two wishes of one size are two
        public bool Equals(Waiter? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    private sealed class Room(UploadMemory memory, Waiter waiter) : IDisposable
    {
        private int held = 1;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref held, 0) == 1)
                memory.GiveBack(waiter);
        }
    }
}
