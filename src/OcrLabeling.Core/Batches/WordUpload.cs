using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Batches;

/// <summary>
/// Takes in word images within the memory that all uploads share: one file at a time is in memory; what was taken in lies on the disk, sealed, until the batch is made. Thread-safe.
/// </summary>
public sealed class WordUpload(UploadMemory memory, IOptions<StorageOptions> storage)
{
    /// <summary>See <see cref="WordFolder.From(IReadOnlyList{UploadedFile})"/>.</summary>
    /// <param name="files">Each with its bytes, opened when it is its turn; of more than <see cref="WordFolder.Limits"/> allow the rest is left out by name.</param>
    public async Task<TakenWords> TakeInAsync(IReadOnlyList<(string Name, Func<Stream> Open)> files, CancellationToken ct)
    {
        var kept = new List<(ArchiveEntry Entry, long At, int Length)>();
        await using var bytes = new PulledStream(PiecesAsync(files, kept, ct).GetAsyncEnumerator(ct));
        // the limits hold for the files that come in
        var scratch = (await SealedScratchStream.FillAsync(Folder, bytes, long.MaxValue, ct))!;
        try
        {
            var turn = new Lock();
            var folder = WordFolder.From(WordFolder.NameOf([.. files.Select(f => f.Name)]), kept.Select(k => new HeldEntry(k.Entry, () => Read(scratch, turn, k.At, k.Length))));
            return new TakenWords(folder, scratch);
        }
        catch
        {
            await scratch.DisposeAsync();
            throw;
        }
    }

    private string Folder => storage.Value.PathOf("incoming");

    /// <summary>The bytes of every file one after the other; where they begin goes to <paramref name="kept"/>.</summary>
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(
        IReadOnlyList<(string Name, Func<Stream> Open)> files, List<(ArchiveEntry Entry, long At, int Length)> kept, [EnumeratorCancellation] CancellationToken ct)
    {
        var at = 0L;
        foreach (var (name, open) in files)
        {
            await using var content = open();
            await using var scratch = await SealedScratchStream.FillAsync(Folder, content, WordFolder.Limits.MaxArchiveBytes, ct);
            using var entries = EntriesOf(name, scratch).GetEnumerator();
            while (true)
            {
                using var room = await memory.TakeAsync(WordFolder.Limits.MaxFileBytes, ct);
                if (!entries.MoveNext())
                    break;
                var entry = entries.Current;
                kept.Add((entry with { Bytes = default }, at, entry.Bytes.Length));
                at += entry.Bytes.Length;
                if (!entry.Bytes.IsEmpty)
                    yield return entry.Bytes;
            }
        }
    }

    private static IEnumerable<ArchiveEntry> EntriesOf(string name, SealedScratchStream? content)
    {
        if (content is null)
            return [new(UploadedName.Clean(name), default, $"The archive has more than {WordFolder.Limits.MaxArchiveMegabytes} MB.")];
        var first = new byte[4];
        var count = content.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        content.Position = 0;
        return Archive.IsZip(first.AsSpan(0, count)) ? Archive.Expand(name, content, WordFolder.Limits) : [Single(name, content)];
    }

    private static ArchiveEntry Single(string name, SealedScratchStream content)
    {
        if (content.Length > WordFolder.Limits.MaxFileBytes)
            return new(UploadedName.Clean(name), default, $"The file has more than {WordFolder.Limits.MaxFileMegabytes} MB, which is the limit.");
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return new(UploadedName.Clean(name), bytes, null);
    }

    private static ReadOnlyMemory<byte> Read(SealedScratchStream scratch, Lock turn, long at, int length)
    {
        var bytes = new byte[length];
        lock (turn)
        {
            scratch.Position = at;
            scratch.ReadExactly(bytes);
        }
        return bytes;
    }

    private sealed class PulledStream(IAsyncEnumerator<ReadOnlyMemory<byte>> pieces) : Stream
    {
        private ReadOnlyMemory<byte> rest;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (rest.IsEmpty)
            {
                if (!await pieces.MoveNextAsync())
                    return 0;
                rest = pieces.Current;
            }
            var count = Math.Min(rest.Length, buffer.Length);
            rest[..count].CopyTo(buffer);
            rest = rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            await pieces.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}

/// <summary>What was taken in; with it go the images.</summary>
public sealed class TakenWords(WordFolder folder, IDisposable images) : IDisposable
{
    public WordFolder Folder => folder;

    public void Dispose() => images.Dispose();
}
