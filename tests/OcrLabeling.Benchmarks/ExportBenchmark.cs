using System.Diagnostics;
using System.Globalization;
using OcrLabeling.Core.Review;

namespace OcrLabeling.Benchmarks;

/// <summary>Downloads of every batch, one after the other, as the endpoint writes them; <c>--batches 1</c> makes it one download.</summary>
internal static class ExportBenchmark
{
    public static async Task RunAsync(BenchmarkStore store, BenchmarkOptions options, Report report)
    {
        var seed = await FloorSeed.OpenAsync(store, options, answered: true);
        await MeasureAsync(store, seed, options, report);
    }

    public static async Task MeasureAsync(BenchmarkStore store, FloorSeed seed, BenchmarkOptions options, Report report)
    {
        var results = new BatchResults(store);
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.WorkingSet64;
        var most = before;
        var first = 0.0;
        using var output = new CountingStream();
        var watch = Stopwatch.StartNew();
        output.OnWrite = () =>
        {
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
        };
        foreach (var batch in seed.Batches)
        {
            var started = watch.Elapsed;
            output.OnFirst = () => first = Math.Max(first, (watch.Elapsed - started).TotalSeconds);
            await ResultWriters.WriteJsonlAsync(results.ReadAsync(batch), output, default);
        }
        var where = $"{store.Name}, {options.Assignments:N0} answers in {options.Batches}";
        report.Add(where, "JSONL of all answers", string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.0} s, {output.Bytes / 1e6:0} MB"), "<= 60 s");
        report.Add(where, "first byte, the slowest batch", string.Create(CultureInfo.InvariantCulture, $"{first:0.00} s"), "<= 1 s");
        report.Add(where, "memory growth", string.Create(CultureInfo.InvariantCulture, $"{(most - before) / 1e6:0} MB"), "<= 200 MB");
    }

    private sealed class CountingStream : Stream
    {
        private Action? onFirst;

        public long Bytes { get; private set; }
        public Action OnWrite { get; set; } = () => { };

        /// <summary>Called at the next write only.</summary>
        public Action OnFirst { set => onFirst = value; }

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => Bytes;

        public override long Position
        {
            get => Bytes;
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            onFirst?.Invoke();
            onFirst = null;
            Bytes += count;
            OnWrite();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write([], 0, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
