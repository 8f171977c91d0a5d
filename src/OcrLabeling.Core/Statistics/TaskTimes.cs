using System.Numerics;

namespace OcrLabeling.Core.Statistics;

/// <summary>
/// How long tasks took, counted in classes: one for each millisecond below 256, above that 128 for each doubling, so a class is at most 0.8 % wide. Each class keeps the mean of
/// its times: a percentile is exact while its class holds one time, and within 0.8 % always. Classes of many totals add up.
/// </summary>
public sealed class TaskTimes
{
    private const int Bits = 7;
    private const int Steps = 1 << Bits;
    private const int Exact = 2 * Steps;

    // by class; as long as the highest one asks for
    private (int Count, long Beyond)[] classes = [];

    public int Count { get; private set; }

    /// <summary>Less than none counts as none.</summary>
    public void Add(long milliseconds)
    {
        var index = ClassOf(Math.Max(0, milliseconds));
        Add(index, 1, Math.Max(0, milliseconds) - LowerOf(index));
    }

    /// <summary>A time that was added turns out to be another.</summary>
    public void Replace(long before, long after)
    {
        var index = ClassOf(before);
        Add(index, -1, LowerOf(index) - before);
        Add(after);
    }

    public void Add(TaskTimes other)
    {
        for (var index = 0; index < other.classes.Length; index++)
            Add(index, other.classes[index].Count, other.classes[index].Beyond);
    }

    /// <summary>What <see cref="ToBytes"/> gave.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (var index = 0; bytes.Length > 0;)
        {
            index += (int)Next(ref bytes);
            var count = (int)Next(ref bytes);
            Add(index, count, Next(ref bytes));
        }
    }

    /// <summary>Milliseconds; the mean of the two middle ones when their number is even; null below two times.</summary>
    public double? Median => Count < 2 ? null : (At((Count + 1) / 2) + At(Count / 2 + 1)) / 2;

    /// <summary>Milliseconds that 90 % of the times do not exceed (nearest rank); null below two times.</summary>
    public double? Percentile90 => Percentile(0.9);

    /// <summary>Milliseconds that a share (above 0, up to 1) of the times does not exceed (nearest rank); null below two times.</summary>
    public double? Percentile(double share) => Count < 2 ? null : At((int)Math.Ceiling(share * Count));

    /// <summary>Variable-length numbers, three for each class in use: step from the class before, count, milliseconds beyond the class's lower end.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var before = 0;
        for (var index = 0; index < classes.Length; index++)
        {
            var (count, beyond) = classes[index];
            if (count == 0)
                continue;
            writer.Write7BitEncodedInt(index - before);
            writer.Write7BitEncodedInt(count);
            writer.Write7BitEncodedInt64(beyond);
            before = index;
        }
        return bytes.ToArray();
    }

    public static TaskTimes FromBytes(byte[] bytes)
    {
        var times = new TaskTimes();
        times.Add(bytes);
        return times;
    }

    /// <param name="rank">From 1.</param>
    private double At(int rank)
    {
        for (var index = 0; index < classes.Length; index++)
        {
            var (count, beyond) = classes[index];
            if (rank <= count)
                return LowerOf(index) + (double)beyond / count;
            rank -= count;
        }
        throw new ArgumentOutOfRangeException(nameof(rank));
    }

    private void Add(int index, int count, long beyond)
    {
        if (count == 0)
            return;
        if (index >= classes.Length)
            Array.Resize(ref classes, (int)BitOperations.RoundUpToPowerOf2((uint)index + 1));
        classes[index].Count += count;
        classes[index].Beyond += beyond;
        Count += count;
    }

    private static long Next(ref ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[0];
            bytes = bytes[1..];
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }

    private static int ClassOf(long milliseconds)
    {
        if (milliseconds < Exact)
            return (int)milliseconds;
        var doublings = BitOperations.Log2((ulong)milliseconds) - Bits;
        return Exact + (doublings - 1) * Steps + (int)(milliseconds >> doublings) - Steps;
    }

    private static long LowerOf(int index) => index < Exact ? index : (long)((index - Exact) % Steps + Steps) << ((index - Exact) / Steps + 1);
}
