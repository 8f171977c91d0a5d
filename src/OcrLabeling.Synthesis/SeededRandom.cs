using System.Numerics;

namespace OcrLabeling.Synthesis;

/// <summary>
/// A random generator whose numbers depend on nothing but the seed, on every machine and version of .NET: xoshiro256** 1.0 of Blackman and Vigna,
/// its state filled by SplitMix64. Not thread-safe.
/// </summary>
public sealed class SeededRandom
{
    private ulong s0, s1, s2, s3;

    public SeededRandom(ulong seed)
    {
        s0 = Mix(ref seed);
        s1 = Mix(ref seed);
        s2 = Mix(ref seed);
        s3 = Mix(ref seed);
    }

    /// <summary>64 even bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>0 inclusive to 1 exclusive.</summary>
    public double Unit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Even between two bounds.</summary>
    public double Range(double low, double high) => low + (high - low) * Unit();

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both inclusive.</summary>
    public int Between(int low, int high) => low + (int)(Unit() * (high - low + 1));

    /// <summary>True this often, 0..1.</summary>
    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items[Between(0, items.Count - 1)];
    }

    /// <summary>As many decimal digits, the first not 0.</summary>
    public string Digits(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => (char)('0' + Between(i == 0 ? 1 : 0, 9))));

    /// <summary>A normal deviate with mean 0 and deviation 1 (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    private static ulong Mix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
